import Foundation
public import Primitives
import Yams

/// Reads YAML files into trees that know their lines. The only file that knows YAML.
public enum SettingsFile {
  /// The largest settings file read. People write them; more is a mistake or an attack.
  static let bytesMax = 4 << 20

  /// The file as a tree.
  ///
  /// - Throws: `EngineError` with the file, the line and the mend.
  public static func read(path: String) throws(EngineError) -> SettingsNode {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw EngineError(
        "\(path) cannot be read", mend: "check that the file is there and readable", exit: .noInput)
    }
    guard data.count <= bytesMax else {
      throw EngineError(
        "\(path) is larger than 4 MiB", mend: "settings are written by people; split it",
        exit: .configuration)
    }
    return try parse(String(decoding: data, as: UTF8.self), name: path)
  }

  /// A YAML text as a tree; an empty one is an empty map.
  ///
  /// Anchors and aliases are refused, so that a small file cannot unfold into a large tree.
  static func parse(_ text: String, name: String) throws(EngineError) -> SettingsNode {
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
