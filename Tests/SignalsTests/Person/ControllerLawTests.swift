import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: more police records that have nothing to do with a line lift nobody; threads and the order
/// of
/// arrival change nothing. Method: random scenes, with and without the records.
@Suite struct ControllerLawTests {
  static func scene(_ seed: UInt64) throws -> PersonScene {
    var draws = SeededGenerator(seed: seed)
    var scene = try PersonScene()
    let people = (0..<9).map { "p\($0)" }
    for (index, id) in people.enumerated() {
      try scene.person(
        id, born: index == 8 ? "2010-01-01" : "1990-01-01",
        area: draws.chance(0.6) ? "LIV" : "HOL", numbers: "+44770090100\(index)")
    }
    for id in ["x", "y", "z"] { try scene.person(id) }
    func some(_ draws: inout SeededGenerator) -> String {
      people.filter { _ in draws.chance(0.25) }.joined(separator: ";")
    }
    for _ in 0..<14 {
      var more: [String: String] = [:]
      if draws.chance(0.3) { more["numbers"] = PersonScene.lineNumber }
      if draws.chance(0.3) { more["text"] = "Said to hold the Rico line" }
      if draws.chance(0.2) { more["cash_gbp"] = "5000" }
      try scene.event(
        ["intel", "stop_search", "arrest", "missing"][draws.below(4)], some(&draws),
        daysAgo: draws.below(60), area: draws.chance(0.5) ? "LIV" : "HOL",
        grade: ["1A", "2B", "2C", "3D", "2E"][draws.below(5)], more)
    }
    for _ in 0..<5 {
      try scene.association(people[draws.below(9)], people[draws.below(9)], "social")
    }
    for _ in 0..<4 {
      scene.calls(
        "+44770090100\(draws.below(9))",
        draws.chance(0.5) ? PersonScene.lineNumber : "+44770090100\(draws.below(9))",
        times: 1 + draws.below(9))
    }
    return scene
  }

  /// Bits of every candidate, by entity id, with the weights of the catalogue.
  static func bits(_ scene: PersonScene) throws -> [String: Double] {
    let found = try scene.controllers()
    let weights = Dictionary(
      uniqueKeysWithValues: ControllerSignals.all.map { ($0.id, $0.bits) })
    return Dictionary(
      uniqueKeysWithValues: found.candidates.map { candidate in
        (
          found.picture.entities[candidate.entity].id,
          candidate.findings.reduce(0) { $0 + (weights[$1.signal] ?? 0) * $1.strength }
        )
      })
  }

  @Test(arguments: 0..<60)
  func unrelatedRecordsLiftNobody(seed: Int) throws {
    let plain = try Self.scene(UInt64(seed))
    let before = try Self.bits(plain)
    for id in before.keys.sorted().prefix(3) {
      let name = String(id.dropFirst(4))
      var more = plain
      for day in 0..<10 {
        try more.event("stop_search", name, daysAgo: day * 3)
        try more.event(
          ["stop_search", "arrest", "intel"][day % 3], name + ";" + ["x", "y", "z"][day % 3],
          daysAgo: day * 3 + 1)
      }
      let after = try Self.bits(more)
      let (old, new) = (before[id] ?? 0, after[id] ?? 0)
      #expect(new <= old + 1e-9, "seed \(seed), \(id)")
      let rankBefore = before.values.count { $0 > old }
      let rankAfter = after.values.count { $0 > new }
      #expect(rankAfter >= rankBefore, "seed \(seed), \(id)")
    }
  }

  @Test(arguments: 0..<20)
  func threadsAndOrderChangeNothing(seed: Int) throws {
    let scene = try Self.scene(UInt64(seed))
    let one = try scene.controllers()
    let eight = try scene.controllers(workers: Workers(threads: 8))
    let shuffled = try scene.controllers(seed: UInt64(seed) + 1, workers: Workers(threads: 3))
    #expect(PersonScene.text(one) == PersonScene.text(eight), "seed \(seed)")
    #expect(PersonScene.text(one) == PersonScene.text(shuffled), "seed \(seed)")
    let young = PersonScene.text(scene.young())
    #expect(young == PersonScene.text(scene.young(seed: UInt64(seed) + 1)), "seed \(seed)")
  }

  @Test(arguments: 0..<30)
  func findingsStandOnRecordsThatAreNotSuspectedFalse(seed: Int) throws {
    let scene = try Self.scene(UInt64(seed))
    let (picture, controllers) = try scene.controllers()
    for finding in (controllers + scene.young().candidates).flatMap(\.findings) {
      #expect(!finding.evidence.isEmpty)
      #expect(
        !finding.evidence.contains { picture.grading(of: $0)?.isSuspectedFalse == true },
        "seed \(seed), \(finding.signal)")
    }
  }
}
