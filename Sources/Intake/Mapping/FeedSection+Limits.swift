import Primitives
import Tabular

/// How much of a source's file is taken before saying no:
///
///     limits:
///       longest_row: 262144          bytes of a row, 1 … 536870912
///       largest_field: 65536         bytes of a field, 1 … 536870912
///       most_columns: 1024           1 … 65536
///       unpacked_bytes: 17179869184  that a gzip may unpack to, at least 1
///       unpacked_ratio: 100          times its size that it may unpack to, above 64 MiB; 1 … 2000
///
/// What is not named keeps the default, which is the number shown: see `ReadingLimits`. A gzip
/// cannot pack more than some 1,032 times, so a ratio of 2000 is none.
extension FeedSection {
  private static let bounds: [(key: String, bounds: ClosedRange<Int>)] = [
    ("longest_row", 1...(1 << 29)), ("largest_field", 1...(1 << 29)), ("most_columns", 1...65_536),
    ("unpacked_bytes", 1...(1 << 50)), ("unpacked_ratio", 1...2_000),
  ]

  static func limits(_ cursor: SettingsCursor) throws(SettingsDefect) -> ReadingLimits {
    let given = try cursor.fields(bounds.map(\.key))
    var numbers: [String: Int] = [:]
    for (key, bounds) in bounds {
      guard let value = given[key] else { continue }
      guard let number = Int(try value.word()), bounds.contains(number) else {
        throw value.defect(
          "this limit is a whole number from \(bounds.lowerBound) to \(bounds.upperBound)",
          mend: "write the digits of such a number, without unit or separator")
      }
      numbers[key] = number
    }
    var limits = ReadingLimits()
    limits.longestRecordBytes = numbers["longest_row"] ?? limits.longestRecordBytes
    limits.largestFieldBytes = numbers["largest_field"] ?? limits.largestFieldBytes
    limits.mostFields = numbers["most_columns"] ?? limits.mostFields
    limits.expandedBytesMax = numbers["unpacked_bytes"] ?? limits.expandedBytesMax
    limits.expansionRatioMax = numbers["unpacked_ratio"] ?? limits.expansionRatioMax
    return limits
  }
}
