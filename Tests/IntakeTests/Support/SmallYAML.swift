import Primitives

/// Reads the part of YAML that the mappings here are written in, so that Intake's tests need no
/// reader of another room: indented maps, flow maps and lists, quoted and plain scalars, comments.
struct SmallYAML {
  private var lines: [(indent: Int, text: Substring, number: Int)] = []
  private var at = 0

  static func read(_ text: String) -> SettingsNode {
    var reader = SmallYAML()
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      let indent = line.prefix { $0 == " " }.count
      let rest = withoutComment(line.dropFirst(indent))
      if !rest.isEmpty { reader.lines.append((indent, rest, index + 1)) }
    }
    return reader.map(indent: 0)
  }

  private static func withoutComment(_ line: Substring) -> Substring {
    var quoted = false
    var previous: Character = " "
    for index in line.indices {
      if line[index] == "\"" { quoted.toggle() }
      if line[index] == "#", previous == " ", !quoted { return trimmed(line[..<index]) }
      previous = line[index]
    }
    return trimmed(line)
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }

  private mutating func map(indent: Int) -> SettingsNode {
    var entries: [SettingsNode.Entry] = []
    let first = at < lines.count ? lines[at].number : 1
    while at < lines.count, lines[at].indent == indent {
      let line = lines[at]
      var flow = Flow(line.text, line: line.number)
      let key = flow.scalar(until: ":")
      flow.skip(":")
      at += 1
      let value: SettingsNode
      if flow.isAtEnd {
        value =
          at < lines.count && lines[at].indent > indent
          ? map(indent: lines[at].indent) : .scalar("", line: line.number)
      } else {
        value = flow.node(ends: "")
      }
      entries.append(SettingsNode.Entry(key: key, line: line.number, value: value))
    }
    return .map(entries, line: first)
  }

  /// What stands on one line.
  private struct Flow {
    private var rest: Substring
    private let line: Int

    init(_ text: Substring, line: Int) {
      rest = text
      self.line = line
    }

    var isAtEnd: Bool { rest.drop { $0 == " " }.isEmpty }

    mutating func skip(_ character: Character) {
      rest = rest.drop { $0 == " " }
      precondition(rest.first == character, "line \(line) wants \(character)")
      rest = rest.dropFirst().drop { $0 == " " }
    }

    mutating func scalar(until ends: String) -> String {
      rest = rest.drop { $0 == " " }
      if rest.first == "\"" {
        let text = rest.dropFirst().prefix { $0 != "\"" }
        rest = rest[text.endIndex...].dropFirst()
        return String(text)
      }
      var end = rest.startIndex
      while end < rest.endIndex {
        // A colon ends a key only before a blank or the end of the line.
        let next = rest.index(after: end)
        let isColon = rest[end] == ":" && (next == rest.endIndex || rest[next] == " ")
        if rest[end] == ":" ? isColon && ends.contains(":") : ends.contains(rest[end]) { break }
        end = next
      }
      let text = rest[..<end]
      rest = rest[end...]
      return String(SmallYAML.trimmed(text))
    }

    mutating func node(ends: String) -> SettingsNode {
      rest = rest.drop { $0 == " " }
      switch rest.first {
      case "{": return map()
      case "[": return list()
      default: return .scalar(scalar(until: ends), line: line)
      }
    }

    private mutating func map() -> SettingsNode {
      var entries: [SettingsNode.Entry] = []
      skip("{")
      while rest.first != "}" {
        let key = scalar(until: ":,}")
        skip(":")
        entries.append(SettingsNode.Entry(key: key, line: line, value: node(ends: ",}")))
        if rest.first == "," { skip(",") }
        rest = rest.drop { $0 == " " }
      }
      skip("}")
      return .map(entries, line: line)
    }

    private mutating func list() -> SettingsNode {
      var items: [SettingsNode] = []
      skip("[")
      while rest.first != "]" {
        items.append(node(ends: ",]"))
        rest = rest.drop { $0 == " " }
        if rest.first == "," { skip(",") }
      }
      skip("]")
      return .list(items, line: line)
    }
  }
}
