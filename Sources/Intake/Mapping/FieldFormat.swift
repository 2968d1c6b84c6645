import Primitives
import Vocabulary

/// How a source writes a column, where it is not as the contract has it.
enum FieldFormat: Hashable, Sendable {
  /// A date or time by a pattern.
  case pattern(TimePattern)
  /// Whole seconds since an instant; a fraction is dropped.
  case seconds(from: Int64)
  /// Per cent of a share, with or without the sign.
  case percent
  /// Telephone numbers that are the source's own codes.
  case pseudonym
  /// A duration, mm:ss or hh:mm:ss.
  case hms
  /// A month, yyyy-MM, read as its first day.
  case month
  /// A long pseudonym of a registration.
  case hashRegistration

  /// Reads a format as a mapping writes it.
  static func read(
    _ cursor: SettingsCursor, for type: ColumnType
  ) throws(SettingsDefect) -> FieldFormat {
    let text = try cursor.word()
    let format = try parse(text, cursor)
    guard format.fits(type) else {
      throw cursor.defect(
        "this format is not one for this column",
        mend: "patterns, month and epoch_seconds are for times and dates, percent for shares, "
          + "hms for durations, pseudonym for telephone numbers, hash_registration for "
          + "registrations"
      )
    }
    return format
  }

  private static let words: [String: FieldFormat] = [
    "epoch_seconds": .seconds(from: 0), "percent": .percent, "pseudonym": .pseudonym, "hms": .hms,
    "month": .month, "hash_registration": .hashRegistration,
  ]

  private static func parse(
    _ text: String, _ cursor: SettingsCursor
  ) throws(SettingsDefect) -> FieldFormat {
    if let word = words[text] { return word }
    let from = "epoch_seconds_from "
    if text.hasPrefix(from) {
      let start = String(text.dropFirst(from.count))
      guard let reading = TimeText.read(start), reading.oddity == nil else {
        throw cursor.defect(
          "the time after epoch_seconds_from cannot be read",
          mend: "write it with an offset, such as 2013-09-01T00:00:00Z")
      }
      return .seconds(from: reading.instant.seconds)
    }
    if let pattern = TimePattern(text) { return .pattern(pattern) }
    let known = words.keys.sorted() + ["epoch_seconds_from"]
    let nearest = Suggestion.nearest(to: text, among: known).map { "did you mean \($0)? " } ?? ""
    throw cursor.defect(
      "'\(text)' is no format",
      mend: nearest
        + "known are \(known.joined(separator: ", ")) and patterns made of yyyy yy MM M "
        + "MMM dd d HH H mm ss, with a year, and no smaller unit without the larger one")
  }

  func fits(_ type: ColumnType) -> Bool {
    switch (self, type) {
    case (.pattern, .instant), (.month, .instant), (.seconds, .instant): true
    case (.pattern(let pattern), .date): pattern.hasDay
    case (.pattern, .partialDate), (.month, .partialDate), (.month, .date): true
    case (.seconds, .date), (.seconds, .partialDate): true
    case (.percent, .real): true
    case (.pseudonym, .number), (.pseudonym, .numbers): true
    case (.hms, .integer): true
    case (.hashRegistration, .registration), (.hashRegistration, .registrations): true
    default: false
    }
  }
}
