import Archive
import Foundation

/// Checks that an archive is whole.
public struct VerifyArchive: Sendable {
  private let archive: String

  /// - Parameter archive: The file.
  public init(archive: String) { self.archive = archive }

  /// Every fault as a sentence; empty when the archive is whole.
  public func run() throws -> [String] {
    guard FileManager.default.fileExists(atPath: archive) else {
      throw EngineError(
        "there is no archive at \(archive)", mend: "name the archive of a nightly run",
        exit: .noInput)
    }
    return try RecordArchive(ArchiveConfiguration(path: archive, access: .reading)).verify()
      .findings
  }
}
