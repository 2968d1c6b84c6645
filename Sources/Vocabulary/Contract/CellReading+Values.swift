import Primitives

/// The small readers behind `ColumnType.read`.
extension ColumnType {
  static func trim(_ text: String) -> String {
    let utf8 = text.utf8
    guard let first = utf8.first, let last = utf8.last,
      ByteText.isSpace(first) || ByteText.isSpace(last)
    else { return text }
    return ByteText.with(text) { String(decoding: ByteText.trimmed($0), as: UTF8.self) }
  }

  /// The non-empty items of a `;`-separated list, trimmed, repeats removed.
  static func items(_ text: String) -> [String] {
    var seen: Set<String> = []
    // By bytes: an item may begin with a mark that joins the semicolon to one character.
    return text.utf8.split(separator: 0x3B).map { trim(String(Substring($0))) }
      .filter { !$0.isEmpty && seen.insert($0).inserted }
  }

  static func each(
    _ text: String, _ read: (String) throws(FieldDefect) -> String
  ) throws(FieldDefect) -> CellReading {
    var kept: [String] = []
    for item in items(text) {
      let value = try read(item)
      if !kept.contains(value) { kept.append(value) }
    }
    return list(kept)
  }

  /// A list's cell; of separators alone it is empty.
  static func list(_ items: [String]) -> CellReading {
    CellReading(items.isEmpty ? .empty : .text(items.joined(separator: ";")))
  }

  static func readInstant(_ text: String) throws(FieldDefect) -> CellReading {
    guard let reading = TimeText.read(text) else {
      throw FieldDefect(
        code: "INTAKE-TIME-FORMAT", reason: "it is not an ISO 8601 time",
        mend:
          "send 2026-03-14T02:17:44Z or with an offset; another form needs formats: in feed.yaml")
    }
    guard TimeText.recordSeconds.contains(reading.instant.seconds) else { throw timeOutOfRange }
    return CellReading(
      .integer(reading.instant.seconds), warning: reading.oddity.map { warning(for: $0) })
  }

  /// The defect of an instant outside `TimeText.recordSeconds`.
  public static let timeOutOfRange = FieldDefect(
    code: "INTAKE-TIME-RANGE", reason: "its year lies outside 1900 … 2199",
    mend: "leave out rows whose time is not known (0001-01-01, 9999-12-31); for a number, check "
      + "whether it counts seconds or milliseconds")

  /// The warning that goes with an odd time.
  public static func warning(for oddity: TimeText.Reading.Oddity) -> FieldDefect {
    switch oddity {
    case .twice:
      FieldDefect(
        code: "INTAKE-TIME-TWICE",
        reason: "London's clocks showed this time twice; the first was taken",
        mend: "send times with an offset or Z")
    case .never:
      FieldDefect(
        code: "INTAKE-TIME-NEVER",
        reason: "London's clocks never showed this time; it was read as if not yet put forward",
        mend: "send times with an offset or Z")
    case .dateOnly:
      FieldDefect(
        code: "INTAKE-TIME-DATE-ONLY",
        reason: "there is no time of day; the first second of the day in London was taken",
        mend: "send the time of day where it is known")
    }
  }

  static func readDate(_ text: String) throws(FieldDefect) -> CellReading {
    if let date = try? PartialDate(text), date.isComplete { return CellReading(.text(date.text)) }
    // A time where a date is wanted is that time's day in London.
    if text.utf8.count > 10, let reading = TimeText.read(text),
      let date = try? PartialDate(LondonTime.civil(reading.instant).day.iso8601)
    {
      return CellReading(.text(date.text))
    }
    throw FieldDefect(
      code: "INTAKE-DATE-FORMAT", reason: "it is not a date of the calendar",
      mend: "send YYYY-MM-DD; another form needs formats: in feed.yaml")
  }

  /// A birth, or since when something holds: nobody who lives was born before 1900.
  ///
  /// What systems write for a date that they do not have is kept, because whoever compares births
  /// knows it for what it is: a 1 January, 1111-11-11, and the day on which spreadsheets begin.
  static func readPartialDate(_ text: String) throws(FieldDefect) -> CellReading {
    let date = try PartialDate(text)
    let isOfSystems =
      date.isComplete
      && (date.month == 1 && date.day == 1
        || ["1111-11-11", "1899-12-30", "1899-12-31"].contains(date.text))
    guard date.year >= 1900 || isOfSystems else {
      throw FieldDefect(
        code: "INTAKE-DATE-RANGE", reason: "its year lies before 1900",
        mend: "leave the cell empty where the date is not known, or say so in feed.yaml with "
          + "values: { date_of_birth: { \"0001-01-01\": \"\" } }")
    }
    return CellReading(.text(date.text))
  }

  /// A decimal number as sources write it: sign, digits, a point, an exponent; nothing else.
  static func decimal(_ text: String, in bounds: ClosedRange<Double>) throws(FieldDefect) -> Double
  {
    let allowed = text.utf8.allSatisfy {
      ByteText.isDigit($0) || [0x2B, 0x2D, 0x2E, 0x45, 0x65].contains($0)
    }
    guard allowed, let value = Double(text), value.isFinite else {
      throw FieldDefect(
        code: "INTAKE-NUMBER", reason: "it is not a decimal number",
        mend: "send digits with a point, such as 53.4084")
    }
    guard bounds.contains(value) else {
      throw FieldDefect(
        code: "INTAKE-NUMBER-RANGE",
        reason: "it lies outside \(bounds.lowerBound) … \(bounds.upperBound)",
        mend: "check the unit and the column; a per cent value needs formats: { column: percent }")
    }
    return value
  }

  static func whole(_ text: String, in bounds: ClosedRange<Int64>) throws(FieldDefect) -> Int64 {
    // "120.0" is how a spreadsheet writes 120.
    let digits = text.hasSuffix(".0") ? String(text.dropLast(2)) : text
    guard let value = Int64(digits) else {
      throw FieldDefect(
        code: "INTAKE-INTEGER", reason: "it is not a whole number",
        mend: "send digits alone, without unit, sign of currency or thousands separator")
    }
    guard bounds.contains(value) else {
      throw FieldDefect(
        code: "INTAKE-NUMBER-RANGE",
        reason: "it lies outside \(bounds.lowerBound) … \(bounds.upperBound)",
        mend: "check the unit and the column")
    }
    return value
  }

  static let badIdentifier = FieldDefect(
    code: "INTAKE-IDENTIFIER", reason: "an identifier holds no semicolon and at most 200 bytes",
    mend: "send the identifier of one record")

  static let badRole = FieldDefect(
    code: "INTAKE-ROLE", reason: "it is not a person and what they are in the event",
    mend:
      "send PERSON=CATEGORY, with \(SubjectCategory.allCases.map(\.rawValue).joined(separator: ", ")) "
      + "for the category, and leave out whose category is not known")

  static func badChoice(_ choices: [String]) -> FieldDefect {
    FieldDefect(
      code: "INTAKE-CHOICE", reason: "it is none of the values of this column",
      mend: "send one of \(choices.joined(separator: ", ")), or map yours with values: in feed.yaml"
    )
  }

  static func badGrade(_ rule: String) -> FieldDefect {
    FieldDefect(
      code: "INTAKE-GRADE", reason: rule, mend: "send a 3x5x2 grade, or leave all three cells empty"
    )
  }
}
