import Foundation
import Testing

/// Reference networks with values worked out by other programs, kept outside the package.
///
/// Found beside the package root (`../shared/data`), or where COUNTYLINES_SHARED points. Tests that
/// need them are skipped, and say so, where they are absent.
enum SharedData {
  static let folder: URL? = {
    var candidates: [URL] = []
    if let named = ProcessInfo.processInfo.environment["COUNTYLINES_SHARED"] {
      candidates.append(URL(fileURLWithPath: named))
    }
    for start in [#filePath, URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().path] {
      var at = URL(fileURLWithPath: start)
      while at.path != "/" {
        at.deleteLastPathComponent()
        candidates.append(at.appendingPathComponent("shared"))
      }
    }
    return candidates.map { $0.appendingPathComponent("data") }
      .first {
        FileManager.default.fileExists(atPath: $0.appendingPathComponent("graph_oracles").path)
      }
  }()

  static let missing: Comment = "skipped: no ../shared/data, and COUNTYLINES_SHARED is not set"

  /// The rows of a small CSV without quotes, header first.
  static func rows(_ path: String) throws -> [[String]] {
    guard let folder else { return [] }
    let text = try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    return text.split(whereSeparator: \.isNewline).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    }
  }
}
