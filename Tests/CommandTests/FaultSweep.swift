import Foundation
import TestKit
import Testing

/// What goes wrong at the chosen call of the program.
enum Fault: String, CaseIterable, Sendable, CustomTestStringConvertible {
  /// The process is killed on entry.
  case kill
  /// The call fails, once: the disk answers with an error, or is full.
  case brokenOnce, fullOnce
  /// The call fails, and so does every later one of its kind.
  case brokenForGood, fullForGood

  var testDescription: String { rawValue }

  /// The words by which strace injects the fault at the n-th call.
  func injection(at point: Int) -> String {
    switch self {
    case .kill: "signal=KILL:when=\(point)"
    case .brokenOnce: "error=EIO:when=\(point)"
    case .fullOnce: "error=ENOSPC:when=\(point)"
    case .brokenForGood: "error=EIO:when=\(point)+"
    case .fullForGood: "error=ENOSPC:when=\(point)+"
    }
  }
}

/// A nightly run into an empty archive, under strace, with a fault at one of its calls.
///
/// The run has one thread, because strace counts the calls of each thread by itself.
struct FaultSweep {
  /// The calls that change what is on the disk. Those that open are tried from the first one
  /// that looks at the inbox; what the loader opens before is not this program's.
  static let changing = [
    "write", "pwrite64", "fsync", "fdatasync", "rename", "unlink", "mkdir", "symlink", "openat",
  ]

  /// Whether strace is there and may trace.
  static let works: Bool = {
    guard let desk = try? Desk() else { return false }
    defer { desk.clear() }
    let answer = try? run("/usr/bin/strace", ["-qq", "-o", "log", "/bin/true"], in: desk.folder)
    return answer == 0
  }()

  let desk: Desk
  let fault: Fault
  /// The bytes of the lists of a run that nothing disturbs.
  let undisturbed: [String: Data]
  private let rows: Int

  init(_ fault: Fault) throws {
    self.fault = fault
    desk = try Desk()
    rows = try Self.makeInbox(in: desk)
    let answer = try desk.nightly(inbox: desk.path("in"), ["--threads", "1"])
    try #require(answer.status == 0, "\(answer.talk)")
    undisturbed = try Published(out: desk.path("lists")).bytes()
  }

  /// The first rows of some files of the samples, of several kinds.
  @discardableResult
  static func makeInbox(in desk: Desk) throws -> Int {
    let from = Command.root.appendingPathComponent("samples/inbox/cheshire")
    let inbox = desk.folder.appendingPathComponent("in/cheshire")
    try FileManager.default.createDirectory(at: inbox, withIntermediateDirectories: true)
    var rows = 0
    for (name, count) in [
      ("areas.csv", 6), ("cameras.csv", 18), ("persons-1.csv", 11), ("events.csv", 4),
      ("sightings-2026-03-01.csv", 39),
    ] {
      let text = try String(contentsOf: from.appendingPathComponent(name), encoding: .utf8)
      let lines = text.split(separator: "\n").prefix(count + 1)
      rows += lines.count - 1
      try Data((lines.joined(separator: "\n") + "\n").utf8)
        .write(to: inbox.appendingPathComponent(name))
    }
    return rows
  }

  /// Takes archive and lists away.
  func clear() throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: desk.folder.path)
    where name.hasPrefix("region.db") || name == "lists" || name.hasPrefix(".") {
      try FileManager.default.removeItem(at: desk.folder.appendingPathComponent(name))
    }
  }

  /// What a run under strace came to.
  struct Outcome {
    var status: Int32
    var talk: String
    /// The call that was hit; nil when the run made fewer.
    var hit: String?
  }

  /// One run with the fault at the n-th call of a kind.
  func disturbed(_ call: String, at point: Int) throws -> Outcome {
    let talk = desk.folder.appendingPathComponent("talk")
    let status = try Self.run(
      "/usr/bin/strace",
      [
        "-f", "-qq", "-o", "log", "-e", "trace=" + call, "-e",
        "inject=\(call):\(fault.injection(at: point))", Command.program.path, "nightly", "--inbox",
        "in", "--archive", "region.db", "--out", "lists", "--progress", "never", "--threads", "1",
      ], in: desk.folder, talk: talk)
    let log = try String(
      contentsOf: desk.folder.appendingPathComponent("log"), encoding: .utf8)
    let hit = log.split(separator: "\n").last {
      $0.contains(fault == .kill ? "killed by SIGKILL" : "(INJECTED)")
    }
    return Outcome(
      status: status, talk: try String(contentsOf: talk, encoding: .utf8), hit: hit.map(String.init)
    )
  }

  /// The number of the first call of a kind that is this program's own work.
  func firstPoint(_ call: String) throws -> Int {
    guard call == "openat" else { return 1 }
    try clear()
    _ = try disturbed(call, at: 65_535)
    let log = try String(contentsOf: desk.folder.appendingPathComponent("log"), encoding: .utf8)
    let lines = log.split(separator: "\n").filter { $0.contains("openat(") }
    return try #require(lines.firstIndex { $0.contains("\"in") }) + 1
  }

  /// The lists that a reader finds are whole, or there are none.
  func checkNotTorn(_ point: String) throws {
    let latest = desk.path("lists/latest")
    guard (try? FileManager.default.destinationOfSymbolicLink(atPath: latest)) != nil else {
      return
    }
    #expect(try Published(out: desk.path("lists")).bytes() == undisturbed, "\(point)")
  }

  /// The next run does the rest: same lists, no row lost or doubled, archive whole.
  func checkRecovery(_ point: String) throws {
    let answer = try desk.nightly(inbox: desk.path("in"), ["--threads", "1"])
    #expect(answer.status == 0, "\(point): \(answer.talk)")
    let published = Published(out: desk.path("lists"))
    #expect(try published.bytes() == undisturbed, "\(point)")
    let totals = try published.manifest()["totals"] as? [String: Any]
    #expect(totals?["read"] as? Int == rows, "\(point)")
    let verified = try Command.run(["verify", "--archive", "region.db"], in: desk.folder)
    #expect(verified.status == 0, "\(point): \(verified.output)\(verified.talk)")
    // The run, the link to it, and the heads of the log.
    let folders = try FileManager.default.contentsOfDirectory(atPath: desk.path("lists"))
    #expect(folders.count == 3, "\(point): something half made was left: \(folders)")
  }

  private static func run(
    _ program: String, _ arguments: [String], in folder: URL, talk: URL? = nil
  ) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.standardOutput = FileHandle.nullDevice
    process.standardInput = FileHandle.nullDevice
    if let talk {
      try Data().write(to: talk)
      process.standardError = try FileHandle(forWritingTo: talk)
    } else {
      process.standardError = FileHandle.nullDevice
    }
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }
}
