import Archive
import Foundation

/// What a nightly run is told. Nothing below reads a file, the environment or a global to find out.
public struct EngineConfiguration: Hashable, Sendable {
  /// The folder with one folder a source.
  public var inbox: String
  /// The archive, one file; made when it is not there.
  public var archive: String
  /// The folder that runs are published in; made when it is not there.
  public var out: String
  /// The moment to stand at, `YYYY-MM-DDTHH:MM:SSZ` or a date. The default is nil: the newest
  /// moment that the archive's calls, sightings and events reach.
  public var asOf: String?
  /// The seed of everything that involves chance. The default is 1.
  public var seed: UInt64
  /// Threads. The default is the number of processors.
  public var threads: Int
  /// The memory that may be used, in MiB. The default is 4,096: what does not fit is refused with a
  /// sentence before it is loaded.
  public var memoryMebibytes: Int
  /// Days of sightings and calls before the moment that are looked at. The default is 92.
  public var windowDays: Int
  /// The share of a file's rows that may be bad before it is refused. The default is .05.
  public var maxBad: Double
  /// A policy file, if not the policy that the program comes with.
  public var policy: String?

  /// The file that heads of the audit log are noted in, if not `audit-heads.ndjson` in `out`.
  public var heads: String?
  /// A private key that signs them, in PEM; nil to leave them unsigned.
  public var signingKey: String?

  /// A configuration of the three places, the rest at its defaults.
  public init(inbox: String, archive: String, out: String) {
    self.inbox = inbox
    self.archive = archive
    self.out = out
    asOf = nil
    seed = 1
    threads = ProcessInfo.processInfo.activeProcessorCount
    memoryMebibytes = 4_096
    windowDays = 92
    maxBad = 0.05
    policy = nil
    heads = nil
    signingKey = nil
  }
}

extension EngineConfiguration {
  /// The archive, opened for writing in the name of the system's user; made when it is not there.
  func openArchive() throws -> RecordArchive {
    var settings = ArchiveConfiguration(path: archive)
    settings.actor = Actor.current
    settings.cacheMebibytes = max(16, memoryMebibytes / 32)
    return try RecordArchive(settings)
  }
}
