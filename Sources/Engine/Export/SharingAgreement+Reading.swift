import Primitives
import Vocabulary

/// Reads a sharing agreement, strictly: a key that is not known is an error with a suggestion.
extension SharingAgreement {
  private static let keys = [
    "agreement", "recipient", "class", "purposes", "from", "until", "valid_days", "newest_days",
    "conditions_authorised_by", "blank_handling", "forces", "lists",
  ]

  /// Reads the file.
  static func read(path: String) throws(EngineError) -> SharingAgreement {
    let node = try SettingsFile.read(path: path)
    do throws(SettingsDefect) {
      return try SharingAgreement(node)
    } catch {
      throw SettingsFile.error(error, in: path)
    }
  }

  /// - Throws: `SettingsDefect` with the line, the path and the mend.
  init(_ node: SettingsNode) throws(SettingsDefect) {
    let entries = try Self.entries(of: node, path: "agreement")
    for entry in entries where !Self.keys.contains(entry.key) {
      throw Self.unknown(entry, path: "agreement", known: Self.keys)
    }
    func find(_ key: String) -> SettingsNode? { entries.first { $0.key == key }?.value }
    func need(_ key: String) throws(SettingsDefect) -> SettingsNode {
      guard let value = find(key) else {
        throw SettingsDefect(
          line: node.line, path: key, reason: "an agreement needs it",
          mend: "write \(key): and what was agreed; samples/sharing.yaml is one")
      }
      return value
    }
    id = try Self.text(need("agreement"), path: "agreement")
    recipient = try Self.text(need("recipient"), path: "recipient")
    recipientClass = try Self.choice(need("class"), path: "class", RecipientClass.self)
    purposes = try Self.texts(need("purposes"), path: "purposes")
    from = try Self.day(need("from"), path: "from")
    until = try Self.day(need("until"), path: "until")
    validDays = try Self.whole(need("valid_days"), path: "valid_days", in: 1...90)
    newestDays = try Self.whole(need("newest_days"), path: "newest_days", in: 1...36_500)
    conditionsAuthorisedBy = try find("conditions_authorised_by").map {
      value throws(SettingsDefect) in
      try Self.text(value, path: "conditions_authorised_by")
    }
    let blank = try find("blank_handling").map { value throws(SettingsDefect) in
      try Self.choice(value, path: "blank_handling", BlankHandling.self)
    }
    blankHandling = blank == .permitted ? .permitted : .conditions
    forces = try find("forces").map { value throws(SettingsDefect) in
      try Self.texts(value, path: "forces")
    }
    lists = []
    for entry in try Self.entries(of: need("lists"), path: "lists") {
      guard let list = ListKind(rawValue: entry.key) else {
        throw Self.unknown(entry, path: "lists", known: ListKind.allCases.map(\.rawValue))
      }
      let path = "lists." + entry.key
      let fields = try Self.texts(entry.value, path: path)
      let known = ExportField.all(of: list).map(\.name)
      for field in fields where !known.contains(field) {
        throw Self.unknown(
          SettingsNode.Entry(key: field, line: entry.line, value: entry.value), path: path,
          known: known)
      }
      lists.append(List(list: list, fields: fields))
    }
  }

  private enum BlankHandling: String, CaseIterable { case permitted, conditions }

  private static func entries(
    of node: SettingsNode, path: String
  ) throws(SettingsDefect) -> [SettingsNode.Entry] {
    guard case .map(let entries, _) = node, !entries.isEmpty else {
      throw SettingsDefect(
        line: node.line, path: path, reason: "keys and values are wanted here",
        mend: "write one `key: value` a line, indented under \(path)")
    }
    return entries
  }

  /// One line of text.
  private static func text(_ node: SettingsNode, path: String) throws(SettingsDefect) -> String {
    guard case .scalar(let text, _) = node, !text.isEmpty, text.count <= 200,
      !text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
    else {
      throw SettingsDefect(
        line: node.line, path: path, reason: "one line of text is wanted here",
        mend: "write 1 to 200 characters, in quotes")
    }
    return text
  }

  private static func texts(_ node: SettingsNode, path: String) throws(SettingsDefect) -> [String] {
    guard case .list(let items, _) = node, !items.isEmpty else {
      throw SettingsDefect(
        line: node.line, path: path, reason: "a list is wanted here",
        mend: "write [one, two], with at least one item")
    }
    var texts: [String] = []
    for item in items {
      let text = try text(item, path: path)
      guard !texts.contains(text) else {
        throw SettingsDefect(
          line: item.line, path: path, reason: "'\(text)' stands here twice", mend: "write it once")
      }
      texts.append(text)
    }
    return texts
  }

  private static func choice<Choice: RawRepresentable & CaseIterable>(
    _ node: SettingsNode, path: String, _ type: Choice.Type
  ) throws(SettingsDefect) -> Choice where Choice.RawValue == String {
    let known = Choice.allCases.map(\.rawValue)
    guard case .scalar(let text, _) = node, let choice = Choice(rawValue: text) else {
      throw SettingsDefect(
        line: node.line, path: path, reason: "it is none of the values of this key",
        mend: "write one of \(known.joined(separator: ", "))")
    }
    return choice
  }

  private static func day(_ node: SettingsNode, path: String) throws(SettingsDefect) -> CivilDate {
    guard case .scalar(let text, _) = node, let date = try? PartialDate(text), date.isComplete
    else {
      throw SettingsDefect(
        line: node.line, path: path, reason: "a day of the calendar is wanted here",
        mend: "write YYYY-MM-DD")
    }
    return date.earliest
  }

  private static func whole(
    _ node: SettingsNode, path: String, in bounds: ClosedRange<Int>
  ) throws(SettingsDefect) -> Int {
    guard case .scalar(let text, _) = node, let value = Int(text), bounds.contains(value) else {
      throw SettingsDefect(
        line: node.line, path: path,
        reason: "a whole number of \(bounds.lowerBound) to \(bounds.upperBound) is wanted here",
        mend: "write such a number")
    }
    return value
  }

  private static func unknown(
    _ entry: SettingsNode.Entry, path: String, known: [String]
  ) -> SettingsDefect {
    let near = Suggestion.nearest(to: entry.key, among: known)
    return SettingsDefect(
      line: entry.line, path: path + "." + entry.key, reason: "this key is not known",
      mend: near.map { "did you mean \($0)?" } ?? "known are \(known.joined(separator: ", "))")
  }
}
