public import Foundation

/// A table read from RFC 4180 text or from NDJSON, for tests: plain, strict and slow.
public struct CSVTable: Sendable, Equatable {
  /// Why a text is no table.
  public struct Defect: Error, Hashable, Sendable {
    /// Where it was read.
    public var path: String
    /// What is wrong.
    public var reason: String
  }

  /// Names of the columns, as in the first line.
  public let header: [String]
  /// One array a row, as long as the header.
  public let rows: [[String]]
  private let positions: [String: Int]

  /// A table from its parts.
  public init(header: [String], rows: [[String]]) {
    self.header = header
    self.rows = rows
    positions = Dictionary(
      header.enumerated().map { ($1, $0) }, uniquingKeysWith: { one, _ in one })
  }

  /// Reads CSV text: a header row, LF or CRLF, a byte order mark allowed, quotes doubled in quotes.
  ///
  /// - Throws: `Defect` when a quote is not closed or a row is longer or shorter than the header.
  public init(csv bytes: some Sequence<UInt8>, path: String = "") throws {
    var records = try Self.records(Array(bytes), path: path)
    guard !records.isEmpty else { throw Defect(path: path, reason: "there is no header") }
    let header = records.removeFirst()
    for (number, row) in records.enumerated() where row.count != header.count {
      throw Defect(
        path: path, reason: "row \(number + 1) has \(row.count) cells, not \(header.count)")
    }
    self.init(header: header, rows: records)
  }

  /// Reads one JSON object a line; columns are all names met, sorted, absent ones empty.
  public init(objects bytes: Data, path: String = "") throws {
    var rows: [[String: String]] = []
    for line in bytes.split(separator: 0x0A) {
      guard let object = try JSONSerialization.jsonObject(with: line) as? [String: Any] else {
        throw Defect(path: path, reason: "a line is not an object")
      }
      rows.append(object.mapValues { "\($0)" })
    }
    let header = Set(rows.flatMap(\.keys)).sorted()
    self.init(header: header, rows: rows.map { row in header.map { row[$0] ?? "" } })
  }

  /// Reads a file, NDJSON when it is called `….ndjson`.
  public init(file path: String) throws {
    let data = try Data(contentsOf: URL(fileURLWithPath: path))
    if path.hasSuffix(".ndjson") {
      try self.init(objects: data, path: path)
    } else {
      try self.init(csv: data, path: path)
    }
  }

  /// The cells of a column; nil when there is none of that name.
  public func column(_ name: String) -> [String]? {
    positions[name].map { place in rows.map { $0[place] } }
  }

  /// The cell of a row under a name; empty when there is no such column.
  public func cell(_ row: [String], _ name: String) -> String {
    positions[name].map { row[$0] } ?? ""
  }

  /// A cell's parts, `;` between them.
  public func cells(_ row: [String], _ name: String) -> [String] {
    cell(row, name).split(separator: ";").map(String.init)
  }

  private static func records(_ bytes: [UInt8], path: String) throws -> [[String]] {
    var at = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    var records: [[String]] = []
    var row: [String] = []
    var cell: [UInt8] = []
    var isQuoted = false
    var isOpen = false
    func text() -> String { String(decoding: cell, as: UTF8.self) }
    while at < bytes.count {
      let byte = bytes[at]
      at += 1
      isOpen = true
      if isQuoted {
        guard byte == 0x22 else {
          cell.append(byte)
          continue
        }
        if at < bytes.count && bytes[at] == 0x22 {
          cell.append(0x22); at += 1
        } else {
          isQuoted = false
        }
      } else if byte == 0x22 && cell.isEmpty {
        isQuoted = true
      } else if byte == 0x2C {
        row.append(text())
        cell = []
      } else if byte == 0x0A {
        if cell.last == 0x0D { cell.removeLast() }
        row.append(text())
        records.append(row)
        (row, cell, isOpen) = ([], [], false)
      } else {
        cell.append(byte)
      }
    }
    guard !isQuoted else { throw Defect(path: path, reason: "a quote is not closed") }
    if isOpen { records.append(row + [text()]) }
    return records
  }
}
