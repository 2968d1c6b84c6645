/// The names of a table's columns, in order, each once.
public struct Header: Hashable, Sendable {
  /// The names as they stand in the file, spaces and letter case untouched.
  public let names: [String]
  private let positions: [String: Int]

  /// - Throws: `TABULAR-HEADER-MISSING` for no names, `TABULAR-HEADER-EMPTY` for an empty one,
  ///   `TABULAR-HEADER-REPEATED` for one that stands twice (compared by Unicode equivalence).
  public init(names: [String]) throws(TabularError) {
    guard !names.isEmpty else { throw Header.missing }
    var positions: [String: Int] = [:]
    for (position, name) in names.enumerated() {
      if name.utf8.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) {
        throw TabularError(
          code: "TABULAR-HEADER-EMPTY", message: "column \(position + 1) has no name",
          mend: "name every column in the first line; look for a delimiter at its end")
      }
      if let first = positions.updateValue(position, forKey: name) {
        throw TabularError(
          code: "TABULAR-HEADER-REPEATED",
          message: "columns \(first + 1) and \(position + 1) have the same name",
          mend: "give every column a name of its own")
      }
    }
    self.names = names
    self.positions = positions
  }

  /// Columns.
  public var count: Int { names.count }

  /// The column of a name, counted from 0; nil when there is none.
  public func position(of name: String) -> Int? { positions[name] }

  static let missing = TabularError(
    code: "TABULAR-HEADER-MISSING", message: "there is no header line",
    mend: "let the first line name the columns")
}
