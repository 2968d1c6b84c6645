import Primitives
public import Vocabulary

/// A canonical row from texts, as the contract reads them.
///
/// - Parameters:
///   - fields: By column name; columns that are not named are empty.
///   - row: The data row it is said to have stood on.
/// - Throws: `FieldDefect` when a text is not what its column holds.
public func madeRow(
  _ kind: RecordKind, source: String, row: Int = 1, file: Int = 0, _ fields: [String: String]
) throws(FieldDefect) -> RecordRow {
  let contract = KindContract.of(kind)
  var cells: [Cell] = []
  for column in contract.columns {
    cells.append(try column.type.read(fields[column.name] ?? "", source: source).cell)
  }
  for name in fields.keys {
    precondition(contract.position(of: name) != nil, "\(kind.rawValue) has no column \(name)")
  }
  return RecordRow(
    kind: kind, source: source,
    place: RecordPlace(file: Ordinal(file), row: UInt32(row), line: UInt32(row + 1)), cells: cells)
}
