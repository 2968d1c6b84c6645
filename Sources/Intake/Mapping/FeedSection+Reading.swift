import Primitives
import Tabular
import Vocabulary

extension FeedSection {
  static let keys = [
    "columns", "constants", "delimiter", "encoding", "extra", "files", "formats", "ignore",
    "limits", "tables", "time_zone", "values", "where",
  ]

  /// Reads a section strictly.
  init(key: String, kind: RecordKind, _ section: SettingsCursor) throws(SettingsDefect) {
    self.init(key: key, kind: kind)
    for (name, line, value) in try section.entries() {
      switch name {
      case "delimiter": dialect = try Self.dialect(value)
      case "limits": limits = try Self.limits(value)
      case "encoding": encoding = try Self.encoding(value)
      case "time_zone": zone = try Self.zone(value)
      case "files": files = try value.words().map { FileGlob($0) }
      case "extra": extra = try value.words()
      case "tables": tables = try Self.tables(value)
      case "columns": columns = try column(value, as: Self.column)
      case "formats": formats = try readFormats(value)
      case "values": values = try column(value, as: Self.values)
      case "constants":
        constants = try column(value) { (cursor) throws(SettingsDefect) in
          Constant(text: try cursor.word(), line: cursor.node.line)
        }
      case "ignore":
        for (column, _, reason) in try value.entries() {
          ignoredColumns.append(
            Ignored(name: column, reason: try FeedMapping.reason(reason)))
        }
      case "where":
        for (column, _, allowed) in try value.entries() {
          conditions.append(
            Condition(column: column, allowed: try allowed.words().map { FileGlob($0) }))
        }
      default:
        throw SettingsCursor.refuse(
          name, at: value, line: line, known: Self.keys, what: "key of a section")
      }
    }
    try checkTogether(section)
  }

  /// A map of contract columns; a column the kind does not have is refused.
  private func column<Value>(
    _ cursor: SettingsCursor,
    as read: (SettingsCursor) throws(SettingsDefect) -> Value
  ) throws(SettingsDefect) -> [String: Value] {
    let contract = KindContract.of(kind)
    var result: [String: Value] = [:]
    for (name, line, value) in try cursor.entries() {
      guard contract.position(of: name) != nil else {
        throw SettingsCursor.refuse(
          name, at: value, line: line, known: contract.columns.map(\.name),
          what: "column of \(kind.rawValue)")
      }
      result[name] = try read(value)
    }
    return result
  }

  private func readFormats(
    _ cursor: SettingsCursor
  ) throws(SettingsDefect) -> [String: FieldFormat] {
    let contract = KindContract.of(kind)
    let cursors = try column(cursor) { $0 }
    var result: [String: FieldFormat] = [:]
    for column in contract.columns {
      guard let value = cursors[column.name] else { continue }
      result[column.name] = try FieldFormat.read(value, for: column.type)
    }
    return result
  }

  private static func dialect(_ cursor: SettingsCursor) throws(SettingsDefect) -> Dialect {
    let text = try cursor.text()
    if text == "tab" || text == "\t" { return .tab }
    let bytes = Array(text.utf8)
    guard bytes.count == 1, let dialect = try? Dialect(delimiter: bytes[0]) else {
      throw cursor.defect(
        "this cannot be a delimiter",
        mend: "write one ASCII character in quotes, such as \"|\", or tab")
    }
    return dialect
  }

  private static func encoding(
    _ cursor: SettingsCursor
  ) throws(SettingsDefect) -> TextEncoding {
    let name = try cursor.word()
    switch name.lowercased() {
    case "utf-8": return .utf8
    case "windows-1252": return .windows1252
    case "utf-16": return .utf16
    default:
      throw SettingsCursor.refuse(
        name, at: cursor, line: cursor.node.line, known: ["utf-8", "utf-16", "windows-1252"],
        what: "encoding that is known")
    }
  }

  private static func zone(_ cursor: SettingsCursor) throws(SettingsDefect) -> Zone {
    let name = try cursor.word()
    switch name {
    case "Europe/London": return .london
    case "UTC", "Z": return .fixed(seconds: 0)
    default: break
    }
    // A fixed offset is read by letting the reader of times read one that carries it.
    if name.utf8.count == 6, let reading = TimeText.read("1970-01-02T00:00:00" + name) {
      return .fixed(seconds: 86_400 - reading.instant.seconds)
    }
    throw cursor.defect(
      "'\(name)' is no time zone that is known",
      mend: "write Europe/London, UTC, or a fixed offset such as -07:00")
  }

  private static func tables(_ cursor: SettingsCursor) throws(SettingsDefect) -> [Table] {
    var result: [Table] = []
    for (name, line, value) in try cursor.entries() {
      let parts = try value.fields(["file", "key", "value"])
      guard let file = parts["file"], let key = parts["key"], let found = parts["value"] else {
        throw value.defect(
          "a table has a file, a key and a value",
          mend: "write { file: name.csv, key: column, value: column }", line: line)
      }
      let fileName = try file.word()
      guard !fileName.contains("/") else {
        throw file.defect(
          "a side file stands in the source's own folder", mend: "write its name alone")
      }
      result.append(
        Table(
          name: name, file: fileName, key: try key.word(), value: try found.word(),
          line: line))
    }
    return result
  }

  private static func column(_ cursor: SettingsCursor) throws(SettingsDefect) -> Column {
    guard case .map = cursor.node else {
      return Column(
        from: try cursor.words(), join: " ", through: [], orFileRow: false, line: cursor.node.line)
    }
    let parts = try cursor.fields(["from", "join", "otherwise", "through"])
    guard let from = parts["from"] else {
      throw cursor.defect("there is no from", mend: "write from: column, or from: [column, column]")
    }
    let otherwise = try parts["otherwise"]?.word()
    if let otherwise, otherwise != "file_row" {
      throw SettingsCursor.refuse(
        otherwise, at: cursor, line: cursor.node.line, known: ["file_row"], what: "way out")
    }
    return Column(
      from: try from.words(), join: try parts["join"]?.text() ?? " ",
      through: try parts["through"]?.words() ?? [], orFileRow: otherwise != nil,
      line: cursor.node.line)
  }

  private static func values(_ cursor: SettingsCursor) throws(SettingsDefect) -> Values {
    var result = Values(meanings: [:], other: nil, line: cursor.node.line)
    for (text, _, meaning) in try cursor.entries() {
      if text == "*" {
        result.other = try meaning.text()
      } else {
        result.meanings[text] = try meaning.text()
      }
    }
    return result
  }

  /// What only shows when the whole section is known.
  private func checkTogether(_ section: SettingsCursor) throws(SettingsDefect) {
    let contract = KindContract.of(kind)
    let names = tables.map(\.name)
    for column in contract.columns {
      let place = SettingsCursor(
        node: section.node, path: "\(section.path).columns.\(column.name)")
      if let wanted = columns[column.name] {
        for table in wanted.through where !names.contains(table) {
          throw SettingsCursor.refuse(
            table, at: place, line: wanted.line, known: names, what: "table of this section")
        }
        if wanted.orFileRow, column.type != .identifier {
          throw place.defect(
            "otherwise: file_row makes identifiers, and this column holds none",
            mend: "leave otherwise out", line: wanted.line)
        }
        if constants[column.name] != nil {
          throw place.defect(
            "the column has a constant as well", mend: "leave one of the two", line: wanted.line)
        }
      }
      try checkMeanings(column, section)
    }
  }

  /// Constants and the meanings of value tables must be readable as their column's type.
  private func checkMeanings(
    _ column: ContractColumn, _ section: SettingsCursor
  ) throws(SettingsDefect) {
    var texts: [(key: String, text: String, line: Int)] = []
    if let constant = constants[column.name] {
      texts.append(("constants", constant.text, constant.line))
    }
    if let table = values[column.name] {
      texts += (Array(table.meanings.values) + [table.other ?? ""]).sorted()
        .map { ("values", $0, table.line) }
    }
    for (key, text, line) in texts {
      do throws(FieldDefect) {
        // Which source the references belong to makes no difference to whether they can be read.
        _ = try column.type.read(text, source: "source")
      } catch {
        throw SettingsDefect(
          line: line, path: "\(section.path).\(key).\(column.name)",
          reason: "'\(text)': \(error.reason)", mend: error.mend)
      }
    }
  }
}

extension SettingsCursor {
  /// The values of a map with these keys only.
  func fields(_ known: [String]) throws(SettingsDefect) -> [String: SettingsCursor] {
    var result: [String: SettingsCursor] = [:]
    for (key, line, value) in try entries() {
      guard known.contains(key) else {
        throw SettingsCursor.refuse(key, at: value, line: line, known: known, what: "key here")
      }
      result[key] = value
    }
    return result
  }
}
