import Foundation
import Testing

/// The built program, run in a process of its own.
struct Command {
  struct Answer {
    var status: Int32
    var output: String
    var talk: String
  }

  /// The package's root.
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The program stands beside the bundle of the tests.
  static let program: URL = {
    let link = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    let beside = URL(fileURLWithPath: link).deletingLastPathComponent()
      .appendingPathComponent("countylines")
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return root.appendingPathComponent(".build/debug/countylines")
  }()

  /// Starts the program; its output goes to files, so that no pipe can fill.
  static func start(
    _ arguments: [String], in folder: URL
  ) throws -> (process: Process, output: URL, talk: URL) {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    let name = UUID().uuidString
    let output = folder.appendingPathComponent(".out-" + name)
    let talk = folder.appendingPathComponent(".err-" + name)
    for file in [output, talk] { try Data().write(to: file) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: talk)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    return (process, output, talk)
  }

  static func run(_ arguments: [String], in folder: URL) throws -> Answer {
    let (process, output, talk) = try start(arguments, in: folder)
    process.waitUntilExit()
    return Answer(
      status: process.terminationStatus,
      output: try String(contentsOf: output, encoding: .utf8),
      talk: try String(contentsOf: talk, encoding: .utf8))
  }
}

/// A folder of its own for one test, removed afterwards.
struct Desk {
  let folder: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("countylines-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func clear() { try? FileManager.default.removeItem(at: folder) }

  func path(_ name: String) -> String { folder.appendingPathComponent(name).path }

  /// A nightly run over the sample inbox.
  func nightly(
    inbox: String = Command.root.appendingPathComponent("samples/inbox").path,
    archive: String = "region.db", out: String = "lists", _ more: [String] = []
  ) throws -> Command.Answer {
    try Command.run(
      [
        "nightly", "--inbox", inbox, "--archive", path(archive), "--out", path(out), "--progress",
        "never",
      ]
        + more, in: folder)
  }
}
