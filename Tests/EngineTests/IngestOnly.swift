import Archive
import Primitives

@testable import Engine

/// Takes an inbox in without a run.
struct IngestOnly {
  let archive: String

  func run(_ inbox: String) throws {
    let store = try RecordArchive(ArchiveConfiguration(path: archive))
    _ = try IngestFiles(
      archive: store, maxBad: 0.05, workers: Workers(threads: 2), progress: { _ in }
    ).run(InboxListing(path: inbox))
  }
}
