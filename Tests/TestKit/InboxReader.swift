import Foundation
public import Vocabulary

/// An inbox read row by row as plain text, for baselines and checks.
public struct InboxReader: Sendable {
  /// The folder that holds one folder a source.
  public let folder: String

  /// One row, with the source and file that it came from.
  public struct Row: Sendable {
    /// The source's folder.
    public let source: String
    /// The file's name.
    public let file: String
    /// Cells by column.
    public let cells: [String: String]

    /// A cell; empty when there is none.
    public subscript(name: String) -> String { cells[name] ?? "" }
  }

  /// An inbox at a folder.
  public init(folder: String) { self.folder = folder }

  /// Sources, sorted.
  public func sources() -> [String] {
    ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
  }

  /// Files of a source with their kinds, sorted; files of no kind are left out.
  public func files(of source: String) -> [(name: String, kind: RecordKind)] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(source)")) ?? []
    return names.sorted().compactMap { name in RecordKind(fileName: name).map { (name, $0) } }
  }

  /// Hands every row of a kind to a body, a file at a time, in order of source and file.
  ///
  /// - Parameter body: Source, table and row; cells are had with `table.cell(row, name)`.
  /// - Throws: When a file is no table, or what the body throws.
  public func each(
    _ kind: RecordKind,
    _ body: (_ source: String, _ table: CSVTable, _ row: [String]) throws -> Void
  ) throws {
    for source in sources() {
      for file in files(of: source) where file.kind == kind {
        let table = try CSVTable(file: "\(folder)/\(source)/\(file.name)")
        for row in table.rows { try body(source, table, row) }
      }
    }
  }

  /// Every row of a kind, in order of source and file. For few rows: each becomes a dictionary.
  ///
  /// - Throws: When a file is no table.
  public func rows(of kind: RecordKind) throws -> [Row] {
    var rows: [Row] = []
    for source in sources() {
      for file in files(of: source) where file.kind == kind {
        let table = try CSVTable(file: "\(folder)/\(source)/\(file.name)")
        for row in table.rows {
          rows.append(
            Row(
              source: source, file: file.name,
              cells: Dictionary(zip(table.header, row), uniquingKeysWith: { one, _ in one })))
        }
      }
    }
    return rows
  }
}
