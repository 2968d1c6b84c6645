/// A text read as a column's value.
public struct CellReading: Hashable, Sendable {
  /// The canonical value.
  public var cell: Cell
  /// What should be known about it although it was kept; nil when there is nothing.
  public var warning: FieldDefect?

  init(_ cell: Cell, warning: FieldDefect? = nil) {
    self.cell = cell
    self.warning = warning
  }
}

extension ColumnType {
  /// Reads a field's text as the contract writes it. Empty text is an empty cell.
  ///
  /// - Parameters:
  ///   - raw: The text as it stood; white space at either end is removed.
  ///   - source: The source whose records a bare reference means.
  public func read(_ raw: String, source: String) throws(FieldDefect) -> CellReading {
    let text = Self.trim(raw)
    guard !text.isEmpty else { return CellReading(.empty) }
    switch self {
    case .identifier:
      guard !text.utf8.contains(0x3B), text.utf8.count <= 200 else { throw Self.badIdentifier }
      return CellReading(.text(text))
    case .text: return CellReading(.text(text))
    case .texts: return Self.list(Self.items(text))
    case .reference:
      guard !text.utf8.contains(0x3B) else { throw Self.badIdentifier }
      return CellReading(.text(RecordKey(reference: text, in: source).text))
    case .references:
      return Self.list(Self.items(text).map { RecordKey(reference: $0, in: source).text })
    case .roles:
      return try Self.each(text) { (one) throws(FieldDefect) in
        guard let role = PersonRole(one, in: source) else { throw Self.badRole }
        return role.text
      }
    case .choice(let choices):
      guard let choice = choices.first(where: { $0.lowercased() == text.lowercased() }) else {
        throw Self.badChoice(choices)
      }
      return CellReading(.text(choice))
    default: return try readValue(text)
    }
  }

  private func readValue(_ text: String) throws(FieldDefect) -> CellReading {
    switch self {
    case .registration: return CellReading(.text(try VehicleRegistration(text).text))
    case .registrations:
      return try Self.each(text) { (one) throws(FieldDefect) in
        try VehicleRegistration(one).text
      }
    case .number: return CellReading(.text(try TelephoneNumber(text).text))
    case .numbers:
      return try Self.each(text) { (one) throws(FieldDefect) in
        try TelephoneNumber(one).text
      }
    case .imei: return CellReading(.text(try IMEI(text).text))
    case .imeis: return try Self.each(text) { (one) throws(FieldDefect) in try IMEI(one).text }
    case .imsi:
      guard text.utf8.allSatisfy(ByteText.isDigit), text.utf8.count <= 15 else {
        throw FieldDefect(
          code: "INTAKE-IMSI-FORMAT", reason: "an IMSI has up to 15 digits and nothing else",
          mend: "send the digits alone, or leave the cell empty")
      }
      return CellReading(.text(text))
    case .postcode: return CellReading(.text(try Postcode(text).text))
    case .uprn: return CellReading(.text(try UPRN(text).text))
    case .partialDate: return try Self.readPartialDate(text)
    case .date: return try Self.readDate(text)
    case .instant: return try Self.readInstant(text)
    case .direction:
      guard let direction = Compass(text) else {
        throw Self.badChoice(Compass.allCases.map(\.text))
      }
      return CellReading(.text(direction.text))
    default: return try readNumberOrGrade(text)
    }
  }

  private func readNumberOrGrade(_ text: String) throws(FieldDefect) -> CellReading {
    switch self {
    case .latitude: return CellReading(.real(try Self.decimal(text, in: -90...90)))
    case .longitude: return CellReading(.real(try Self.decimal(text, in: -180...180)))
    case .real(let bounds): return CellReading(.real(try Self.decimal(text, in: bounds)))
    case .integer(let bounds): return CellReading(.integer(try Self.whole(text, in: bounds)))
    case .sourceEvaluation:
      guard let grade = GradeReading.source(text) else {
        throw Self.badGrade("source_eval is 1, 2 or 3 (or A to E of the older 5x5x5)")
      }
      return CellReading(.text(grade))
    case .intelligenceEvaluation:
      guard let grade = GradeReading.intelligence(text) else {
        throw Self.badGrade("intel_eval is A to E (or 1 to 5 of the older 5x5x5)")
      }
      return CellReading(.text(grade))
    case .handling:
      guard let grade = GradeReading.handling(text) else {
        throw Self.badGrade("handling is P or C (or 1 to 5 of the older 5x5x5)")
      }
      return CellReading(.text(grade))
    default: preconditionFailure("every column type is read above")
    }
  }
}
