import Primitives
import Vocabulary

/// A field read as its column's value.
struct FieldReading: Hashable, Sendable {
  var cell: Cell
  /// What should be known about it although it is kept.
  var warning: FieldDefect?

  init(_ cell: Cell, warning: FieldDefect? = nil) {
    self.cell = cell
    self.warning = warning
  }
}

/// How one column's text becomes its value: meanings first, then the source's format, then the
/// contract.
struct FieldReader: Sendable {
  let column: ContractColumn
  let format: FieldFormat?
  let values: FeedSection.Values?
  let zone: FeedSection.Zone
  let source: String

  /// Whether the contract alone reads it.
  var isPlain: Bool { format == nil && values == nil }

  /// Two-digit years below it are of the 2000s. Births are pushed back further, because a birth
  /// to come is certainly wrong and one before 1930 seldom right.
  var centuryPivot: Int { column.type == .partialDate ? 30 : 69 }

  /// Reads a text from which white space at either end was removed.
  func read(_ text: String) throws(FieldDefect) -> FieldReading {
    guard !text.isEmpty else { return FieldReading(.empty) }
    if let values {
      // A meaning is written as the contract writes it, so the source's format does not apply.
      if let meaning = values.meanings[text] { return try contract(meaning) }
      if let meanings = itemMeanings(text, values) { return try contract(meanings) }
      if let other = values.other { return try contract(other) }
    }
    guard let format else { return try contract(text) }
    return try formatted(text, format)
  }

  /// The meanings of a list's items; nil when the column holds no list or an item has none.
  private func itemMeanings(_ text: String, _ values: FeedSection.Values) -> String? {
    guard column.type.isList, text.utf8.contains(0x3B) else { return nil }
    var found: [String] = []
    for item in text.utf8.split(separator: 0x3B).map(Substring.init) {
      guard let meaning = values.meanings[Self.trim(item)] ?? values.other else { return nil }
      found.append(meaning)
    }
    return found.joined(separator: ";")
  }

  private func contract(_ text: String) throws(FieldDefect) -> FieldReading {
    switch column.type {
    case .instant: return try instant(text)
    case .date where text.utf8.count > 10:
      // A time where a date is wanted is that time's day, by the source's own clocks.
      if let reading = FieldBytes.with(text, { zone.read($0) }) {
        return try day(reading.seconds)
      }
      return try byContract(text)
    case .number, .numbers:
      for item in text.utf8.split(separator: 0x3B).map(Substring.init) where Self.isOneDigit(item) {
        throw Self.notANumber
      }
      return try byContract(text)
    default: return try byContract(text)
    }
  }

  /// Whether a text holds a single digit. No telephone number does, and the reader of numbers
  /// expects two at least.
  static func isOneDigit(_ text: some StringProtocol) -> Bool {
    text.utf8.reduce(0) { $0 + (FieldBytes.isDigit($1) ? 1 : 0) } == 1
  }

  /// The number of a canonical text: a real one, or a code of the source.
  static func number(_ text: String) -> TelephoneNumber? {
    if !isOneDigit(text), let number = try? TelephoneNumber(text) { return number }
    return TelephoneNumber(pseudonym: text)
  }

  private static let notANumber = FieldDefect(
    code: "INTAKE-NUMBER-FORMAT", reason: "it is not a telephone number",
    mend:
      "send E.164 (+447700900123) or the national form (07700 900123); numbers that are codes of "
      + "your own need formats: { number: pseudonym } in feed.yaml")

  /// Reads a text as the contract alone does.
  func byContract(_ text: String) throws(FieldDefect) -> FieldReading {
    let reading = try column.type.read(text, source: source)
    return FieldReading(reading.cell, warning: reading.warning)
  }

  private func instant(_ text: String) throws(FieldDefect) -> FieldReading {
    guard let reading = FieldBytes.with(text, { zone.read($0) }) else {
      return try byContract(text)
    }
    return try Self.instant(reading)
  }

  static func instant(_ reading: TimeReading) throws(FieldDefect) -> FieldReading {
    guard TimeText.recordSeconds.contains(reading.seconds) else {
      throw ColumnType.timeOutOfRange
    }
    return FieldReading(
      .integer(reading.seconds), warning: reading.oddity.map { ColumnType.warning(for: $0) })
  }

  /// The day, which an offset may have moved out of the calendar.
  private func day(_ seconds: Int64) throws(FieldDefect) -> FieldReading {
    try byContract(zone.day(at: seconds).iso8601)
  }

  static func trim(_ text: some StringProtocol) -> String {
    var whole = String(text)
    return whole.withUTF8 { FieldBytes.string(FieldBytes.trimmed($0)) }
  }
}

extension ColumnType {
  /// Whether a cell may hold several values, with `;` between.
  var isList: Bool {
    switch self {
    case .references, .roles, .texts, .registrations, .numbers, .imeis: true
    default: false
    }
  }
}
