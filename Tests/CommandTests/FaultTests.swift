import Foundation
import TestKit
import Testing

/// F09, F10, F11, F18. Goal: neighbours, signals and flipped bytes lose nothing and are told.
/// Method: the built program over the sample inbox.
@Suite(.serialized) struct FaultTests {
  private static let inbox = Command.root.appendingPathComponent("samples/inbox").path

  private func ingest(_ desk: Desk) throws -> [String] {
    ["ingest", "--inbox", Self.inbox, "--archive", desk.path("region.db"), "--progress", "never"]
  }

  /// The rows of the samples, as an undisturbed run counts them.
  private func undisturbed() throws -> String {
    let desk = try Desk()
    defer { desk.clear() }
    let answer = try Command.run(try ingest(desk), in: desk.folder)
    try #require(answer.status == 0)
    let words = answer.output.split(separator: " ")
    return String(words[words.firstIndex(of: "read").map { $0 + 1 } ?? 0])
  }

  private func expectWhole(_ desk: Desk, rows: String) throws {
    let again = try Command.run(try ingest(desk), in: desk.folder)
    #expect(again.status == 0, "\(again.talk)")
    #expect(again.output.contains("read \(rows) = "), "\(again.output)")
    let last = try Command.run(try ingest(desk), in: desk.folder)
    #expect(last.output.contains("stored 0 + quarantined 0 + already held \(rows)"))
    let verified = try Command.run(["verify", "--archive", "region.db"], in: desk.folder)
    #expect(verified.status == 0, "\(verified.output)")
  }

  @Test func twoIngestsAtOnceLoseAndDoubleNothing() throws {
    let rows = try undisturbed()
    for _ in 0..<3 {
      let desk = try Desk()
      defer { desk.clear() }
      let both = try (0..<2).map { _ in try Command.start(try ingest(desk), in: desk.folder) }
      for one in both { one.process.waitUntilExit() }
      let statuses = both.map(\.process.terminationStatus)
      #expect(statuses.allSatisfy { $0 == 0 || $0 == 75 }, "\(statuses)")
      #expect(statuses.contains(0))
      try expectWhole(desk, rows: rows)
    }
  }

  @Test func fiveMayMakeAnArchiveAtOnce() throws {
    let desk = try Desk()
    defer { desk.clear() }
    try FaultSweep.makeInbox(in: desk)
    for round in 0..<25 {
      let all = try (0..<5).map { _ in
        try Command.start(
          [
            "ingest", "--inbox", desk.path("in"), "--archive", desk.path("\(round).db"),
            "--progress", "never",
          ], in: desk.folder)
      }
      for one in all {
        one.process.waitUntilExit()
        let status = one.process.terminationStatus
        let talk = try String(contentsOf: one.talk, encoding: .utf8)
        #expect(status == 0 || status == 75, "round \(round), status \(status): \(talk)")
      }
    }
  }

  @Test func aSignalStopsBetweenPiecesAndTheNextRunGoesOn() throws {
    let rows = try undisturbed()
    var stopped = 0
    for (index, number) in [SIGTERM, SIGINT, SIGTERM, SIGTERM, SIGINT].enumerated() {
      let desk = try Desk()
      defer { desk.clear() }
      let (process, _, talk) = try Command.start(try ingest(desk), in: desk.folder)
      Thread.sleep(forTimeInterval: 0.1 + Double(index) * 0.15)
      let sent = Date()
      kill(process.processIdentifier, number)
      process.waitUntilExit()
      #expect(Date().timeIntervalSince(sent) < 10)
      // Before it listens, the signal ends it as it ends any program.
      if process.terminationReason == .exit, process.terminationStatus != 0 {
        stopped += 1
        #expect(process.terminationStatus == 75)
        #expect(try String(contentsOf: talk, encoding: .utf8).contains("interrupted"))
      }
      try expectWhole(desk, rows: rows)
    }
    Terminal.say("signals: \(stopped) of 5 stopped the work in its middle")
  }

  @Test func killsAtAnyMomentCostAtMostTheFileAtHand() throws {
    let rows = try undisturbed()
    let desk = try Desk()
    defer { desk.clear() }
    var random = SystemRandomNumberGenerator()
    var kills = 0
    for _ in 0..<(LongRuns.areWanted ? 200 : 12) {
      let (process, _, _) = try Command.start(try ingest(desk), in: desk.folder)
      Thread.sleep(forTimeInterval: Double.random(in: 0.02...0.4, using: &random))
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      if process.terminationReason == .uncaughtSignal { kills += 1 }
    }
    Terminal.say("random kills: \(kills)")
    try expectWhole(desk, rows: rows)
  }

  @Test func aFlippedByteOfAListIsMendedAndOfTheArchiveIsFound() throws {
    let desk = try Desk()
    defer { desk.clear() }
    #expect(try desk.nightly().status == 0)
    let right = try Published(out: desk.path("lists")).bytes()
    let folder = Published(out: desk.path("lists")).folder.resolvingSymlinksInPath()
    for path in right.keys.sorted() {
      var bytes = try #require(right[path])
      guard !bytes.isEmpty else { continue }
      bytes[bytes.count / 2] ^= 1
      try bytes.write(to: folder.appendingPathComponent(path))
    }
    #expect(try desk.nightly().status == 0)
    #expect(try Published(out: desk.path("lists")).bytes() == right)

    let archive = URL(fileURLWithPath: desk.path("region.db"))
    let whole = try Data(contentsOf: archive)
    var found = 0
    var tried = 0
    var position = 100
    while tried < (LongRuns.areWanted ? 1000 : 60) {
      position += whole.count / (LongRuns.areWanted ? 1200 : 90)
      // Zeros are nearly all room that nothing uses.
      while whole[position % whole.count] == 0 { position += 1 }
      var bytes = whole
      bytes[position % whole.count] ^= 0x40
      try bytes.write(to: archive)
      let verified = try Command.run(["verify", "--archive", "region.db"], in: desk.folder)
      tried += 1
      if verified.status != 0 { found += 1 }
      #expect(verified.status != 70, "\(verified.talk)")
    }
    Terminal.say("flipped bytes of the archive: \(found) of \(tried) found")
    // Not found are names and warnings of files, and the texts of the quarantine.
    #expect(found * 10 >= tried * 9)
  }
}
