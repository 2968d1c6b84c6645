import Crypto
import Foundation
import Primitives

/// What tells a file from the same file after somebody wrote to it, or put another in its place.
struct FileMark: Equatable {
  private let numbers: [Int]

  /// - Returns: nil when there is no file.
  init?(path: String) {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    numbers = [
      Int(status.st_dev), Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec,
      status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec,
    ]
  }
}

/// The SHA-256 of files and texts.
enum FileDigest {
  /// The digest and the size of a file, read in blocks.
  ///
  /// Only a regular file is read, and no symbolic link is followed.
  static func sha256(path: String) throws(EngineError) -> (hex: String, bytes: Int) {
    let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw unreadable(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw unreadable(path)
    }
    var hash = SHA256()
    var total = 0
    var block = [UInt8](repeating: 0, count: 1 << 20)
    while true {
      let count = block.withUnsafeMutableBytes { read(descriptor, $0.baseAddress, $0.count) }
      guard count >= 0 else { throw unreadable(path) }
      if count == 0 { break }
      block.withUnsafeBytes {
        hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[..<count]))
      }
      total += count
    }
    return (HexText.of(hash.finalize()), total)
  }

  /// The digest of a text.
  static func sha256(text: String) -> String {
    sha256(data: Data(text.utf8))
  }

  /// The digest of some bytes.
  static func sha256(data: Data) -> String { HexText.of(SHA256.hash(data: data)) }

  private static func unreadable(_ path: String) -> EngineError {
    EngineError(
      "\(path) cannot be read as a regular file",
      mend: "deliver the file itself, not a link, a folder or a pipe, readable by this user",
      exit: .noInput)
  }
}
