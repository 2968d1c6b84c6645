import Foundation
import TestKit
import Testing

/// Goal: the exit status says what happened, and the message where, what and the mend. Method: one
/// slip each.
@Suite struct ExitTests {
  private func write(_ text: String, _ path: String) throws {
    let url = URL(fileURLWithPath: path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
  }

  private func areas(_ desk: Desk) throws {
    try write(
      "area_id,name,force,latitude,longitude\nA1,Town,cheshire,53.1,-2.5\n",
      desk.path("in/cheshire/areas.csv"))
  }

  @Test func missingInboxIsNoInput() throws {
    let desk = try Desk()
    defer { desk.clear() }
    let answer = try desk.nightly(inbox: desk.path("nowhere"))
    #expect(answer.status == 66 && answer.talk.contains("mend"))
  }

  @Test func wrongArgumentsAreUsage() throws {
    let desk = try Desk()
    defer { desk.clear() }
    #expect(try Command.run(["nightly"], in: desk.folder).status == 64)
    #expect(try Command.run(["nonsense"], in: desk.folder).status == 64)
    #expect(try desk.nightly(["--as-of", "yesterday"]).status == 64)
    #expect(try desk.nightly(["--threads", "0"]).status == 64)
  }

  @Test func aRefusedFileIsDataErrorAndTheRestIsDone() throws {
    let desk = try Desk()
    defer { desk.clear() }
    try areas(desk)
    try write("vrm,seen_at\nAB12CDE,2026-03-01T00:00:00Z\n", desk.path("in/cheshire/sightings.csv"))
    let answer = try desk.nightly(inbox: desk.path("in"))
    #expect(answer.status == 65)
    #expect(answer.talk.contains("INTAKE-MISSING-COLUMN") && answer.talk.contains("camera_id"))
    #expect(try Published(out: desk.path("lists")).tables()["controllers"] != nil)
  }

  @Test("B02: a bad row is quarantined with everything about it")
  func aBadRowIsQuarantinedWithEverythingAboutIt() throws {
    let desk = try Desk()
    defer { desk.clear() }
    try areas(desk)
    let rows = (0..<40).map {
      "AB12CD\(Array("ABCDEFGHJKLMNOPRSTUV")[$0 % 20]),C1,2026-03-01T00:\(10 + $0):00Z"
    }
    try write(
      (["vrm,camera_id,seen_at"] + rows + ["AB12?CDE,C1,2026-03-01T00:00:00Z"]).joined(
        separator: "\n") + "\n",
      desk.path("in/cheshire/sightings.csv"))
    let answer = try desk.nightly(inbox: desk.path("in"))
    #expect(answer.status == 0)
    #expect(answer.output.contains("read 42 = stored 41 + quarantined 1 + already held 0"))
    let quarantine = try String(
      contentsOf: URL(fileURLWithPath: desk.path("lists/latest/quarantine.csv")), encoding: .utf8)
    #expect(quarantine.contains(",41,42,"))
    #expect(quarantine.contains("vrm,AB12?CDE,INTAKE-VRM-FORMAT"))
    let mode = try FileManager.default.attributesOfItem(
      atPath: desk.path("lists/latest/quarantine.csv"))[.posixPermissions]
    #expect((mode as? NSNumber)?.intValue == 0o600)
  }

  @Test("B20: a wrong policy or mapping is refused")
  func aWrongPolicyOrMappingIsConfiguration() throws {
    let desk = try Desk()
    defer { desk.clear() }
    try areas(desk)
    try write("lists:\n  controllers:\n    flor: 3\n", desk.path("policy.yaml"))
    let answer = try desk.nightly(inbox: desk.path("in"), ["--policy", desk.path("policy.yaml")])
    #expect(answer.status == 78)
    #expect(answer.talk.contains("policy.yaml:3") && answer.talk.contains("did you mean floor?"))
    try write("sightings:\n  colums: { vrm: PLATE }\n", desk.path("in/cheshire/feed.yaml"))
    let mapped = try desk.nightly(inbox: desk.path("in"))
    #expect(mapped.status == 78)
    #expect(mapped.talk.contains("feed.yaml:2") && mapped.talk.contains("did you mean columns?"))
  }

  @Test func anEmptyInboxGivesEmptyLists() throws {
    let desk = try Desk()
    defer { desk.clear() }
    try FileManager.default.createDirectory(
      atPath: desk.path("in/cheshire"), withIntermediateDirectories: true)
    let answer = try desk.nightly(inbox: desk.path("in"))
    #expect(answer.status == 0, "\(answer.talk)")
    #expect(try Published(out: desk.path("lists")).tables()["controllers"]?.rows.isEmpty == true)
  }
}
