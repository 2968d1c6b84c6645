import Foundation
import TestKit
import Testing

/// Goal: public data that nobody here wrote is taken in whole through the mappings in
/// samples/mappings, and the nightly run stands on it. Method: each set as a source of its own;
/// skipped, with a printed reason, where the data is not beside the repository.
@Suite(.serialized) struct RealInputTests {
  /// Rows read, stored and quarantined of each set, counted apart from this program.
  static let sets: [(name: String, read: Int, stored: Int, quarantined: Int)] = [
    // One crime has no type.
    ("pole", 31_845, 31_844, 1),
    ("seattle_alpr", 93_490, 93_490, 0),
    ("copenhagen_cns", 27_933, 27_933, 0),
    ("uk_street_crime", 30_609, 30_609, 0),
    // Three births are no dates of the calendar.
    ("febrl1", 1_000, 997, 3),
  ]

  static var shared: URL? {
    let named = ProcessInfo.processInfo.environment["COUNTYLINES_SHARED"].map {
      URL(fileURLWithPath: $0)
    }
    let beside = Command.root.deletingLastPathComponent().appendingPathComponent("shared")
    return [named, beside].compactMap { $0?.appendingPathComponent("data") }.first {
      FileManager.default.fileExists(atPath: $0.path)
    }
  }

  @Test(arguments: RealInputTests.sets.map(\.name))
  func theWholeSetIsTakenIn(_ name: String) throws {
    guard let data = Self.shared?.appendingPathComponent(name),
      FileManager.default.fileExists(atPath: data.path)
    else {
      Terminal.say("skipped: \(name) is not beside the repository")
      return
    }
    let set = try #require(Self.sets.first { $0.name == name })
    let desk = try Desk()
    defer { desk.clear() }
    let source = name.replacingOccurrences(of: "_", with: "-")
    let folder = desk.folder.appendingPathComponent("in/\(source)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for file in try FileManager.default.contentsOfDirectory(atPath: data.path) {
      try Data(contentsOf: data.appendingPathComponent(file))
        .write(to: folder.appendingPathComponent(file))
    }
    try FileManager.default.copyItem(
      at: Command.root.appendingPathComponent("samples/mappings/\(name).yaml"),
      to: folder.appendingPathComponent("feed.yaml"))
    let answer = try desk.nightly(inbox: desk.path("in"))
    #expect(answer.status == 0, "\(answer.talk)")
    #expect(
      answer.output.contains(
        "read \(set.read) = stored \(set.stored) + quarantined \(set.quarantined) + already held 0"),
      "\(answer.output.prefix(300))")
    let tables = try Published(out: desk.path("lists")).tables()
    #expect(tables["entities"] != nil && tables["links"] != nil)
  }
}

/// What a test says to whoever runs it.
enum Terminal {
  static func say(_ text: String) {
    FileHandle.standardError.write(Data((text + "\n").utf8))
  }
}
