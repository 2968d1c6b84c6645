/// One cell of a published list.
public enum ListCell: Hashable, Sendable {
  /// A number with its digits fixed.
  case number(String)
  /// A text, which may be empty.
  case text(String)

  /// The plain value.
  public var plain: String {
    switch self {
    case .number(let digits): digits
    case .text(let text): text
    }
  }
}

/// A list as it is published: columns and rows, nothing left to decide.
public struct ListTable: Hashable, Sendable {
  /// The file without its extension, such as `vehicle_stops/cheshire`.
  public let path: String
  /// The header.
  public let columns: [String]
  /// Rows, each with one cell a column.
  public let rows: [[ListCell]]

  /// - Parameter rows: Each with one cell a column.
  public init(path: String, columns: [String], rows: [[ListCell]]) {
    precondition(
      rows.allSatisfy { $0.count == columns.count }, "a row has one cell for each column")
    self.path = path
    self.columns = columns
    self.rows = rows
  }

  /// RFC 4180 with LF, safe to open in a spreadsheet.
  ///
  /// A text cell that begins with `=`, `+`, `-`, `@`, tab or CR gets a leading `'`, unless it is
  /// wholly a number or an E.164 number.
  public var csv: String {
    var text = columns.joined(separator: ",") + "\n"
    for row in rows {
      text += row.map { Self.csvCell($0) }.joined(separator: ",") + "\n"
    }
    return text
  }

  /// The same rows as a JSON array of objects; numbers as numbers, the rest as plain texts.
  public var json: String {
    var text = "["
    for (index, row) in rows.enumerated() {
      text += index == 0 ? "\n" : ",\n"
      let fields = zip(columns, row).map { column, cell in
        switch cell {
        case .number(let digits): "\(JSONText.quote(column)):\(digits)"
        case .text(let value): "\(JSONText.quote(column)):\(JSONText.quote(value))"
        }
      }
      text += "  {" + fields.joined(separator: ",") + "}"
    }
    return text + (rows.isEmpty ? "]\n" : "\n]\n")
  }

  static func csvCell(_ cell: ListCell) -> String {
    guard case .text(let plain) = cell else { return cell.plain }
    let text = needsGuard(plain) ? "'" + plain : plain
    let quoted = text.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    return quoted
      ? "\""
        + text.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\"" : text
  }

  /// Whether a spreadsheet would take the text for a formula.
  static func needsGuard(_ text: String) -> Bool {
    guard let first = text.utf8.first, [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(first) else {
      return false
    }
    if first == 0x2B {
      let digits = text.utf8.dropFirst()
      if (7...15).contains(digits.count), digits.allSatisfy({ $0 &- 0x30 < 10 }) { return false }
    }
    return !isNumber(text)
  }

  /// An optional sign, digits, and at most one point with digits after it.
  private static func isNumber(_ text: String) -> Bool {
    var bytes = Array(text.utf8)[...]
    if bytes.first == 0x2B || bytes.first == 0x2D { bytes = bytes.dropFirst() }
    let parts = bytes.split(separator: 0x2E, omittingEmptySubsequences: false)
    return (1...2).contains(parts.count)
      && parts.allSatisfy { part in !part.isEmpty && part.allSatisfy { $0 &- 0x30 < 10 } }
  }
}
