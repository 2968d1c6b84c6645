import BenchmarkKit
import Engine
import Primitives

/// A region on disk and the nights over it.
struct NightInput {
  /// One night and where it left its things.
  struct Night {
    var archive: String
    var out: String
    var result: NightlyResult
  }

  private let region: MadeRegion

  init(isLarge: Bool) throws {
    region = try MadeRegion(isLarge: isLarge, seed: 1)
  }

  /// A night with a fresh archive.
  func night() throws -> Night {
    try night(archive: region.folder.fresh("archive"), out: region.folder.fresh("out"))
  }

  /// A night with an archive that may be there already.
  func night(archive: String, out: String) throws -> Night {
    var configuration = EngineConfiguration(inbox: region.inbox, archive: archive, out: out)
    configuration.threads = twoThreads.threads
    let result = try NightlyRun(configuration).run(progress: { _ in })
    return Night(archive: archive, out: out, result: result)
  }

  func check(_ night: Night) {
    let files = night.result.files
    precondition(files.allSatisfy { $0.refusal == nil }, "every file is taken")
    precondition(files.reduce(0) { $0 + $1.read } == region.rows, "every row is read")
    precondition(
      files.reduce(0) { $0 + $1.quarantined } == region.badRows, "the planted rows are set aside")
    precondition(!night.result.isStanding, "the lists are new")
    precondition(night.result.heads.contains { $0.rowCount > 0 }, "the lists have rows")
  }

  func remove(_ night: Night) {
    region.folder.remove(night.archive)
    region.folder.remove(night.out)
  }
}

/// A region after its first night.
struct SecondNight {
  let first: NightInput.Night
  private let input: NightInput

  init(_ input: NightInput) throws {
    self.input = input
    first = try input.night()
  }

  func again() throws -> NightInput.Night {
    try input.night(archive: first.archive, out: first.out)
  }
}
