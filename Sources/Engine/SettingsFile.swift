public import Primitives
import Tabular
import Yams

/// Reads YAML files into trees that know their lines. The only file that knows YAML.
public enum SettingsFile {
  /// The largest settings file read. People write them; more is a mistake or an attack.
  static let bytesMax = 4 << 20

  /// The file as a tree.
  ///
  /// - Throws: `EngineError` with the file, the line and the mend.
  public static func read(path: String) throws(EngineError) -> SettingsNode {
    var bytes: [UInt8]?
    do throws(TabularError) {
      // A pipe or a device in the file's place would be waited for, or read, for ever.
      let file = try FileSource(path: path, followsLinks: true)
      if let count = file.byteCount, count <= bytesMax { bytes = try file.readAll() }
    } catch {
      throw EngineError(
        "\(path) cannot be read: \(error.message)",
        mend: "check that the file is there and readable", exit: .noInput)
    }
    guard let bytes else {
      throw EngineError(
        "\(path) is larger than 4 MiB", mend: "settings are written by people; split it",
        exit: .configuration)
    }
    return try parse(bytes, name: path)
  }

  /// The bytes of a file as a tree. They must be UTF-8: a byte that is not would become another
  /// character, and a name of a column with it another name.
  static func parse(_ bytes: [UInt8], name: String) throws(EngineError) -> SettingsNode {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      // The line is that of the first piece that is not UTF-8 by itself.
      let lines = bytes.split(separator: 10, omittingEmptySubsequences: false)
      let line = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil } ?? 0
      throw EngineError(
        "\(name):\(line + 1): the file is not UTF-8", mend: "save it as UTF-8",
        exit: .configuration)
    }
    return try parse(text, name: name)
  }

  /// A YAML text as a tree; an empty one is an empty map.
  ///
  /// Anchors and aliases are refused, so that a small file cannot unfold into a large tree.
  static func parse(_ text: String, name: String) throws(EngineError) -> SettingsNode {
    if let line = anchorLine(in: text) {
      throw EngineError(
        "\(name):\(line): anchors and aliases are not read",
        mend: "write the value out; in a text, put a blank behind the &", exit: .configuration)
    }
    do {
      var depth = 0
      let parser = try Parser(yaml: text)
      guard let root = try parser.singleRoot() else { return .map([], line: 1) }
      return try convert(root, name: name, depth: &depth)
    } catch let error as EngineError {
      throw error
    } catch let error as YamlError {
      throw EngineError(
        "\(name) is not YAML: \(error)", mend: "correct the line it names", exit: .configuration)
    } catch {
      throw EngineError("\(name): \(error)", mend: "correct the file", exit: .configuration)
    }
  }

  /// The line of the first `&` that could begin an anchor; nil when there is none.
  ///
  /// The library replaces aliases by what they stand for while it reads: a look at its tree would
  /// come too late: nine lines of ten aliases are a thousand million nodes. Without an anchor no
  /// alias is read. A `&` begins one unless it stands behind a letter, a digit or a quote, before a
  /// blank, or in a line of remarks; in a text between quotes it may be taken for one.
  static func anchorLine(in text: String) -> Int? {
    for (index, line) in text.utf8.split(separator: 10, omittingEmptySubsequences: false)
      .enumerated()
    {
      guard line.contains(0x26), line.first(where: { $0 != 0x20 && $0 != 0x09 }) != 0x23 else {
        continue
      }
      var previous: UInt8 = 0x20
      for place in line.indices {
        let next = line.index(after: place)
        if line[place] == 0x26, next < line.endIndex, isWord(line[next]), !isWord(previous),
          previous != 0x22, previous != 0x27
        {
          return index + 1
        }
        previous = line[place]
      }
    }
    return nil
  }

  /// A letter, a digit, `-` or `_`: what the name of an anchor is made of.
  private static func isWord(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D || byte == 0x5F
  }

  private static func convert(_ node: Node, name: String, depth: inout Int) throws -> SettingsNode {
    depth += 1
    defer { depth -= 1 }
    guard depth <= 32 else {
      throw EngineError(
        "\(name) is nested deeper than 32 levels", mend: "flatten it", exit: .configuration)
    }
    let line = node.mark?.line ?? 1
    switch node {
    case .scalar(let scalar): return .scalar(scalar.string, line: line)
    case .sequence(let sequence):
      return .list(try sequence.map { try convert($0, name: name, depth: &depth) }, line: line)
    case .mapping(let mapping):
      var seen: Set<String> = []
      return .map(
        try mapping.map { key, value in
          guard case .scalar(let word) = key, seen.insert(word.string).inserted else {
            throw EngineError(
              "\(name):\(key.mark?.line ?? line): a key is written twice or is not a word",
              mend: "write each key once", exit: .configuration)
          }
          return SettingsNode.Entry(
            key: word.string, line: key.mark?.line ?? line,
            value: try convert(value, name: name, depth: &depth))
        }, line: line)
    case .alias:
      throw EngineError(
        "\(name):\(line): anchors and aliases are not read", mend: "write the value out",
        exit: .configuration)
    }
  }

  /// The error for a defect that a room found in a settings file.
  static func error(_ defect: SettingsDefect, in name: String) -> EngineError {
    EngineError(
      "\(name):\(defect.line): \(defect.path): \(defect.reason)", mend: defect.mend,
      exit: .configuration)
  }
}
