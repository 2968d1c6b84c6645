import Foundation

/// A folder for one case, removed when the case lets go of it.
public final class ScratchFolder {
  /// Its path, without a slash at the end.
  public let path: String
  private var made = 0

  /// A fresh, empty folder under the system's temporary folder.
  ///
  /// - Throws: What the file system says.
  public init() throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("countylines-benchmark-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// A name in it that was never given before; nothing is made.
  public func fresh(_ name: String) -> String {
    made += 1
    return "\(path)/\(made)-\(name)"
  }

  /// Removes what is at a path within it, if anything is.
  public func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }
}
