import Primitives

/// A place in a settings tree on the way down: what stands there and by which keys it was reached.
struct SettingsCursor {
  let node: SettingsNode
  /// The keys from the top, joined by dots.
  let path: String

  /// The defect of this place.
  func defect(_ reason: String, mend: String, line: Int? = nil) -> SettingsDefect {
    SettingsDefect(line: line ?? node.line, path: path, reason: reason, mend: mend)
  }

  /// The entries of a map, in the order of the file; a key that stands twice is a defect.
  func entries() throws(SettingsDefect) -> [(key: String, line: Int, value: SettingsCursor)] {
    guard case .map(let entries, _) = node else {
      throw defect(
        "keys and values are wanted here", mend: "write key: value, one a line, indented")
    }
    var seen: Set<String> = []
    var result: [(key: String, line: Int, value: SettingsCursor)] = []
    for entry in entries {
      let below = SettingsCursor(
        node: entry.value, path: path.isEmpty ? entry.key : path + "." + entry.key)
      guard seen.insert(entry.key).inserted else {
        throw below.defect("this key stands twice", mend: "leave one of the two", line: entry.line)
      }
      result.append((entry.key, entry.line, below))
    }
    return result
  }

  /// The text of a scalar.
  func text() throws(SettingsDefect) -> String {
    guard case .scalar(let text, _) = node else {
      throw defect("one value is wanted here", mend: "write a single text or number")
    }
    return text
  }

  /// The text of a scalar that is not empty.
  func word() throws(SettingsDefect) -> String {
    let text = try text()
    guard !text.isEmpty else {
      throw defect("the value is empty", mend: "write a value, or leave the key out")
    }
    return text
  }

  /// The texts of a list, or of a single scalar; at least one.
  func words() throws(SettingsDefect) -> [String] {
    guard case .list(let items, _) = node else { return [try word()] }
    var result: [String] = []
    for (position, item) in items.enumerated() {
      result.append(try SettingsCursor(node: item, path: "\(path)[\(position + 1)]").word())
    }
    guard !result.isEmpty else {
      throw defect("the list is empty", mend: "name at least one, or leave the key out")
    }
    return result
  }

  /// Refuses a key that is none of `known`, with a suggestion.
  static func refuse(
    _ key: String, at cursor: SettingsCursor, line: Int, known: [String], what: String
  ) -> SettingsDefect {
    let nearest = Suggestion.nearest(to: key, among: known).map { "did you mean \($0)? " } ?? ""
    return cursor.defect(
      "'\(key)' is no \(what)", mend: nearest + "known are " + known.joined(separator: ", "),
      line: line)
  }
}
