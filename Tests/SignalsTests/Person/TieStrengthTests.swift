import Glibc
import Networks
import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: a tie is 1 − Π(1 − grade · decay · specificity / (n − 1)) over its records. Method: the
/// law of
/// decay, hand-made crowds, and a slow twin that walks all pairs of people on random scenes.
@Suite struct TieStrengthTests {
  @Test func aRecordSaysHalfAsMuchAfterAHalfLife() {
    let tie = TieStrength()
    #expect(tie.decay(ageSeconds: 0) == 1)
    #expect(tie.decay(ageSeconds: -86_400) == 1)
    #expect(abs(tie.decay(ageSeconds: 180 * 86_400) - 0.5) < 1e-12)
    for days in stride(from: 0, to: 1_000, by: 37) {
      let now = tie.decay(ageSeconds: Int64(days) * 86_400)
      let later = tie.decay(ageSeconds: Int64(days + 180) * 86_400)
      #expect(abs(later * 2 - now) < 1e-12)
    }
  }

  @Test func aCrowdSaysLittleOfAnyTwoAndAGatheringNothing() throws {
    for count in 2...14 {
      var scene = try PersonScene()
      let people = (0..<count).map { "p\($0)" }
      for person in people { try scene.person(person) }
      try scene.event("intel", people.joined(separator: ";"), daysAgo: 0, grade: "1A")
      let picture = scene.picture()
      let tie = PersonNetwork(picture).tie(
        PersonScene.entity("p0", picture), PersonScene.entity("p1", picture))
      guard count <= 12 else {
        #expect(tie == nil)
        continue
      }
      #expect(abs((tie?.strength ?? 0) - 0.9 * 0.6 / Double(count - 1)) < 1e-12, "of \(count)")
    }
  }

  @Test func suspectedFalseRecordsTieNobody() throws {
    var scene = try PersonScene()
    for person in ["a", "b"] { try scene.person(person) }
    try scene.event("arrest", "a;b", grade: "1E")
    try scene.association("a", "b", "gang", grade: "2E")
    #expect(PersonNetwork(scene.picture()).graph.edgeCount == 0)
  }

  @Test(arguments: 0..<40)
  func everyPairAgreesWithASlowTwin(seed: Int) throws {
    let picture = try Self.scene(seed: UInt64(seed)).picture()
    let network = PersonNetwork(picture)
    for a in picture.entities.indices {
      for b in picture.entities.indices where b > a {
        let slow = Self.slow(a, b, picture)
        #expect(abs((network.tie(a, b)?.strength ?? 0) - slow) < 1e-9, "seed \(seed): \(a), \(b)")
      }
    }
  }

  static func scene(seed: UInt64) throws -> PersonScene {
    var draws = SeededGenerator(seed: seed)
    var scene = try PersonScene()
    let people = (0..<7).map { "p\($0)" }
    for (index, person) in people.enumerated() {
      try scene.person(person, numbers: "+44770090100\(index)")
    }
    func some(_ draws: inout SeededGenerator) -> String {
      people.filter { _ in draws.chance(0.4) }.joined(separator: ";")
    }
    let grades = ["1A", "1B", "2B", "2C", "3C", "2D", "2E"]
    for _ in 0..<12 {
      let kind = ["arrest", "stop_search", "intel", "violence", "other"][draws.below(5)]
      try scene.event(
        kind, some(&draws), daysAgo: draws.below(400), grade: grades[draws.below(7)])
    }
    for _ in 0..<4 {
      let kind = ["family", "gang", "social", "school", "other"][draws.below(5)]
      try scene.association(
        people[draws.below(7)], people[draws.below(7)], kind, grade: grades[draws.below(7)])
    }
    try scene.add(
      .groups,
      ["group_id": "g", "name": "Op One", "kind": "ocg", "member_person_ids": some(&draws)])
    for _ in 0..<3 {
      let (a, b) = (draws.below(7), draws.below(7))
      scene.calls("+44770090100\(a)", "+44770090100\(b)", times: 1 + draws.below(12))
    }
    return scene
  }

  /// The definition, pair by pair, with nothing shared with the projection.
  static func slow(_ a: Int, _ b: Int, _ picture: RegionalPicture) -> Double {
    var pieces: [Double] = []
    func isIn(_ keys: [RecordKey]) -> Int? {
      let people = Set(keys.compactMap { picture.entity(of: $0) })
      return people.contains(a) && people.contains(b) && people.count <= 12 ? people.count : nil
    }
    for event in picture.holdings.events {
      guard let count = isIn(event.persons) else { continue }
      let age = Double(picture.asOf.seconds - event.at.seconds) / 86_400
      pieces.append(
        event.grading.weight * pow(0.5, age / 180)
          * TieStrength.specificity(ofEvent: event.kind) / Double(count - 1))
    }
    for tie in picture.holdings.associations where isIn([tie.personA, tie.personB]) != nil {
      pieces.append(tie.grading.weight * TieStrength.specificity(ofAssociation: tie.kind))
    }
    for group in picture.holdings.groups {
      if let count = isIn(group.members) { pieces.append(0.6 / Double(count - 1)) }
    }
    let (one, other) = (Set(picture.numbers(of: a)), Set(picture.numbers(of: b)))
    let calls = picture.holdings.calls
    let between = (0..<calls.count).count {
      (one.contains(calls.aNumbers[$0]) && other.contains(calls.bNumbers[$0]))
        || (other.contains(calls.aNumbers[$0]) && one.contains(calls.bNumbers[$0]))
    }
    if between > 0 { pieces.append(0.6 * (1 - exp(-Double(between) / 5))) }
    return 1 - pieces.reduce(1) { $0 * (1 - min(0.99, $1)) }
  }
}
