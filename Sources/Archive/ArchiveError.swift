import GRDB

/// What stops the archive's work: what happened, where, and the mend.
public struct ArchiveError: Error, Sendable {
  /// Which of the ways in which the archive's work can stop.
  public struct Code: Hashable, Sendable {
    enum Kind: String, Hashable, Sendable {
      case busy, cannotOpen, notOurs, tooNew, damaged, full, readOnly, input, counts, refused
      case unknown
    }
    let kind: Kind

    /// Another process holds the archive. Run again later.
    public static let busy = Code(kind: .busy)
    /// The file or its folder is missing, or may not be read.
    public static let cannotOpen = Code(kind: .cannotOpen)
    /// The file is something else than an archive.
    public static let notOurs = Code(kind: .notOurs)
    /// The archive was written by a later version of the program.
    public static let tooNew = Code(kind: .tooNew)
    /// Stored bytes are not what was written.
    public static let damaged = Code(kind: .damaged)
    /// There is no room left for the archive to grow.
    public static let full = Code(kind: .full)
    /// The archive was opened for reading, or its file may not be written.
    public static let readOnly = Code(kind: .readOnly)
    /// The operating system could not read or write.
    public static let input = Code(kind: .input)
    /// Rows read are not rows stored, quarantined and held together.
    public static let counts = Code(kind: .counts)
    /// The database's own rules refused what was written.
    public static let refused = Code(kind: .refused)
    /// Something that the archive has no name for; the message has SQLite's.
    public static let unknown = Code(kind: .unknown)
  }

  /// Which kind of stop.
  public let code: Code
  /// What happened, without values of a source.
  public let message: String
  /// What to do about it: an instruction.
  public let mend: String
  /// The archive's path.
  public let path: String

  init(_ code: Code, _ message: String, mend: String, path: String) {
    self.code = code
    self.message = message
    self.mend = mend
    self.path = path
  }
}

extension ArchiveError: CustomStringConvertible {
  public var description: String { "\(path): \(message); \(mend)" }
}

extension ArchiveError {
  /// The error for what SQLite answered. Its message never holds bound values.
  init(sqlite result: ResultCode, message: String, path: String) {
    let said = "\(message) (SQLite \(result.rawValue))"
    switch result.primaryResultCode {
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      self.init(
        .busy, "archive busy: another process holds it",
        mend: "wait until it has finished, then run again", path: path)
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      self.init(
        .cannotOpen, "the archive cannot be opened: \(said)",
        mend: "check that its folder exists and that you may read and write there", path: path)
    case .SQLITE_NOTADB:
      self = .notOurs(path: path)
    case .SQLITE_CORRUPT:
      self.init(
        .damaged, "the archive is damaged: \(said)",
        mend: "restore the newest backup and deliver the later files again", path: path)
    case .SQLITE_FULL:
      self.init(
        .full, "there is no room for the archive to grow: \(said)",
        mend: "free space on its disk, then run again; nothing of this step was kept", path: path)
    case .SQLITE_READONLY:
      self.init(
        .readOnly, "the archive cannot be written: \(said)",
        mend: "open it for writing, and check the file's owner and mode", path: path)
    case .SQLITE_IOERR:
      self.init(
        .input, "reading or writing the archive broke off: \(said)",
        mend: "check the disk, then run again; nothing of this step was kept", path: path)
    case .SQLITE_CONSTRAINT:
      self.init(
        .refused, "a rule of the database refused what was written: \(said)",
        mend: "report this with the message above; nothing of this step was kept", path: path)
    default:
      self.init(
        .unknown, "the archive's database answered: \(said)",
        mend: "report this with the message above; nothing of this step was kept", path: path)
    }
  }

  /// The error for a file of somebody else.
  static func notOurs(path: String) -> ArchiveError {
    ArchiveError(
      .notOurs, "this file is not an archive of countylines",
      mend: "name another file for --archive; a new archive is made where there is no file",
      path: path)
  }

  /// The error for stored bytes that do not say what they should.
  static func damaged(_ what: String, path: String) -> ArchiveError {
    ArchiveError(
      .damaged, "the archive is damaged: \(what)",
      mend: "restore the newest backup and deliver the later files again", path: path)
  }

  /// Any error of the database as one of ours; others as they are.
  static func translated(_ error: any Error, path: String) -> any Error {
    if let damage = error as? ColumnChunk.Damage { return damaged(damage.what, path: path) }
    guard let error = error as? DatabaseError else { return error }
    return ArchiveError(
      sqlite: error.extendedResultCode, message: error.message ?? "no message", path: path)
  }
}
