import Tasking

/// How an export's tables are written.
public enum ExportFormat: String, CaseIterable, Sendable {
  /// CSV that people open in a spreadsheet: nothing in it is taken for a formula, and telephone
  /// numbers keep every digit.
  case spreadsheet
  /// CSV that programs read: RFC 4180, each value as it is.
  case machine
  /// One JSON object a line.
  case ndjson
  /// One JSON array.
  case json

  /// What file names end with.
  var ending: String {
    switch self {
    case .spreadsheet, .machine: "csv"
    case .ndjson: "ndjson"
    case .json: "json"
    }
  }

  /// The table as text.
  ///
  /// - `spreadsheet` begins with a byte order mark, by which spreadsheets know UTF-8. A text cell
  ///   that begins with `=`, `+`, `-`, `@`, tab, CR, LF or NUL, or with the full-width form of one
  ///   of the first four, gets a leading `'`; numbers stay numbers. Telephone numbers stand as
  ///   `447…`, and once more, guarded, in a column that ends in `_e164_text`.
  /// - `machine` has CRLF-free RFC 4180 and no guards.
  /// - JSON has numbers as numbers and the rest as texts, keys in the order of columns.
  func text(of table: ExportTable) -> String {
    switch self {
    case .spreadsheet: "\u{FEFF}" + Self.csv(Self.forPeople(table))
    case .machine: Self.csv(Self.plain(table))
    case .json, .ndjson: json(table)
    }
  }

  /// Columns and cells that only have to be quoted.
  private static func plain(_ table: ExportTable) -> [[String]] {
    [table.columns.map(\.name)] + table.rows.map { $0.map(\.plain) }
  }

  private static func forPeople(_ table: ExportTable) -> [[String]] {
    var rows = [[String]](repeating: [], count: table.rows.count + 1)
    for (at, column) in table.columns.enumerated() {
      rows[0].append(column.name)
      for (row, cells) in table.rows.enumerated() {
        rows[row + 1].append(column.isNumbers ? digits(cells[at].plain) : safe(cells[at]))
      }
      guard column.isNumbers else { continue }
      rows[0].append(column.textName)
      for (row, cells) in table.rows.enumerated() { rows[row + 1].append(safe(cells[at])) }
    }
    return rows
  }

  /// Numbers in E.164 without their plus signs.
  private static func digits(_ numbers: String) -> String {
    let bare = numbers.split(separator: ";", omittingEmptySubsequences: false).map {
      $0.hasPrefix("+") ? $0.dropFirst() : $0
    }.joined(separator: ";")
    return safe(.text(bare))
  }

  private static func safe(_ cell: ListCell) -> String {
    guard case .text(let text) = cell else { return cell.plain }
    return isGuarded(text) ? "'" + text : text
  }

  /// Whether a spreadsheet could take the text for something else.
  static func isGuarded(_ text: String) -> Bool {
    guard let first = text.unicodeScalars.first else { return false }
    return [
      "=", "+", "-", "@", "\t", "\r", "\n", "\0", "\u{FF1D}", "\u{FF0B}", "\u{FF0D}", "\u{FF20}",
    ].contains(first)
  }

  private static func csv(_ rows: [[String]]) -> String {
    rows.map { $0.map(quoted).joined(separator: ",") + "\n" }.joined()
  }

  private static func quoted(_ text: String) -> String {
    guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }

  private func json(_ table: ExportTable) -> String {
    let objects = table.rows.map { row in
      "{"
        + zip(table.columns, row).map { column, cell in
          switch cell {
          case .number(let digits): "\(JSONText.quote(column.name)):\(digits)"
          case .text(let text): "\(JSONText.quote(column.name)):\(JSONText.quote(text))"
          }
        }.joined(separator: ",") + "}"
    }
    if self == .ndjson { return objects.map { $0 + "\n" }.joined() }
    return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
  }
}
