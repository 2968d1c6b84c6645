import Archive
import Foundation
import Picture
import Primitives
import Signals
import Synthesis
import TestKit
import Testing
import Vocabulary

@testable import Engine

/// Goal: a night that finds days kept gives, to the byte, what working everything at once gives: as
/// days come, when a late file changes an old day, when the window moves on, when what was kept is
/// lost. Method: one small region, nights in a row over one archive, each against a new archive.
@Suite struct KeptSummariesTests {
  private static func world(_ folder: URL) throws -> URL {
    var settings = WorldSettings(preset: .small, seed: 33)
    settings.days = 16
    settings.sightings = 8_000
    settings.calls = 2_500
    settings.personRecords = 400
    try World.make(settings).write(to: folder.path)
    return folder.appendingPathComponent("inbox")
  }

  /// The lists without what tells of the run before.
  private func run(
    _ inbox: URL, _ desk: URL, archive: String, out: String, days: Int, asOf: String
  ) throws -> [String: Data] {
    var configuration = EngineConfiguration(
      inbox: inbox.path, archive: desk.appendingPathComponent(archive).path,
      out: desk.appendingPathComponent(out).path)
    configuration.asOf = asOf
    configuration.threads = 2
    configuration.windowDays = days
    _ = try NightlyRun(configuration).run { _ in }
    let latest = desk.appendingPathComponent(out + "/latest").resolvingSymlinksInPath()
    var lists: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: latest.path)
    where path.hasSuffix(".csv") && path != "quarantine.csv" {
      let text = try String(
        contentsOf: latest.appendingPathComponent(path), encoding: .utf8)
      lists[path] = Data(Self.withoutStatus(text).utf8)
    }
    return lists
  }

  /// `status` says how a subject stood in the run before, which only one of the two archives had.
  private static func withoutStatus(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      line.split(separator: ",", omittingEmptySubsequences: false)
        .filter { !["new", "up", "down", "same", "back", "unchanged"].contains(String($0)) }
        .joined(separator: ",")
    }.joined(separator: "\n")
  }

  private func deliver(_ paths: some Sequence<String>, from inbox: URL, to target: URL) throws {
    for path in paths {
      let place = target.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.copyItem(at: inbox.appendingPathComponent(path), to: place)
    }
  }

  @Test func keptDaysAndAllDaysGiveTheSameLists() throws {
    let desk = FileManager.default.temporaryDirectory
      .appendingPathComponent("kept-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: desk) }
    try FileManager.default.createDirectory(at: desk, withIntermediateDirectories: true)
    let inbox = try Self.world(desk.appendingPathComponent("world"))
    let all = try FileManager.default.subpathsOfDirectory(atPath: inbox.path)
      .filter { $0.contains(".csv") || $0.contains(".ndjson") || $0.hasSuffix(".yaml") }.sorted()
    let traces = all.filter { $0.contains("sightings") }
    #expect(traces.count > 4)
    // The newest file comes late, and so does one from the middle, whose day is then held already.
    let late = [traces[traces.count / 2], traces[traces.count - 1]]
    let partial = desk.appendingPathComponent("partial")
    try deliver(all.filter { !late.contains($0) }, from: inbox, to: partial)
    var nights: [(archive: String, lists: [String: Data])] = []
    let moments = ["2026-03-28T03:00:00Z", "2026-03-30T00:00:00Z", "2026-03-31T00:00:00Z"]
    for (night, moment) in moments.enumerated() {
      if night > 0 { try deliver([late[night - 1]], from: inbox, to: partial) }
      let kept = try run(
        partial, desk, archive: "kept.db", out: "kept-\(night)", days: 12, asOf: moment)
      let fresh = try run(
        partial, desk, archive: "fresh-\(night).db", out: "fresh-\(night)", days: 12, asOf: moment)
      #expect(kept.count > 20 && Set(kept.keys) == Set(fresh.keys))
      // What changed is told against the run before, which the fresh archive does not have.
      for (path, bytes) in fresh where !path.hasPrefix("changes/") {
        #expect(kept[path] == bytes, "\(path), night \(night)")
      }
      nights.append(("kept.db", kept))
    }
    let archive = try RecordArchive(
      ArchiveConfiguration(path: desk.appendingPathComponent("kept.db").path))
    try archive.forgetSummaries()
    let again = try run(
      partial, desk, archive: "kept.db", out: "again", days: 12, asOf: moments[2])
    #expect(again == nights[2].lists)
  }

  @Test func nothingAfterTheMomentIsLookedAt() throws {
    let desk = FileManager.default.temporaryDirectory
      .appendingPathComponent("moment-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: desk) }
    try FileManager.default.createDirectory(at: desk, withIntermediateDirectories: true)
    let inbox = try Self.world(desk.appendingPathComponent("world"))
    let path = desk.appendingPathComponent("a.db").path
    try IngestOnly(archive: path).run(inbox.path)
    let archive = try RecordArchive(ArchiveConfiguration(path: path))
    var configuration = EngineConfiguration(inbox: "", archive: path, out: "")
    configuration.windowDays = 6
    // The middle of a day, so that the window cuts a day at both ends.
    let moment = Instant(
      seconds: try #require(archive.trafficDays(of: .sightings).last).day * 86_400
    )
    .adding(seconds: -43_200)
    let window = configuration.window(before: moment)
    let holdings = try AssemblePicture(
      archive: archive, configuration: configuration, workers: .one
    ).holdings(asked: moment)
    let people = try ResolvePeople(archive: archive, workers: .one, progress: { _ in })
      .run(on: holdings)
    let bare = RegionalPicture(holdings: holdings, entities: people.entities)
    let traffic = try TrafficBook(
      archive: archive, configuration: configuration, workers: .one, progress: { _ in }
    ).open(on: bare, lineages: [], lineLinks: []).traffic
    let inside = try archive.sightings(in: window)
    let all = try archive.sightings().count
    #expect(inside.count > 0 && inside.count < all)
    #expect(traffic.reads + traffic.repeated == inside.count)
    #expect(traffic.newestOfSource.map(\.time).max() == inside.times.max())
  }
}
