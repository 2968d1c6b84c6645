import Foundation
import TestKit
import Testing

/// A published run, read back as a recipient would.
struct Published {
  let folder: URL

  init(out: String) { folder = URL(fileURLWithPath: out).appendingPathComponent("latest") }

  /// Every list by its path, without the extension.
  func tables() throws -> [String: CSVTable] {
    var tables: [String: CSVTable] = [:]
    let base = folder.resolvingSymlinksInPath()
    for path in try FileManager.default.subpathsOfDirectory(atPath: base.path)
    where path.hasSuffix(".csv") && path != "quarantine.csv" {
      tables[String(path.dropLast(4))] = try CSVTable(
        file: base.appendingPathComponent(path).path)
    }
    return tables
  }

  /// The bytes of every list, CSV and JSON, and of every brief, by path.
  func bytes() throws -> [String: Data] {
    var bytes: [String: Data] = [:]
    let base = folder.resolvingSymlinksInPath()
    for path in try FileManager.default.subpathsOfDirectory(atPath: base.path)
    where path != "run.json" && [".csv", ".json", ".html"].contains(where: { path.hasSuffix($0) }) {
      bytes[path] = try Data(contentsOf: base.appendingPathComponent(path))
    }
    return bytes
  }

  func manifest() throws -> [String: Any] {
    let data = try Data(contentsOf: folder.appendingPathComponent("run.json"))
    return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
  }
}
