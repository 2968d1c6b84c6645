public import Primitives

/// A file that was delivered.
public struct SourceFile: Hashable, Sendable {
  /// The source that sent it.
  public var source: String
  /// What its rows are.
  public var kind: RecordKind
  /// Its name in the inbox, without the source's folder.
  public var name: String
  /// SHA-256 of its bytes as delivered, 64 lower-case hexadecimal digits.
  public var digest: String

  /// A delivered file.
  public init(source: String, kind: RecordKind, name: String, digest: String) {
    self.source = source
    self.kind = kind
    self.name = name
    self.digest = digest
  }
}

/// Where a record stood: which file, which data row, which line.
public struct RecordPlace: Hashable, Sendable {
  /// The file, in the holder's order of files.
  public var file: Ordinal<SourceFile>
  /// The data row, counted from 1 after the header.
  public var row: UInt32
  /// The line of the unpacked text, counted from 1.
  public var line: UInt32

  /// A place in a file.
  public init(file: Ordinal<SourceFile>, row: UInt32, line: UInt32) {
    self.file = file
    self.row = row
    self.line = line
  }
}

/// A canonical row of one kind, not yet a typed record: cells in the order of its contract.
public struct RecordRow: Hashable, Sendable {
  /// The kind.
  public var kind: RecordKind
  /// The source that sent it.
  public var source: String
  /// Where it stood.
  public var place: RecordPlace
  /// One cell a column of `KindContract.of(kind)`.
  public var cells: [Cell]

  /// - Parameter cells: One for each column of the kind's contract, in its order.
  public init(kind: RecordKind, source: String, place: RecordPlace, cells: [Cell]) {
    precondition(
      cells.count == KindContract.of(kind).columns.count, "a row has one cell for each column")
    self.kind = kind
    self.source = source
    self.place = place
    self.cells = cells
  }

  /// The identifier the source gave it. Vehicles have none of their own: their registration.
  public var identifier: String {
    let position = KindContract.of(kind).identifierPosition ?? 0
    guard case .text(let id) = cells[position] else {
      preconditionFailure("an identifier is required, so a canonical row has it")
    }
    return id
  }

  /// What a later row must share with this one to replace it: the identifier; of a vehicle also the
  /// day its keeper took it on, so that the next keeper does not erase the last.
  public var identity: String {
    guard kind == .vehicles, let from = text("keeper_from") else { return identifier }
    return identifier + "|" + from
  }

  /// `source:id`.
  public var key: RecordKey { RecordKey(source: source, id: identifier) }

  private func cell(_ name: String) -> Cell { cells[Self.position(of: name, in: kind)] }

  /// Where a column stands, for a reader of many rows.
  static func position(of name: String, in kind: RecordKind) -> Int {
    guard let position = KindContract.of(kind).position(of: name) else {
      preconditionFailure("the contract of \(kind.rawValue) has no column \(name)")
    }
    return position
  }

  func text(_ name: String) -> String? { text(at: Self.position(of: name, in: kind)) }

  func text(at position: Int) -> String? {
    guard case .text(let text) = cells[position] else { return nil }
    return text
  }

  func need(_ name: String) -> String { text(name) ?? "" }

  func texts(_ name: String) -> [String] { texts(at: Self.position(of: name, in: kind)) }

  func texts(at position: Int) -> [String] {
    text(at: position)?.utf8.split(separator: 0x3B).map { String(Substring($0)) } ?? []
  }

  func integer(_ name: String) -> Int? {
    guard case .integer(let value) = cell(name) else { return nil }
    return Int(value)
  }

  func real(_ name: String) -> Double? {
    guard case .real(let value) = cell(name) else { return nil }
    return value
  }

  func instant(_ name: String) -> Instant? {
    guard case .integer(let value) = cell(name) else { return nil }
    return Instant(seconds: value)
  }

  func needInstant(_ name: String) -> Instant {
    guard let value = instant(name) else {
      preconditionFailure("\(name) is required, so a canonical row has it")
    }
    return value
  }

  func reference(_ name: String) -> RecordKey? {
    text(name).map { RecordKey(reference: $0, in: source) }
  }

  func references(_ name: String) -> [RecordKey] {
    texts(name).map { RecordKey(reference: $0, in: source) }
  }

  func date(_ name: String) -> CivilDate? { partialDate(name)?.earliest }

  func partialDate(_ name: String) -> PartialDate? { text(name).flatMap { try? PartialDate($0) } }

  func numbers(_ name: String) -> [TelephoneNumber] { numbers(texts(name)) }

  func numbers(_ texts: [String]) -> [TelephoneNumber] {
    texts.compactMap {
      (try? TelephoneNumber($0)) ?? TelephoneNumber(pseudonym: $0)
    }
  }

  func registrations(_ name: String) -> [VehicleRegistration] {
    texts(name).compactMap { try? VehicleRegistration($0) }
  }

  func position() -> Position? {
    guard let latitude = real("latitude"), let longitude = real("longitude") else { return nil }
    return Position(latitude: latitude, longitude: longitude)
  }

  /// The grade, with the contract's default for what is empty.
  func grading() -> Grading {
    Grading(
      source: text("source_eval").flatMap(Grading.Source.init) ?? Grading.assumed.source,
      intelligence: text("intel_eval").flatMap(Grading.Intelligence.init)
        ?? Grading.assumed.intelligence,
      handling: text("handling").flatMap(Handling.init) ?? Grading.assumed.handling)
  }
}
