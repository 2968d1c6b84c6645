import Archive
import Foundation

/// Puts an export where its recipient's courier finds it: whole, and never before it is logged.
///
///     write   <out>/.<export>.partial/…   every file written and synced
///     log     the record, the copy and its rows, in one transaction of the archive
///     rename  <out>/<export>              the folder appears whole
///
/// A kill before the record leaves nothing that can be found by its name; one after it leaves a
/// record of a copy that nobody received, which is the safe side.
struct ExportFolder {
  /// The folder that exports are put in.
  let out: String

  func hand(_ package: ExportPackage, archive: RecordArchive) throws {
    let name = package.disclosure.id
    let final = out + "/" + name
    let partial = out + "/." + name + ".partial"
    do {
      let manager = FileManager.default
      try manager.createDirectory(atPath: out, withIntermediateDirectories: true)
      guard !manager.fileExists(atPath: final) else {
        throw EngineError(
          "\(final) is there already", mend: "name another folder, or export again in a second",
          exit: .cannotCreate)
      }
      if manager.fileExists(atPath: partial) { try manager.removeItem(atPath: partial) }
      try manager.createDirectory(
        atPath: partial, withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o700])
      for file in package.files {
        try NewFile.write(file.bytes, to: partial + "/" + file.path, mode: 0o640)
      }
      try RunFolder.sync(partial)
    } catch {
      throw Self.cannotWrite(error, out)
    }
    do {
      try archive.disclose(package.disclosure, entries: package.entries)
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      throw error
    }
    do {
      try FileManager.default.moveItem(atPath: partial, toPath: final)
      try RunFolder.sync(out)
    } catch {
      throw Self.cannotWrite(error, out)
    }
  }

  private static func cannotWrite(_ error: any Error, _ out: String) -> EngineError {
    if let known = error as? EngineError { return known }
    return EngineError(
      "the export cannot be put in \(out): \(error)",
      mend: "check that the folder can be written and has room", exit: .cannotCreate)
  }
}
