import Picture
import Primitives
import Vocabulary

/// Bursts of outgoing texts: the same offer to everybody on the list.
///
/// A business does this too; what tells them apart is the rest (`BusinessLikeness`).
struct Broadcasts: Sendable {
  /// Rows in the calls that belong to bursts, burst by burst.
  let bursts: [[Int]]
  /// How much of the list stays from one burst to the next, 0 … 1; 0 with fewer than two bursts.
  let stability: Double

  /// - Parameters:
  ///   - rows: The outgoing calls of one number, in order of time.
  ///   - texts: Texts to different numbers that make a burst.
  ///   - seconds: How long a burst lasts at most.
  init(_ rows: Range<Int>, calls: CallColumns, texts: Int, seconds: Int64) {
    let sent = rows.filter {
      calls.kinds[$0] == CallKind.sms.rawValue || calls.kinds[$0] == CallKind.mms.rawValue
    }
    var bursts: [[Int]] = []
    var first = 0
    while first < sent.count {
      var last = first
      while last + 1 < sent.count
        && calls.times[sent[last + 1]] - calls.times[sent[first]] <= seconds
      {
        last += 1
      }
      let burst = Array(sent[first...last])
      if burst.count >= texts && Set(burst.map { calls.bNumbers[$0] }).count >= texts {
        bursts.append(burst)
        first = last + 1
      } else {
        first += 1
      }
    }
    self.bursts = bursts
    let lists = bursts.map { Set($0.map { calls.bNumbers[$0] }) }
    let overlaps = zip(lists, lists.dropFirst()).map { one, next in
      Double(one.intersection(next).count) / Double(max(1, one.union(next).count))
    }
    stability = overlaps.isEmpty ? 0 : overlaps.reduce(0, +) / Double(overlaps.count)
  }
}
