import Archive

/// Checks that an archive is whole.
public struct VerifyArchive: Sendable {
  private let archive: String

  /// - Parameter archive: The file.
  public init(archive: String) { self.archive = archive }

  /// Every fault as a sentence; empty when the archive is whole.
  public func run() throws -> [String] {
    try StandingArchive.open(archive, .reading).verify().findings
  }
}
