import Foundation
import Primitives
import Synthesis
import TestKit
import Testing

@testable import Engine

/// Goal: the order in which files arrive, over how many nights, does not change the lists; what was
/// taken in twice changes nothing. Method: one small region delivered in several orders.
@Suite struct NightlyOrderTests {
  private func world(_ folder: URL) throws -> URL {
    var settings = WorldSettings(preset: .small, seed: 21)
    settings.days = 14
    settings.sightings = 6_000
    settings.calls = 2_500
    settings.personRecords = 400
    try World.make(settings).write(to: folder.path)
    return folder.appendingPathComponent("inbox")
  }

  private func lists(of out: URL) throws -> [String: Data] {
    let latest = out.appendingPathComponent("latest").resolvingSymlinksInPath()
    var lists: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: latest.path)
    where path.hasSuffix(".csv") && path != "quarantine.csv" {
      lists[path] = try Data(contentsOf: latest.appendingPathComponent(path))
    }
    return lists
  }

  /// Runs a nightly and gives its lists; `status` is always "new", since no run went before.
  private func nightly(_ inbox: URL, _ desk: URL, name: String, publishedFor moment: String) throws
  {
    var configuration = EngineConfiguration(
      inbox: inbox.path, archive: desk.appendingPathComponent(name + ".db").path,
      out: desk.appendingPathComponent(name).path)
    configuration.asOf = moment
    configuration.threads = 2
    _ = try NightlyRun(configuration).run { _ in }
  }

  @Test("B14: the order of arrival does not change the lists")
  func theOrderOfArrivalDoesNotChangeTheLists() throws {
    let desk = FileManager.default.temporaryDirectory
      .appendingPathComponent("orders-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: desk) }
    try FileManager.default.createDirectory(at: desk, withIntermediateDirectories: true)
    let inbox = try world(desk.appendingPathComponent("world"))
    let moment = "2026-03-31T00:00:00Z"
    try nightly(inbox, desk, name: "once", publishedFor: moment)
    let whole = try lists(of: desk.appendingPathComponent("once"))
    #expect(whole.count > 20)

    var generator = SeededGenerator(seed: 9)
    for order in 0..<2 {
      var paths = try FileManager.default.subpathsOfDirectory(atPath: inbox.path)
        .filter { $0.contains(".csv") || $0.contains(".ndjson") }.sorted()
      paths.shuffle(using: &generator)
      let partial = desk.appendingPathComponent("inbox-\(order)")
      let name = "split-\(order)"
      for (night, share) in paths.chunked(into: paths.count / 3 + 1).enumerated() {
        for path in share {
          let target = partial.appendingPathComponent(path)
          try FileManager.default.createDirectory(
            at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
          try FileManager.default.copyItem(at: inbox.appendingPathComponent(path), to: target)
        }
        // Nights before the last are ingested only: their lists would be compared with in `status`.
        if night < 2 {
          try IngestOnly(archive: desk.appendingPathComponent(name + ".db").path).run(partial.path)
        }
      }
      try nightly(partial, desk, name: name, publishedFor: moment)
      let split = try lists(of: desk.appendingPathComponent(name))
      #expect(Set(split.keys) == Set(whole.keys))
      for (path, bytes) in whole { #expect(split[path] == bytes, "\(path), order \(order)") }
    }
  }
}

extension Array {
  fileprivate func chunked(into size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
