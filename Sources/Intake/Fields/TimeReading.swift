import Primitives
import Vocabulary

/// An instant that was read, and what was odd about the text.
struct TimeReading: Hashable, Sendable {
  var seconds: Int64
  var oddity: TimeText.Reading.Oddity?
}

extension FeedSection.Zone {
  /// The instant at which these clocks showed a day and a second of it.
  func reading(day: CivilDate, secondOfDay: Int) -> TimeReading {
    switch self {
    case .fixed(let ahead):
      return TimeReading(
        seconds: Int64(day.daysSinceEpoch) * 86_400 + Int64(secondOfDay) - ahead)
    case .london:
      let reading = TimeText.london(day, ClockTime(secondOfDay: secondOfDay))
      return TimeReading(seconds: reading.instant.seconds, oddity: reading.oddity)
    }
  }

  /// Reads an ISO 8601 time; one without an offset by these clocks.
  ///
  /// - Returns: nil when it is not such a time.
  func read(_ raw: UnsafeBufferPointer<UInt8>) -> TimeReading? {
    let bytes = FieldBytes.trimmed(raw)
    guard let reading = TimeText.read(bytes) else { return nil }
    let isBare = !Self.hasOffset(bytes)
    guard case .fixed(let ahead) = self, isBare else {
      return TimeReading(seconds: reading.instant.seconds, oddity: reading.oddity)
    }
    // Read as if it were UTC, then moved by what these clocks are ahead of it.
    let suffix = bytes.count == 10 ? "T00:00:00Z" : "Z"
    guard let plain = TimeText.read(FieldBytes.string(bytes) + suffix) else { return nil }
    return TimeReading(
      seconds: plain.instant.seconds - ahead, oddity: bytes.count == 10 ? .dateOnly : nil)
  }

  /// Whether a time that `TimeText` accepted carries an offset.
  private static func hasOffset(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    bytes.dropFirst(16).contains { $0 | 0x20 == 0x7A || $0 == 0x2B || $0 == 0x2D }
  }

  /// What these clocks show at an instant: the day.
  func day(at seconds: Int64) -> CivilDate {
    switch self {
    case .london: LondonTime.civil(Instant(seconds: seconds)).day
    case .fixed(let ahead): Instant(seconds: seconds + ahead).utcDay
    }
  }
}
