public import Primitives

/// How an archive is opened.
public struct ArchiveConfiguration: Hashable, Sendable {
  /// What may be done with it.
  public enum Access: Hashable, Sendable {
    /// Read and write; a missing file is made.
    case writing
    /// Read only, beside one that writes; a missing file is an error.
    case reading
  }

  /// The archive's file.
  public var path: String

  /// What may be done with it. The default is `writing`.
  public var access: Access

  /// How long to wait for another process before saying "archive busy".
  ///
  /// The default is 5 seconds: longer than any commit of a reader's neighbour takes, shorter than
  /// somebody at a terminal waits. 0 asks once. Range 0 … 3,600.
  public var busySeconds: Double

  /// Memory for pages of the database.
  ///
  /// The default is 64 MiB: the index of a million records stays in it. Range 1 … 4,096.
  public var cacheMebibytes: Int

  /// Rows of one file that are gathered before they are sorted and written as chunks.
  ///
  /// The default is 4,194,304: some 130 MB of sightings, and few enough runs a day. At least 1.
  public var gatheredRowsMax: Int

  /// Who works with the archive, as the audit log writes it; not empty.
  ///
  /// The default is `countylines`: the program by itself.
  public var actor: String

  /// The moment that the audit log writes; nil, the default, for the system's clock.
  public var now: Instant?

  /// - Parameters:
  ///   - path: The archive's file.
  ///   - access: What may be done with it.
  public init(path: String, access: Access = .writing) {
    self.path = path
    self.access = access
    busySeconds = 5
    actor = "countylines"
    cacheMebibytes = 64
    gatheredRowsMax = 4_194_304
  }
}
