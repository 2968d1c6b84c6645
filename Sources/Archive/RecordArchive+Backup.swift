import GRDB
import Glibc

extension RecordArchive {
  /// Writes a copy of the archive as it stands at one moment, also while others read or wait to
  /// write. The copy's log ends with the record of the backup.
  ///
  /// - Parameter path: A file that is not there yet.
  /// - Throws: `ArchiveError`; what was written of the copy is then taken away.
  /// - Complexity: Reads and writes every page once.
  public func backup(to path: String) throws(ArchiveError) {
    try log(AuditEntry(.administration, "backup", []))
    do {
      let copy = try DatabaseQueue(path: path)
      try queue.backup(to: copy)
      try copy.close()
      let descriptor = open(path, O_RDONLY | O_CLOEXEC)
      defer { close(descriptor) }
      guard descriptor >= 0, fsync(descriptor) == 0 else {
        throw ArchiveError(
          .input, "the copy did not reach the disk", mend: "check the disk, then run again",
          path: path)
      }
    } catch {
      unlink(path)
      unlink(path + "-journal")
      let translated = ArchiveError.translated(error, path: path)
      throw translated as? ArchiveError
        ?? ArchiveError(
          .unknown, "the copy could not be made", mend: "check the disk, then run again",
          path: path)
    }
  }
}
