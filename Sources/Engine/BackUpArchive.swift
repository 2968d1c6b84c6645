import Archive
import Foundation
public import Primitives

/// Copies an archive to a file that can be restored, and back.
public struct BackUpArchive: Sendable {
  private let workers: Workers

  /// - Parameter workers: For checking the copy.
  public init(workers: Workers) { self.workers = workers }

  /// Writes a copy of an archive as it stands at one moment, and checks the copy.
  ///
  /// - Parameter to: A file that is not there yet; it appears whole or not at all.
  /// - Returns: What was made, line by line.
  public func backUp(archive: String, to target: String) throws -> [String] {
    let store = try StandingArchive.open(archive, .writing)
    try Self.checkFree(target)
    let partial = target + ".partial"
    try? FileManager.default.removeItem(atPath: partial)
    try store.backup(to: partial)
    return try finish(partial, target, verb: "backed up")
  }

  /// Puts a backup in the place of an archive that is gone, after checking it.
  ///
  /// - Parameters:
  ///   - backup: A file that `backUp` made, also one of an older form.
  ///   - target: A file that is not there; an archive is never written over.
  /// - Returns: What was made, line by line.
  /// - Throws: When the backup is damaged, is no archive, or has anything in it that this program
  ///   does not make; nothing is left then.
  public func restore(backup: String, to target: String) throws -> [String] {
    try Self.checkFree(target)
    guard FileManager.default.fileExists(atPath: backup) else {
      throw EngineError(
        "there is no backup at \(backup)", mend: "name a file that countylines backup made",
        exit: .noInput)
    }
    let partial = target + ".partial"
    do {
      try? FileManager.default.removeItem(atPath: partial)
      try FileManager.default.copyItem(atPath: backup, toPath: partial)
      try checkBeforeWriting(partial)
      var settings = ArchiveConfiguration(path: partial)
      settings.actor = Actor.current
      try RecordArchive(settings).log(AuditEntry(.administration, "restore", []))
      return try finish(partial, target, verb: "restored")
    } catch {
      for name in [partial, partial + "-journal"] {
        try? FileManager.default.removeItem(atPath: name)
      }
      throw error
    }
  }

  /// Nothing is written into a file that holds what this program does not make. One of an older
  /// form is looked at by the migration, before it runs.
  private func checkBeforeWriting(_ path: String) throws {
    let store: RecordArchive
    do throws(ArchiveError) {
      store = try RecordArchive(ArchiveConfiguration(path: path, access: .reading))
    } catch {
      guard error.code == .readOnly else { throw error }
      return
    }
    try Self.checkSound(store.verify(workers: workers))
  }

  private static func checkSound(_ report: IntegrityReport) throws(EngineError) {
    guard report.isSound else {
      throw EngineError(
        "the copy is not whole: " + report.findings.prefix(3).joined(separator: "; "),
        mend: "run countylines verify on the original, or use another backup", exit: .data)
    }
  }

  private static func checkFree(_ target: String) throws {
    guard !FileManager.default.fileExists(atPath: target) else {
      throw EngineError(
        "\(target) is there already", mend: "name another file, or move that one aside",
        exit: .cannotCreate)
    }
  }

  /// Checks the copy, gives it its name, and says what it is.
  private func finish(_ partial: String, _ target: String, verb: String) throws -> [String] {
    let copy = try RecordArchive(ArchiveConfiguration(path: partial, access: .reading))
    let report = try copy.verify(workers: workers)
    do throws(EngineError) {
      try Self.checkSound(report)
    } catch {
      try? FileManager.default.removeItem(atPath: partial)
      throw error
    }
    let digest = try FileDigest.sha256(path: partial)
    do {
      guard rename(partial, target) == 0 else { throw POSIXFailure() }
      let folder = (target as NSString).deletingLastPathComponent
      try RunFolder.sync(folder.isEmpty ? "." : folder)
    } catch {
      throw EngineError(
        "\(target) cannot be made: \(error)", mend: "check that its folder can be written",
        exit: .cannotCreate)
    }
    return [
      "\(verb) \(target)", "bytes   \(digest.bytes)", "sha256  \(digest.hex)",
      "checked \(report.files) files, \(report.chunks) chunks, the schema and the log",
    ]
  }
}
