import Primitives

/// Times as seconds in 32 bits, in which the same reads meet, on as many days, as in the whole.
///
/// Seconds count from a midnight at least one window before the first read. Should the reads span
/// more than 136 years, days on which nothing happened are taken out, except as many as a window
/// cannot reach over; no two reads come nearer than they were unless they were farther apart than
/// any window, and every read stays in its second of its day.
struct ConvoyClock: Sendable {
  /// The window, no longer than the reads' span.
  let window: UInt32
  /// The last read's seconds.
  let last: UInt32
  private let base: Int64
  /// Where each day begins, when days were taken out.
  private let starts: [Int64: UInt32]

  /// - Parameter days: The days since the epoch on which anything was read, ascending; asked for
  ///   only when the span is too long.
  /// - Returns: nil when even then the seconds do not fit 32 bits.
  init?(first: Int64, last: Int64, windowSeconds: Int64, days: () -> [Int64]) {
    let day: Int64 = 86_400
    let reach = min(windowSeconds, last - first)
    let base = (first - min(reach, 100 * day)).floorDivided(by: day) * day
    if last - base <= Int64(UInt32.max) {
      self.base = base
      window = UInt32(truncatingIfNeeded: reach)
      self.last = UInt32(truncatingIfNeeded: last - base)
      starts = [:]
      return
    }
    guard windowSeconds <= 100 * day else { return nil }
    let gap = windowSeconds / day + 2
    var starts: [Int64: UInt32] = [:]
    var at = gap
    var before: Int64?
    for today in days() {
      if let before { at += min(today - before, gap) }
      guard (at + 1) * day <= Int64(UInt32.max) else { return nil }
      starts[today] = UInt32(at * day)
      before = today
    }
    self.base = 0
    window = UInt32(windowSeconds)
    self.last = UInt32((at + 1) * day - 1)
    self.starts = starts
  }

  /// The seconds of a read.
  @inline(__always)
  func seconds(_ time: Int64) -> UInt32 {
    starts.isEmpty ? UInt32(truncatingIfNeeded: time &- base) : folded(time)
  }

  private func folded(_ time: Int64) -> UInt32 {
    let day = time.floorDivided(by: 86_400)
    guard let start = starts[day] else { preconditionFailure("every read's day was given") }
    return start + UInt32(time - day * 86_400)
  }
}
