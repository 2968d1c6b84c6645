/// A file's name taken apart: `sightings-2026-03-14.csv.gz`.
struct InboxName: Hashable, Sendable {
  /// What a file holds, by its name.
  enum Format: Hashable, Sendable {
    case csv, ndjson
  }

  /// Without extension: `sightings-2026-03-14`.
  let stem: String
  /// nil when the extension is none that can be read.
  let format: Format?
  /// Whether it ends in `.gz`.
  let isGzip: Bool

  /// - Parameter fileName: Without its folder. Extensions count in any letter case.
  init(_ fileName: String) {
    var rest = fileName[...]
    isGzip = rest.lowercased().hasSuffix(".gz")
    if isGzip { rest = rest.dropLast(3) }
    let lower = rest.lowercased()
    if lower.hasSuffix(".csv") {
      format = .csv
      rest = rest.dropLast(4)
    } else if lower.hasSuffix(".ndjson") {
      format = .ndjson
      rest = rest.dropLast(7)
    } else {
      format = nil
    }
    stem = String(rest)
  }

  /// The first date `YYYY-MM-DD` or `YYYYMMDD` that stands alone in the name, as eight digits; nil
  /// when there is none.
  var dateStamp: String? {
    let bytes = Array(stem.utf8)
    var at = 0
    while at < bytes.count {
      guard FieldBytes.isDigit(bytes[at]) else {
        at += 1
        continue
      }
      for length in [10, 8] where at + length <= bytes.count {
        if let stamp = Self.stamp(bytes[at..<(at + length)]),
          at + length == bytes.count || !FieldBytes.isDigit(bytes[at + length])
        {
          return stamp
        }
      }
      while at < bytes.count, FieldBytes.isDigit(bytes[at]) { at += 1 }
    }
    return nil
  }

  private static func stamp(_ bytes: ArraySlice<UInt8>) -> String? {
    let text = Array(bytes)
    if text.count == 10, text[4] != 0x2D || text[7] != 0x2D { return nil }
    let digits = text.count == 10 ? Array(text[0..<4] + text[5..<7] + text[8..<10]) : text
    guard digits.count == 8, digits.allSatisfy({ FieldBytes.isDigit($0) }) else { return nil }
    let month = (digits[4] - 0x30) * 10 + digits[5] - 0x30
    let day = (digits[6] - 0x30) * 10 + digits[7] - 0x30
    guard (1...12).contains(month), (1...31).contains(day) else { return nil }
    return String(decoding: digits, as: UTF8.self)
  }
}
