/// The columns of one kind, in the order in which they are stored.
public struct KindContract: Sendable {
  /// The kind.
  public let kind: RecordKind
  /// All columns; those of graded kinds are followed by `source_eval`, `intel_eval`, `handling` and
  /// `grade_original` (filled by the reader when the older 5x5x5 was sent), and columns that came
  /// to the contract later stand last.
  public let columns: [ContractColumn]
  private let positions: [String: Int]

  /// How many columns at the end came to the contract later: archives from before have no cell for
  /// them, and a row in which they are empty is the row that it was.
  public let laterColumns: Int

  init(_ kind: RecordKind, _ columns: [ContractColumn], later: [ContractColumn] = []) {
    self.kind = kind
    self.columns = columns + (kind.isGraded ? Self.grading : []) + later
    laterColumns = later.count
    positions = Dictionary(
      uniqueKeysWithValues: self.columns.enumerated().map { ($0.element.name, $0.offset) })
  }

  /// The position of a column, or nil when the kind has no such column.
  public func position(of name: String) -> Int? { positions[name] }

  /// The position of the identifier column; nil for sightings, calls and vehicles.
  public var identifierPosition: Int? {
    columns.firstIndex { $0.type == .identifier }
  }

  private static let grading = [
    ContractColumn(name: "source_eval", type: .sourceEvaluation, isRequired: false),
    ContractColumn(name: "intel_eval", type: .intelligenceEvaluation, isRequired: false),
    ContractColumn(name: "handling", type: .handling, isRequired: false),
    ContractColumn(name: "grade_original", type: .text, isRequired: false),
  ]

  /// The contract of a kind.
  public static func of(_ kind: RecordKind) -> KindContract {
    guard let contract = all[kind] else { preconditionFailure("every kind has a contract") }
    return contract
  }

  private static let all: [RecordKind: KindContract] = Dictionary(
    uniqueKeysWithValues: (ContractTables.places + ContractTables.traces + ContractTables.people)
      .map { ($0.kind, $0) })
}
