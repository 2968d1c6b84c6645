import Archive
import Foundation
public import Primitives
import Tasking

/// The nightly job: ingest what is new, resolve people, assemble the picture, ask the signals, draw
/// the lists, publish the folder.
///
/// The same archive content, moment, seed, policy and version give the same run, to the byte; when
/// that run is published already, its lists stand and nothing is worked out again. Of earlier runs
/// it takes the identifiers of people and where each subject stood.
public struct NightlyRun: Sendable {
  private let configuration: EngineConfiguration
  private let cancellation: Cancellation?
  /// Takes the place of the policy file, for runs that no one reads.
  private let given: ScorePolicy?

  /// A run that is told everything it may know.
  ///
  /// - Parameter cancellation: Asked between pieces of work; a run that stops leaves whole files in
  ///   the archive and the last published lists.
  public init(_ configuration: EngineConfiguration, cancellation: Cancellation? = nil) {
    self.init(configuration, policy: nil, cancellation: cancellation)
  }

  init(_ configuration: EngineConfiguration, policy: ScorePolicy?, cancellation: Cancellation?) {
    self.configuration = configuration
    self.cancellation = cancellation
    given = policy
  }

  /// Does the whole job.
  ///
  /// - Parameter ingesting: Whether the inbox is read first; otherwise the archive is correlated as
  ///   it stands.
  public func run(
    ingesting: Bool = true, progress: @escaping ProgressSink
  ) throws -> NightlyResult {
    let policy = try given ?? PolicyFile.read(path: configuration.policy)
    let asked = try AskedMoment.read(configuration.asOf)
    let workers = Workers(threads: configuration.threads, cancellation: cancellation)
    let clock = StageClock(sink: progress)
    let inbox = ingesting ? try InboxListing(path: configuration.inbox) : nil
    // Read before the work begins, so that a wrong key costs no night.
    let key = try configuration.signingKey.map { path throws(EngineError) in
      try SigningKey(path: path)
    }
    let archive = try configuration.openArchive()
    let files = try measured("ingest", clock.sink) {
      try inbox.map {
        try IngestFiles(
          archive: archive, maxBad: configuration.maxBad, workers: workers, progress: clock.sink
        ).run($0)
      } ?? []
    }
    let plan = try RunPlan(archive: archive, configuration: configuration, policy: policy)
    let folder = RunFolder(out: configuration.out)
    if let standing = try plan.standing(in: folder) {
      let result = try finish(standing, files: files, folder: folder)
      try noteHead(of: archive, key: key)
      return result
    }
    let earlier = try plan.earlierLists()
    let found = try Correlation(
      archive: archive, configuration: configuration, policy: policy, workers: workers,
      progress: clock.sink
    ).run(asked: asked, earlier: earlier.ranks)
    let publication = Publication(
      plan: plan, people: found.people, answers: found.answers, input: found.input,
      drawn: found.drawn, earlier: earlier, files: files, clock: clock)
    let result = try measured("publish", clock.sink) {
      try publication.publish(in: folder, archive: archive)
    }
    try noteHead(of: archive, key: key)
    return result
  }

  /// Notes the end of the log outside the archive.
  private func noteHead(of archive: RecordArchive, key: SigningKey?) throws {
    try AuditHeads(path: configuration.heads ?? configuration.out + "/audit-heads.ndjson").note(
      archive.auditHead(), at: Instant(seconds: Int64(time(nil))), key: key)
  }

  /// The lists of an earlier run stand: only `latest` may have to be pointed at them again.
  private func finish(
    _ standing: RunPlan.Standing, files: [FileReport], folder: RunFolder
  ) throws -> NightlyResult {
    try folder.pointLatest(at: standing.runId)
    return NightlyResult(
      runId: standing.runId, folder: configuration.out + "/" + standing.runId,
      asOf: standing.asOf, files: files, isStanding: true, heads: [],
      remarks: [])
  }
}
