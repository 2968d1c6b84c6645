import Foundation

/// Publishes a run's folder: complete or not at all.
///
///     write   <out>/.<run>.partial/…     every file written and synced
///     rename  <out>/<run>                the folder appears whole
///     swap    <out>/latest → <run>       a new link renamed over the old
///
/// A kill at any point leaves the last published lists in place; what a killed run left beside is
/// removed by the next.
struct RunFolder {
  /// The folder that runs are published in.
  let out: String

  /// - Parameter files: Paths within the run's folder and their contents.
  func publish(run: String, files: [(path: String, text: String)]) throws(EngineError) {
    let partial = out + "/." + run + ".partial"
    let final = out + "/" + run
    do {
      let manager = FileManager.default
      try manager.createDirectory(atPath: out, withIntermediateDirectories: true)
      if manager.fileExists(atPath: partial) { try manager.removeItem(atPath: partial) }
      try manager.createDirectory(atPath: partial, withIntermediateDirectories: false)
      for file in files {
        let path = partial + "/" + file.path
        try manager.createDirectory(
          atPath: (path as NSString).deletingLastPathComponent, withIntermediateDirectories: true)
        try Self.write(file.text, to: path)
      }
      for folder in Set(
        files.map { ((partial + "/" + $0.path) as NSString).deletingLastPathComponent }
      )
      .sorted() + [partial] {
        try Self.sync(folder)
      }
      if manager.fileExists(atPath: final) {
        // Only a damaged folder of the same run is replaced; it is taken out of the way whole.
        let aside = out + "/." + run + ".replaced"
        if manager.fileExists(atPath: aside) { try manager.removeItem(atPath: aside) }
        try manager.moveItem(atPath: final, toPath: aside)
        try manager.moveItem(atPath: partial, toPath: final)
        try manager.removeItem(atPath: aside)
      } else {
        try manager.moveItem(atPath: partial, toPath: final)
      }
      try Self.sync(out)
      try pointLatest(at: run)
    } catch {
      throw EngineError(
        "the lists cannot be published in \(out): \(error)",
        mend: "check that the folder can be written and has room; the last published lists stand",
        exit: .cannotCreate)
    }
  }

  /// Points `latest` at a run by renaming a new link over the old one.
  func pointLatest(at run: String) throws {
    let link = out + "/.latest.new"
    unlink(link)
    guard symlink(run, link) == 0, rename(link, out + "/latest") == 0 else { throw POSIXFailure() }
    try Self.sync(out)
  }

  /// Whether the folder of a run is there with exactly the lists of its digests.
  func isWhole(run: String, digests: [String: String]) -> Bool {
    !digests.isEmpty
      && digests.allSatisfy { path, digest in
        guard let data = FileManager.default.contents(atPath: out + "/" + run + "/" + path) else {
          return false
        }
        return FileDigest.sha256(text: String(decoding: data, as: UTF8.self)) == digest
      }
  }

  private static func write(_ text: String, to path: String) throws {
    // Lists name people: the owner writes, the group reads, nobody else; the quarantine shows the
    // values of bad rows, and is the owner's alone.
    let mode: mode_t = path.hasSuffix("/quarantine.csv") ? 0o600 : 0o640
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw POSIXFailure() }
    defer { close(descriptor) }
    var copy = text
    try copy.withUTF8 { bytes in
      guard let start = bytes.baseAddress else { return }
      var at = 0
      while at < bytes.count {
        let count = Foundation.write(descriptor, start + at, bytes.count - at)
        guard count > 0 else { throw POSIXFailure() }
        at += count
      }
    }
    guard fsync(descriptor) == 0 else { throw POSIXFailure() }
  }

  static func sync(_ folder: String) throws {
    let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw POSIXFailure() }
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw POSIXFailure() }
  }
}

/// What the system said when a call failed.
struct POSIXFailure: Error, CustomStringConvertible {
  let number = errno
  var description: String { String(cString: strerror(number)) }
}
