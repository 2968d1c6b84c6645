import Foundation
import Primitives
import Tabular

/// Plain tables in and out, for the rooms that are used alone.
enum TableFile {
  /// Reads the named columns of a CSV as texts.
  ///
  /// - Parameters:
  ///   - needed: Columns that must be there.
  ///   - wanted: Columns that may be.
  /// - Returns: For each column that is there, one text a row.
  /// - Throws: `EngineError` when a column is missing or a row cannot be read: a measure of half a
  ///   table would be wrong without a word.
  static func read(
    path: String, needed: [String], wanted: [String] = [], workers: Workers
  ) throws -> [String: [String]] {
    let reader = try ParallelReader.csv(SourceOpening.open(path: path, followsLinks: true))
    for name in needed where reader.header.position(of: name) == nil {
      throw EngineError(
        "\(path) has no column \(name)",
        mend: "give it a header with \(needed.joined(separator: ","))", exit: .data)
    }
    let columns = (needed + wanted).compactMap { name in
      reader.header.position(of: name).map { (name, $0) }
    }
    var table: [String: [String]] = [:]
    _ = try reader.read(on: workers) { (block: RowBlock) -> [[String]] in
      if let bad = block.badRows.first {
        throw EngineError(
          "\(path):\(bad.diagnostic.place.line): \(bad.diagnostic.reason)",
          mend: bad.diagnostic.mend, exit: .data)
      }
      return columns.map { _, position in (0..<block.count).map { block.text($0, position) } }
    } consume: { parts in
      for ((name, _), part) in zip(columns, parts) { table[name, default: []] += part }
    }
    for (name, _) in columns where table[name] == nil { table[name] = [] }
    return table
  }

  /// Writes a CSV beside and renames it, so that a reader never sees half of it.
  static func write(_ rows: some Sequence<[String]>, header: [String], to path: String) throws {
    var bytes: [UInt8] = []
    CSVWriter.append(fields: header, to: &bytes)
    for row in rows { CSVWriter.append(fields: row, to: &bytes) }
    do {
      try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw EngineError(
        "\(path) cannot be written", mend: "check that its folder is there and has room",
        exit: .cannotCreate)
    }
  }
}
