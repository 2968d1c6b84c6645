import Foundation
import Intake
import Primitives

/// Lists an inbox and reads its mappings.
struct InboxListing {
  /// The inbox's folder.
  let path: String
  /// What stands in it.
  let scan: InboxScan

  /// - Throws: `EngineError` when a folder cannot be listed or a `feed.yaml` is wrong.
  init(path: String) throws(EngineError) {
    self.path = path
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
      throw EngineError(
        "the inbox \(path) cannot be listed",
        mend: "name a folder that holds one folder for each source, such as \(path)/cheshire",
        exit: .noInput)
    }
    var folders: [InboxScan.Folder] = []
    var stray: [String] = []
    for name in names.sorted() {
      let folder = path + "/" + name
      var isFolder: ObjCBool = false
      guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
        isFolder.boolValue
      else {
        stray.append(name)
        continue
      }
      folders.append(try Self.folder(name, at: folder))
    }
    scan = InboxScan(folders, strayFiles: stray)
  }

  private static func folder(
    _ name: String, at folder: String
  ) throws(EngineError) -> InboxScan.Folder {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      throw EngineError(
        "the folder \(folder) of the inbox cannot be listed",
        mend: "make it readable by this user, or take it out of the inbox", exit: .noInput)
    }
    let files = names.sorted()
    var mapping: FeedMapping?
    if files.contains("feed.yaml") {
      let file = folder + "/feed.yaml"
      let node = try SettingsFile.read(path: file)
      do throws(SettingsDefect) {
        mapping = try FeedMapping(node)
      } catch {
        throw SettingsFile.error(error, in: file)
      }
    }
    return InboxScan.Folder(name: name, fileNames: files, mapping: mapping)
  }
}
