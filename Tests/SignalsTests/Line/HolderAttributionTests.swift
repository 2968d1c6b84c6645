import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: evidence of attribution weighs by its kind and grade, and nobody who may be a child is
/// ever named as a holder.
/// Method: one line, one piece of evidence at a time, and laws between them.
struct HolderAttributionTests {
  static func world(_ add: (inout SmallPicture) -> Void, line: [String: String] = [:])
    -> SmallPicture
  {
    var world = LineWorld(seed: 5)
    world.record("L1", LineWorld.line, status: "active", opened: -60, more: line)
    world.small.add(
      .persons, ["person_id": "P1", "family_name": "A", "date_of_birth": "1990-05-01"])
    world.small.add(
      .persons, ["person_id": "P2", "family_name": "B", "date_of_birth": "1991-05-01"])
    world.small.add(
      .persons, ["person_id": "KID", "family_name": "C", "date_of_birth": "2010-05-01"])
    world.small.add(.persons, ["person_id": "WHO", "family_name": "D"])
    add(&world.small)
    return world.small
  }

  static func found(
    line: [String: String] = [:], _ add: (inout SmallPicture) -> Void
  ) throws -> (holder: String?, links: [String: Double]) {
    let picture = world(add, line: line).picture()
    let found = try LineTracing().run(on: picture, workers: .one)
    let name = { (entity: Int) in
      picture.holdings.persons[picture.entities[entity].records[0]].key.id
    }
    var links: [String: Double] = [:]
    for link in found.links where link.kind == .personLine {
      if case .person(let entity) = link.left { links[name(entity)] = link.probability }
    }
    return (found.lineages.first?.holder.map(name), links)
  }

  static func event(
    _ small: inout SmallPicture, _ kind: String, _ people: String, grade: String = "2B",
    imei: String? = nil
  ) {
    var values = [
      "event_id": "E\(small.rows.count)", "kind": kind, "at": SmallPicture.time(20),
      "person_ids": people, "source_eval": String(grade.prefix(1)),
      "intel_eval": String(grade.suffix(1)),
    ]
    if let imei {
      values["imeis"] = imei
    } else {
      values["numbers"] = SmallPicture.text(LineWorld.line)
    }
    small.add(.events, values)
  }

  @Test func aReportAloneIsWorthItsGrade() throws {
    for (source, content, weight) in [("1", "A", 0.9), ("2", "B", 0.6), ("2", "C", 0.45)] {
      let found = try Self.found(
        line: ["holder_person_id": "P1", "source_eval": source, "intel_eval": content]) { _ in }
      #expect(abs((found.links["P1"] ?? 0) - weight) < 1e-9)
      #expect((found.holder == "P1") == (weight >= 0.5))
    }
  }

  @Test func aPhoneFoundOnOnePersonSaysMoreThanOnTwo() throws {
    let one = try Self.found { Self.event(&$0, "arrest", "P1", grade: "1A") }
    let two = try Self.found { Self.event(&$0, "arrest", "P1;P2", grade: "1A") }
    #expect(one.holder == "P1")
    #expect((one.links["P1"] ?? 0) > (two.links["P1"] ?? 1))
    #expect(two.holder == nil)
  }

  @Test func whoMerelyAppearsWithTheLineIsLow() throws {
    let found = try Self.found { Self.event(&$0, "missing", "P1") }
    #expect((found.links["P1"] ?? 0) < 0.2)
  }

  @Test func aChildOrSomebodyWhoMayBeOneIsNeverTheHolder() throws {
    for person in ["KID", "WHO"] {
      let found = try Self.found(
        line: ["holder_person_id": person, "source_eval": "1", "intel_eval": "A"]
      ) { Self.event(&$0, "arrest", person, grade: "1A") }
      #expect(found.holder == nil)
      #expect((found.links[person] ?? 0) > 0.1)
    }
  }

  @Test func suspectedFalseRecordsSayNothing() throws {
    let found = try Self.found { Self.event(&$0, "intel", "P1", grade: "3E") }
    #expect(found.links.isEmpty)
  }

  @Test func agreementRaisesAndRivalsLower() throws {
    let alone = try Self.found { Self.event(&$0, "intel", "P1") }
    let twice = try Self.found {
      Self.event(&$0, "intel", "P1")
      Self.event(&$0, "stop_search", "P1")
    }
    let rival = try Self.found {
      Self.event(&$0, "intel", "P1")
      Self.event(&$0, "arrest", "P2")
    }
    #expect((twice.links["P1"] ?? 0) > (alone.links["P1"] ?? 1))
    #expect((rival.links["P1"] ?? 0) < (alone.links["P1"] ?? 0))
  }

  @Test func theOwnerOfThePhoneThatTravelsWithItHoldsIt() throws {
    var world = SameUserTests.world(seed: 1)
    world.small.add(
      .persons,
      [
        "person_id": "P1", "date_of_birth": "1990-05-01",
        "numbers": SmallPicture.text(LineWorld.holderPhone),
      ])
    let picture = world.small.picture()
    let found = try LineTracing().run(on: picture, workers: .one)
    #expect(found.lineages.first?.holder == 0)
    let link = found.links.first { $0.kind == .personLine }
    #expect(link?.evidence.contains { $0.kind == .calls } == true)
    #expect(link?.evidence.contains { $0.kind == .persons } == true)
  }
}
