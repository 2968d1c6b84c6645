import Glibc

/// Why a world could not be written.
public struct WorldWriteError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file or folder at which it stopped.
  public var path: String
  /// What went wrong.
  public var reason: String

  public var description: String { "\(path): \(reason)" }
}

/// What was written of a world.
public struct WorldCounts: Hashable, Sendable {
  /// One file of the inbox.
  public struct File: Hashable, Sendable {
    /// The source's folder.
    public var source: String
    /// The name within it.
    public var name: String
    /// Data rows, the planted ones included.
    public var rows: Int
    /// Rows planted so that they cannot be read.
    public var badRows: Int
  }

  /// In order of writing.
  public internal(set) var files: [File] = []
  var misreads: [Int]
  var reads: [Int]

  init() {
    misreads = [Int](repeating: 0, count: Places.sources.count)
    reads = misreads
  }

  /// Data rows of a kind of file, planted ones included.
  ///
  /// - Parameter kind: As files are named: `sightings`, `premises_visits`.
  public func rows(of kind: String) -> Int {
    files.filter { $0.name.hasPrefix("\(kind)-") || $0.name.hasPrefix("\(kind).") }
      .reduce(0) { $0 + $1.rows }
  }
}

/// A folder that files are put into, whole or not at all.
struct FeedFolder: Sendable {
  let path: String

  /// Makes the folder and those above it.
  init(_ path: String) throws(WorldWriteError) {
    self.path = path
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part + "/"
      if mkdir(made, 0o777) != 0 && errno != EEXIST {
        throw WorldWriteError(path: made, reason: String(cString: strerror(errno)))
      }
    }
  }

  /// Whether there is anything in a folder of that name.
  static func holdsAnything(_ path: String) -> Bool {
    guard let folder = opendir(path) else { return false }
    defer { closedir(folder) }
    var count = 0
    while readdir(folder) != nil { count += 1 }
    return count > 2
  }

  func put(_ name: String, _ bytes: [UInt8]) throws(WorldWriteError) {
    let target = "\(path)/\(name)"
    guard let file = fopen(target, "w") else {
      throw WorldWriteError(path: target, reason: String(cString: strerror(errno)))
    }
    let written = bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    let closed = fclose(file)
    guard written == bytes.count, closed == 0 else {
      throw WorldWriteError(path: target, reason: String(cString: strerror(errno)))
    }
  }
}
