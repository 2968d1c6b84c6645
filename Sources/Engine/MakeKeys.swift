import Foundation

/// Makes a pair of signing keys.
public struct MakeKeys: Sendable {
  private let out: String

  /// - Parameter out: The folder for the two files; made when it is not there.
  public init(out: String) { self.out = out }

  /// Writes `signing.pem`, which only its owner may read, and `public.pem`.
  ///
  /// - Returns: What was made, line by line.
  /// - Throws: When one of the files is there already; a key is never written over.
  public func run() throws -> [String] {
    let key = SigningKey()
    let files = [
      (name: "signing.pem", text: key.pem, mode: mode_t(0o600)),
      (name: "public.pem", text: key.verifying.pem, mode: mode_t(0o644)),
    ]
    do {
      try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
      for file in files {
        try NewFile.write(Data(file.text.utf8), to: out + "/" + file.name, mode: file.mode)
      }
    } catch {
      throw EngineError(
        "the keys cannot be written in \(out): \(error)",
        mend: "name a folder that can be written and holds no keys yet", exit: .cannotCreate)
    }
    return [
      "\(out)/signing.pem  signs; keep it where only the nightly job reads it",
      "\(out)/public.pem   verifies; give it to whoever receives",
    ]
  }
}

/// A file that is not there yet, written whole and to the disk.
enum NewFile {
  /// - Throws: `POSIXFailure`, also when the file is there.
  static func write(_ bytes: Data, to path: String, mode: mode_t) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw POSIXFailure() }
    defer { close(descriptor) }
    try append(bytes, to: descriptor)
  }

  /// Writes at the descriptor's place, all of it, and to the disk.
  static func append(_ bytes: Data, to descriptor: Int32) throws {
    try bytes.withUnsafeBytes { buffer in
      var at = 0
      while at < buffer.count {
        let count = Foundation.write(
          descriptor, buffer.baseAddress.map { $0 + at }, buffer.count - at)
        guard count > 0 else { throw POSIXFailure() }
        at += count
      }
    }
    guard fsync(descriptor) == 0 else { throw POSIXFailure() }
  }
}
