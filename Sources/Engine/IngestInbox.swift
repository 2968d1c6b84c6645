import Archive
import Foundation
import Primitives

/// The first half of a nightly run: takes what is new in an inbox into the archive.
public struct IngestInbox: Sendable {
  private let configuration: EngineConfiguration

  /// An ingest that is told everything it may know; of the configuration, `out`, `asOf` and the
  /// policy do not matter.
  public init(_ configuration: EngineConfiguration) { self.configuration = configuration }

  /// Every file of the inbox, and what became of it.
  public func run(progress: @escaping ProgressSink) throws -> [FileReport] {
    let inbox = try InboxListing(path: configuration.inbox)
    var settings = ArchiveConfiguration(path: configuration.archive)
    settings.actor = Actor.current
    settings.cacheMebibytes = max(16, configuration.memoryMebibytes / 32)
    return try IngestFiles(
      archive: RecordArchive(settings), maxBad: configuration.maxBad,
      workers: Workers(threads: configuration.threads), progress: progress
    ).run(inbox)
  }
}
