import Archive
import Foundation
public import Primitives

/// The first half of a nightly run: takes what is new in an inbox into the archive.
public struct IngestInbox: Sendable {
  private let configuration: EngineConfiguration
  private let cancellation: Cancellation?

  /// An ingest that is told everything it may know; of the configuration, `out`, `asOf` and the
  /// policy do not matter.
  ///
  /// - Parameter cancellation: Asked between pieces of work; files that were taken in stay.
  public init(_ configuration: EngineConfiguration, cancellation: Cancellation? = nil) {
    self.configuration = configuration
    self.cancellation = cancellation
  }

  /// Every file of the inbox, and what became of it.
  public func run(progress: @escaping ProgressSink) throws -> [FileReport] {
    let inbox = try InboxListing(path: configuration.inbox)
    return try IngestFiles(
      archive: configuration.openArchive(), maxBad: configuration.maxBad,
      workers: Workers(threads: configuration.threads, cancellation: cancellation),
      progress: progress
    ).run(inbox)
  }
}
