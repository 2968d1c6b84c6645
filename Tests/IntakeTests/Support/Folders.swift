import Foundation

/// Where the repository and the shared data lie, if they can be found.
enum Folders {
  /// The top of the package: the nearest folder above this file that holds `samples`.
  static let package: URL? = above {
    FileManager.default.fileExists(atPath: $0 + "/samples/mappings")
  }

  /// The folder of real data; the environment variable COUNTYLINES_SHARED may name its parent.
  static let data: URL? = {
    if let named = ProcessInfo.processInfo.environment["COUNTYLINES_SHARED"] {
      return URL(fileURLWithPath: named).appendingPathComponent("data")
    }
    return above { FileManager.default.fileExists(atPath: $0 + "/shared/data/README.md") }?
      .appendingPathComponent("shared/data")
  }()

  private static func above(_ holds: (String) -> Bool) -> URL? {
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      if holds(folder.path) { return folder }
    }
    return nil
  }
}
