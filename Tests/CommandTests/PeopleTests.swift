import Foundation
import Testing

/// Goal: two people can be explained, judged, and a merge undone, from the command alone; what is
/// decided survives re-runs and kills. Method: the built program over a small inbox of persons, and
/// over the samples.
@Suite(.serialized) struct PeopleTests {
  /// Sixty adults, and one of them twice.
  private func inbox(_ desk: Desk) throws -> String {
    var text = "person_id,family_name,given_names,date_of_birth,sex,pnc_id,address,postcode\n"
    for index in 0..<60 {
      let family = ["Ashworth", "Birtles", "Calland", "Dewhurst", "Entwistle", "Lomax"][index % 6]
      let given = ["Aidan", "Bethan", "Callum", "Dilys", "Ewan"][index % 5]
      text += "P\(index),\(family),\(given),19\(50 + index % 40)-0\(1 + index % 9)-1\(index % 9),M,"
      text += "20\(10 + index % 9)/\(1_000_000 + index * 7)\(["A", "B", "D"][index % 3]),"
      text += "\(index) Mill Lane,M\(1 + index % 9) 1AB\n"
    }
    text += "T1,Featherstonehaugh,Marmaduke,1984-05-17,M,,3 High Street,LA9 4QT\n"
    text += "T2,Fetherstonehaugh,Marmaduke,1984-05-17,M,,3 High Street,LA9 4QT\n"
    let folder = desk.folder.appendingPathComponent("in/cheshire")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data(text.utf8).write(to: folder.appendingPathComponent("persons.csv"))
    return desk.path("in")
  }

  private func judge(
    _ desk: Desk, _ left: String, _ right: String, _ verdict: String, _ more: [String] = []
  ) throws -> Command.Answer {
    try Command.run(
      [
        "judge", "--archive", desk.path("region.db"), "--left", "cheshire:" + left, "--right",
        "cheshire:" + right, "--verdict", verdict, "--by", "DC Ames", "--reason", "met both",
      ] + more, in: desk.folder)
  }

  private func explain(_ desk: Desk, _ one: String, _ other: String) throws -> Command.Answer {
    try Command.run(
      ["explain", "person", one, other, "--archive", desk.path("region.db")], in: desk.folder)
  }

  private func list(_ desk: Desk, _ command: String) throws -> [String] {
    let answer = try Command.run(
      [command, "--archive", desk.path("region.db"), "--list"], in: desk.folder)
    #expect(answer.status == 0, "\(answer.talk)")
    return answer.output.split(separator: "\n").map(String.init)
  }

  /// The parts of a waterfall sum to its total.
  private func checkSum(_ text: String) throws {
    let lines = text.split(separator: "\n").map(String.init)
    let values = try lines.filter { $0.contains(" bits  ") && !$0.contains("total =") }.map {
      try #require(Double($0.prefix(9).trimmingCharacters(in: .whitespaces)))
    }
    let total = try #require(lines.first { $0.contains("bits  total = ") })
    let sum = try #require(Double(total.prefix(9).trimmingCharacters(in: .whitespaces)))
    #expect(values.count == 10)
    #expect(abs(values.reduce(0, +) - sum) <= 0.0005 * Double(values.count + 1))
  }

  @Test func aJudgementWinsSurvivesReRunsAndIsExplained() throws {
    let desk = try Desk()
    defer { desk.clear() }
    let inbox = try inbox(desk)
    #expect(try desk.nightly(inbox: inbox).status == 0)
    let plain = try explain(desk, "cheshire:T2", "cheshire:T1")
    #expect(plain.status == 0, "\(plain.talk)")
    try checkSum(plain.output)
    #expect(plain.output.contains("Taken for one person: "))
    #expect(plain.output.contains("Fetherstonehaugh | Featherstonehaugh"))
    #expect(plain.output.contains("cheshire/persons.csv row 61, line 62"))
    #expect(plain.output.contains("judgement     none on this pair"))
    let made = try judge(desk, "T2", "T1", "not-same", ["--at", "2026-03-31T10:00:00Z"])
    #expect(made.status == 0, "\(made.talk)")
    #expect(
      made.output == """
        judgement 1: cheshire:T1 and cheshire:T2 are two people, by DC Ames, 2026-03-31T10:00:00Z
        takes effect with the next countylines nightly

        """)
    #expect(
      try explain(desk, "cheshire:T1", "cheshire:T2").output
        .contains("files or judgements came since"))
    for seed in ["1", "2"] {
      #expect(try desk.nightly(inbox: inbox, ["--seed", seed]).status == 0)
      let parted = try explain(desk, "cheshire:T1", "cheshire:T2")
      try checkSum(parted.output)
      #expect(parted.output.contains("not-same, by DC Ames, 2026-03-31T10:00:00Z: met both"))
      #expect(parted.output.hasSuffix("Two people, because a named person judged so.\n"))
    }
    #expect(try list(desk, "undo").count == 2)
    let later = try judge(desk, "T1", "T2", "unsure", ["--at", "2026-04-01"])
    #expect(later.output.contains("follows       another verdict of DC Ames, 2026-03-31T10:00:00Z"))
    #expect(
      try list(desk, "judge").first
        == "1  2026-03-31T10:00:00Z  cheshire:T1  cheshire:T2  not-same  followed by a later one  "
        + "DC Ames: met both")
    #expect(try list(desk, "judge").last == "judgements: 2, of which 1 rule")
  }

  @Test func aMergeIsUndoneAndTheIdentifiersAreAsBefore() throws {
    let desk = try Desk()
    defer { desk.clear() }
    let inbox = try inbox(desk)
    #expect(try desk.nightly(inbox: inbox).status == 0)
    let entities = desk.path("lists/latest/entities.csv")
    let first = try String(contentsOf: URL(fileURLWithPath: entities), encoding: .utf8)
    #expect(try judge(desk, "P1", "P2", "same").status == 0)
    #expect(try desk.nightly(inbox: inbox).status == 0)
    #expect(try String(contentsOf: URL(fileURLWithPath: entities), encoding: .utf8) != first)
    let ledger = try list(desk, "undo")
    #expect(ledger.count == 2 && ledger[0].contains("judged one person by DC Ames"))
    let arguments = [
      "undo", "--archive", desk.path("region.db"), "--change", "1", "--by", "DC Ames", "--reason",
      "brothers", "--at", "2026-04-01",
    ]
    let undone = try Command.run(arguments, in: desk.folder)
    #expect(undone.status == 0, "\(undone.talk)")
    #expect(undone.output.hasPrefix("change 2: undoes change 1, by DC Ames\n"))
    #expect(try desk.nightly(inbox: inbox).status == 0)
    #expect(try String(contentsOf: URL(fileURLWithPath: entities), encoding: .utf8) == first)
    #expect(try list(desk, "undo").count == 3)
    #expect(try Command.run(arguments, in: desk.folder).status == 65)
    let verify = try Command.run(["verify", "--archive", desk.path("region.db")], in: desk.folder)
    #expect(verify.status == 0)
  }

  @Test func slipsSayWhatIsWrongAndTheMend() throws {
    let desk = try Desk()
    defer { desk.clear() }
    #expect(try judge(desk, "P1", "P2", "same").status == 66)
    #expect(!FileManager.default.fileExists(atPath: desk.path("region.db")))
    let inbox = try inbox(desk)
    #expect(try desk.nightly(inbox: inbox).status == 0)
    let unknown = try judge(desk, "P1", "P999", "same")
    #expect(unknown.status == 66)
    #expect(
      unknown.talk == """
        error: the archive holds no person record cheshire:P999
          mend  write it as entities.csv does, SOURCE:ID; a new record must be taken in by \
        countylines nightly first

        """)
    #expect(try judge(desk, "P1", "P1", "same").status == 64)
    #expect(try judge(desk, "P1", "P2", "maybe").status == 64)
    #expect(try judge(desk, "P1", "P2", "same", ["--at", "yesterday"]).status == 64)
    #expect(try judge(desk, "P1", "P2", "same", ["--reason", " "]).status == 64)
    #expect(try judge(desk, "P1", "P2", "same", ["--list"]).status == 64)
    #expect(try explain(desk, "P1", "cheshire:P2").status == 64)
    #expect(try explain(desk, "cheshire:P1", "cheshire:Q2").status == 66)
    for wrong in [
      ["explain", "--archive", desk.path("region.db"), "--list", "lines"],
      ["explain", "person", "cheshire:P1", "--archive", desk.path("region.db")],
      ["undo", "--archive", desk.path("region.db"), "--change", "1"],
      ["judge", "--archive", desk.path("region.db")],
    ] {
      #expect(try Command.run(wrong, in: desk.folder).status == 64, "\(wrong)")
    }
    #expect(try list(desk, "judge") == ["judgements: 0, of which 0 rule"])
    #expect(try list(desk, "undo") == ["changes: 0"])
  }

  @Test func contradictionsAreKeptAndReported() throws {
    let desk = try Desk()
    defer { desk.clear() }
    let inbox = try inbox(desk)
    #expect(try desk.nightly(inbox: inbox).status == 0)
    let against = try judge(desk, "P1", "P2", "same")
    #expect(against.output.contains("against       their PNC identifiers are of two people"))
    #expect(try judge(desk, "P2", "P3", "same").status == 0)
    let said = try judge(desk, "P1", "P3", "not-same")
    #expect(said.status == 0)
    let sentence =
      "judgements contradict each other: cheshire:P1 and cheshire:P3 are two people (DC Ames), but "
      + "judged cheshire:P1 and cheshire:P2 the same (DC Ames), cheshire:P2 and cheshire:P3 the "
      + "same (DC Ames); \"same\" wins until one of them is judged anew"
    #expect(said.output.contains("contradiction " + sentence))
    #expect(try list(desk, "judge").contains("contradiction: " + sentence))
    #expect(try desk.nightly(inbox: inbox).talk.contains("note: " + sentence))
  }

  @Test func aKillLeavesAJudgementWhollyThereOrNotAtAll() throws {
    let desk = try Desk()
    defer { desk.clear() }
    #expect(try desk.nightly(inbox: try inbox(desk)).status == 0)
    var held = 0
    for milliseconds in [2, 5, 9, 14, 20, 30, 45] {
      let (process, _, _) = try Command.start(
        [
          "judge", "--archive", desk.path("region.db"), "--left", "cheshire:P1", "--right",
          "cheshire:P2", "--verdict", "unsure", "--by", "DC Ames", "--reason", "a kill",
        ], in: desk.folder)
      Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      let now = try list(desk, "judge").count - 1
      #expect(now == held || now == held + 1)
      held = now
    }
    let verify = try Command.run(["verify", "--archive", desk.path("region.db")], in: desk.folder)
    #expect(verify.status == 0)
  }
}
