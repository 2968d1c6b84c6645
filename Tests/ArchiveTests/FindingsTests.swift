import GRDB
import Primitives
import Testing
import Vocabulary

@testable import Archive

/// Goal: runs, lists, entities and judgements are kept whole, and what was decided stays.
/// Method: what is stored comes back; a refusal in the middle leaves nothing.
@Suite struct FindingsTests {
  private func opening(_ id: String) -> RunOpening {
    RunOpening(
      id: id, inputsDigest: "0123", asOf: Instant(seconds: 1_770_000_000), seed: .max,
      configuration: #"{"threads":2}"#)
  }

  private func entry(_ position: Int, force: String = "", _ subject: String) -> ListEntry {
    ListEntry(
      list: "vehicle_stops", force: force, position: position, subject: subject,
      row: #"{"rank":\#(position)}"#, explanation: #"{"prior":-6}"#)
  }

  @Test func aRunIsStoredWhole() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    #expect(try archive.lastFinishedRun() == nil)
    try archive.beginRun(opening("r1"))
    #expect(try archive.run("r1")?.status == .begun)
    let entries = [
      entry(1, force: "cheshire", "AB12CDE"), entry(2, force: "cheshire", "CD12EFG"),
      entry(1, force: "merseyside", "AB12CDE"),
    ]
    let members = [
      EntityMember(person: RecordKey(source: "a", id: "1"), entityID: "e1", probability: 1),
      EntityMember(person: RecordKey(source: "b", id: "2"), entityID: "e1", probability: 0.75),
    ]
    let change = EntityChange(kind: .merge, before: #"{"e1":["a:1"]}"#, after: "{}")
    try archive.finishRun(
      "r1",
      RunClosing(manifest: "{}", entries: entries, entities: members, changes: [change]))
    let run = try #require(try archive.lastFinishedRun())
    #expect(run.opening == opening("r1") && run.manifest == "{}" && run.status == .finished)
    #expect(try archive.entries(run: "r1", list: "vehicle_stops") == entries)
    #expect(
      try archive.entries(run: "r1", list: "vehicle_stops", force: "cheshire")
        == Array(entries[..<2]))
    #expect(
      try archive.entries(run: "r1", list: "vehicle_stops", subject: "AB12CDE")
        == [entries[0], entries[2]])
    #expect(try archive.entries(run: "r2", list: "vehicle_stops").isEmpty)
    #expect(try archive.entities() == members)
    #expect(try archive.entityChanges().map(\.change) == [change])
    #expect(try archive.entityChanges().map(\.run) == ["r1"])
  }

  @Test func aRefusedFinishLeavesTheRunBegun() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    try archive.beginRun(opening("r1"))
    let before = try archive.dump()
    let member = EntityMember(
      person: RecordKey(source: "a", id: "1"), entityID: "e", probability: 2)
    let wrong = [
      RunClosing(manifest: "{}", entries: [entry(1, "A"), entry(1, "B")]),
      RunClosing(manifest: "not JSON", entries: [entry(1, "A")]),
      RunClosing(manifest: "{}", entries: [entry(1, "A")], entities: [member]),
      RunClosing(manifest: "{}", entries: [entry(0, "A")]),
    ]
    for closing in wrong {
      let error = #expect(throws: ArchiveError.self) { try archive.finishRun("r1", closing) }
      #expect(error?.code == .refused)
      #expect(try archive.dump() == before)
    }
    #expect(throws: ArchiveError.self) {
      try archive.finishRun("r2", RunClosing(manifest: "{}", entries: []))
    }
  }

  @Test func aFinishedRunStandsAndOthersMayBeBegunAnew() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    try archive.beginRun(opening("r1"))
    try archive.beginRun(opening("r1"))
    try archive.finishRun("r1", RunClosing(manifest: "{}", entries: []))
    #expect(throws: ArchiveError.self) { try archive.beginRun(opening("r1")) }
    try archive.beginRun(opening("r2"))
    try archive.abandonRun("r2")
    #expect(try archive.lastFinishedRun()?.opening.id == "r1")
    #expect(try archive.runs().map(\.status) == [.finished, .abandoned])
  }

  @Test func theLastJudgementRulesAndAllAreKept() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    let (one, two) = (RecordKey(source: "b", id: "1"), RecordKey(source: "a", id: "9"))
    let empty = try archive.contentDigest()
    let same = HeldJudgement(
      one, two, .same, decidedBy: "analyst 1", decidedAt: Instant(seconds: 5), reason: "same phone")
    let not = HeldJudgement(
      two, one, .notTheSame, decidedBy: "analyst 2", decidedAt: Instant(seconds: 4), reason: "twins"
    )
    #expect(same.left == two && not.left == two)
    try archive.record(same)
    let first = try archive.contentDigest()
    try archive.record(not)
    #expect(try archive.judgements() == [not])
    #expect(try archive.judgementHistory() == [same, not])
    #expect(Set([empty, first, try archive.contentDigest()]).count == 3)
    for sql in ["DELETE FROM judgement", "UPDATE judgement SET verdict = 'same'"] {
      #expect(throws: ArchiveError.self) { try archive.write { try $0.execute(sql: sql) } }
    }
    for wrong in [
      HeldJudgement(one, one, .same, decidedBy: "x", decidedAt: same.decidedAt, reason: "y"),
      HeldJudgement(one, two, .same, decidedBy: "", decidedAt: same.decidedAt, reason: "y"),
      HeldJudgement(one, two, .same, decidedBy: "x", decidedAt: same.decidedAt, reason: ""),
    ] {
      #expect(throws: ArchiveError.self) { try archive.record(wrong) }
    }
  }

  @Test func theContentDigestDoesNotDependOnArrival() throws {
    var digests: Set<String> = []
    for order in [[1, 2, 3], [3, 1, 2]] {
      let folder = ArchiveFolder()
      let archive = try folder.archive()
      for number in order {
        try archive.ingest(Made.file(number, .persons), [Made.person("a", "A", row: 1)])
      }
      digests.insert(try archive.contentDigest())
    }
    #expect(digests.count == 1)
  }

  @Test func theCheckFindsWhatIsMissing() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    try archive.ingest(Made.file(1, .areas), [Made.area("a", latitude: 53, row: 1)])
    #expect(try archive.verify().isSound)
    try archive.write { try $0.execute(sql: "DELETE FROM areas") }
    #expect(try archive.verify().findings == ["1 heads of areas have no row"])
    try archive.write { try $0.execute(sql: "DELETE FROM record_head") }
    #expect(
      try archive.verify().findings == ["file 1 stored 1 records, and 0 are there"])
  }
}
