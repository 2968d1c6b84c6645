public import Foundation

/// A folder for one test, removed when the test lets go of it.
public final class WorkingFolder: Sendable {
  /// Its path, without a slash at the end.
  public let path: String

  /// A fresh, empty folder under the system's temporary folder.
  ///
  /// - Throws: What the file system says.
  public init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("countylines-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of something in it; nothing is made.
  public func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a text, making the folders that its name calls for.
  public func write(_ text: String, to name: String) throws {
    let target = URL(fileURLWithPath: file(name))
    try FileManager.default.createDirectory(
      at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: target)
  }

  /// The bytes of a file in it.
  public func bytes(of name: String) throws -> Data {
    try Data(contentsOf: URL(fileURLWithPath: file(name)))
  }

  /// Every file in it, as paths relative to it, sorted.
  public func allFiles() -> [String] {
    let found = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    return found.filter {
      var isFolder: ObjCBool = false
      return FileManager.default.fileExists(atPath: file($0), isDirectory: &isFolder)
        && !isFolder.boolValue
    }.sorted()
  }
}
