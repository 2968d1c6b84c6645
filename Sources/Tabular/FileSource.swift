import Glibc
import Synchronization

/// A regular file, read from its beginning in the sizes that are asked for.
///
/// Directories, pipes and devices are refused: something else may be put where a file is expected.
/// The file is closed when the source goes away.
public final class FileSource: ByteSource, Sendable {
  private let descriptor: CInt
  private let closesAtEnd: Bool
  private let taken = Atomic<Int>(0)
  /// Bytes the file held when it was opened; nil for standard input.
  public let byteCount: Int?

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: Used as it is.
  ///   - followsLinks: Whether the last part of the path may be a symbolic link. Say no where
  ///     others can write into the folder.
  /// - Throws: `TABULAR-OPEN`.
  public init(path: String, followsLinks: Bool) throws(TabularError) {
    // Without O_NONBLOCK, opening a pipe that nobody writes to would wait for ever.
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (followsLinks ? 0 : O_NOFOLLOW)
    let opened = open(path, flags)
    guard opened >= 0 else {
      let reason = FileSource.reason(errno)
      throw TabularError(
        code: "TABULAR-OPEN", message: "the file cannot be opened: \(reason)",
        mend: "check that it exists and may be read")
    }
    var status = stat()
    guard fstat(opened, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(opened)
      throw TabularError(
        code: "TABULAR-OPEN", message: "this is not a regular file",
        mend: "name a file, not a folder, a pipe or a device")
    }
    descriptor = opened
    closesAtEnd = true
    byteCount = Int(status.st_size)
  }

  private init(standardInput: CInt) {
    descriptor = standardInput
    closesAtEnd = false
    byteCount = nil
  }

  deinit { if closesAtEnd { close(descriptor) } }

  /// Whatever is piped into the program.
  public static func standardInput() -> FileSource { FileSource(standardInput: STDIN_FILENO) }

  public var bytesRead: Int { taken.load(ordering: .relaxed) }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    guard let start = buffer.baseAddress, !buffer.isEmpty else { return 0 }
    while true {
      let count = Glibc.read(descriptor, start, buffer.count)
      if count >= 0 {
        taken.wrappingAdd(count, ordering: .relaxed)
        return count
      }
      // A signal came before the first byte; nothing was lost.
      if errno == EINTR { continue }
      throw TabularError(
        code: "TABULAR-READ",
        message: "reading failed after \(bytesRead) bytes: \(FileSource.reason(errno))",
        mend: "check the disk or the network share, then deliver the file again")
    }
  }

  private static func reason(_ number: CInt) -> String {
    guard let text = strerror(number) else { return "error \(number)" }
    return String(cString: text)
  }
}
