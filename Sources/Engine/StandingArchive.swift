import Archive
import Foundation

/// Opens an archive that is there; none is made.
enum StandingArchive {
  /// - Throws: `EngineError` when there is no file; `ArchiveError`.
  static func open(
    _ path: String, _ access: ArchiveConfiguration.Access
  ) throws -> RecordArchive {
    guard FileManager.default.fileExists(atPath: path) else {
      throw EngineError(
        "there is no archive at \(path)", mend: "name the archive of a nightly run",
        exit: .noInput)
    }
    var settings = ArchiveConfiguration(path: path, access: access)
    settings.actor = Actor.current
    return try RecordArchive(settings)
  }
}
