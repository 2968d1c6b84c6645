import Archive
import Foundation
import Primitives

/// Heads of the log's chain, noted outside the archive: a line of JSON for each, only ever added.
///
/// A log that was cut off, put back to an older copy or hashed anew disagrees with them. They are
/// worth what their place is worth: a folder of another machine, or of a user who cannot write the
/// archive. Signed, they cannot be written by somebody without the key.
struct AuditHeads {
  /// One line.
  struct Line: Codable, Hashable {
    var number: Int
    var hash: String
    var at: String
    /// Of `signed`, in base 64; nil when no key was named.
    var signature: String?

    /// What the signature is of.
    var signed: Data { Data("\(number) \(hash) \(at)\n".utf8) }
  }

  let path: String

  /// Adds the head of the chain, unless the last line is that head already.
  func note(_ head: AuditHead, at now: Instant, key: SigningKey?) throws {
    guard head.number > 0 else { return }
    do {
      let hash = HexText.of(head.hash)
      if let last = try lines().last, last.number == head.number, last.hash == hash { return }
      var line = Line(number: head.number, hash: hash, at: now.iso8601, signature: nil)
      line.signature = try key?.signature(of: line.signed).base64EncodedString()
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o640)
      guard descriptor >= 0 else { throw POSIXFailure() }
      defer { close(descriptor) }
      // A line that was cut off when a run was killed is ended first, and passed over in reading.
      let isEnded = FileManager.default.contents(atPath: path)?.last.map { $0 == 10 } ?? true
      try NewFile.append(
        (isEnded ? Data() : Data("\n".utf8)) + (try encoder.encode(line)) + Data("\n".utf8),
        to: descriptor)
    } catch let error as EngineError {
      throw error
    } catch {
      throw EngineError(
        "the head of the log cannot be noted in \(path): \(error)",
        mend: "check that the file can be written; --heads names another place",
        exit: .cannotCreate)
    }
  }

  /// What was noted, oldest first. A line that was cut off is passed over.
  func lines() throws -> [Line] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    guard let data = FileManager.default.contents(atPath: path) else {
      throw EngineError(
        "the heads \(path) cannot be read", mend: "make the file readable by this user",
        exit: .noInput)
    }
    let decoder = JSONDecoder()
    return data.split(separator: 10).compactMap { try? decoder.decode(Line.self, from: $0) }
  }

  static func bytes(_ hex: String) -> [UInt8]? {
    let digits = Array(hex.utf8)
    guard digits.count == 64 else { return nil }
    var bytes: [UInt8] = []
    for at in stride(from: 0, to: 64, by: 2) {
      guard let byte = UInt8(String(decoding: digits[at...(at + 1)], as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(byte)
    }
    return bytes
  }
}
