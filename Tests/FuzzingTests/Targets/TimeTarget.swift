import Primitives
@testable import Vocabulary

@testable import Intake

/// Times. The first line is a pattern, the others are times.
///
/// Laws: a time that is read is written as a time that reads as the same instant; the quick reader
/// of columns says what the careful one does, or nothing.
enum TimeTarget {
  private static let zones: [FeedSection.Zone] = [
    .london, .fixed(seconds: 0), .fixed(seconds: -7 * 3600),
  ]

  static func fault(_ input: [UInt8]) -> String? {
    let lines = input.split(separator: 10, omittingEmptySubsequences: false).prefix(20)
    guard let first = lines.first else { return nil }
    let pattern = TimePattern(String(decoding: first, as: UTF8.self))
    for line in lines.dropFirst() {
      let bytes = Array(line)
      if let reading = TimeText.read(String(decoding: bytes, as: UTF8.self)),
        let fault = fault(reading.instant.seconds)
      {
        return fault
      }
      for zone in zones {
        if let fault = fault(bytes, zone) { return fault }
        if let pattern, let fault = fault(bytes, pattern, zone) { return fault }
      }
    }
    return nil
  }

  private static func fault(_ seconds: Int64) -> String? {
    let text = Instant(seconds: seconds).iso8601
    _ = LondonTime.civil(Instant(seconds: seconds))
    // Near the ends of the calendar it may fall into a year that has no four digits.
    guard TimeText.recordSeconds.contains(seconds) else { return nil }
    return TimeText.read(text)?.instant.seconds == seconds
      ? nil : "a time that was read is not written as one"
  }

  private static func fault(_ bytes: [UInt8], _ zone: FeedSection.Zone) -> String? {
    var cache = CivilTimeCache(zone: zone)
    let careful = bytes.withUnsafeBufferPointer { zone.read($0) }
    if let careful, let fault = fault(careful.seconds) { return fault }
    if let careful { _ = zone.day(at: careful.seconds).iso8601 }
    // Twice, because the second reading remembers the first's day.
    for _ in 0..<2 {
      let quick = bytes.withUnsafeBufferPointer { cache.read($0) }
      if let quick, quick != careful { return "the quick reader of times differs" }
    }
    return nil
  }

  private static func fault(
    _ bytes: [UInt8], _ pattern: TimePattern, _ zone: FeedSection.Zone
  ) -> String? {
    guard let parts = bytes.withUnsafeBufferPointer({ pattern.read($0, centuryPivot: 69) }) else {
      return nil
    }
    for type in [ColumnType.instant, .date, .partialDate] {
      let reader = FieldReader(
        column: ContractColumn(name: "at", type: type, isRequired: false),
        format: .pattern(pattern), values: nil, zone: zone, source: "cheshire")
      do throws(FieldDefect) {
        let cell = try reader.read(String(decoding: bytes, as: UTF8.self)).cell
        if case .integer(let seconds) = cell, let fault = fault(seconds) { return fault }
      } catch {
        if error.mend.isEmpty { return "a refusal without a mend" }
      }
    }
    return (0..<86_400).contains(parts.secondOfDay) ? nil : "a day has 86,400 seconds"
  }
}
