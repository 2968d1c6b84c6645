import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: each question about control fires on what it is about and on nothing else, and people who
/// are policed more do not rise. Method: hand-made scenes, each with an innocent twin; laws on
/// random
/// scenes.
@Suite struct ControllerAssessmentTests {
  static func signs(
    _ id: String = "a", of make: (inout PersonScene) throws -> Void,
    premises: [PremisesCandidate] = [],
    links: (RegionalPicture) -> [InferredLink] = { _ in [] }
  ) throws -> [String: Double] {
    var scene = try PersonScene()
    try make(&scene)
    return PersonScene.strengths(id, try scene.controllers(premises: premises, links: links))
  }

  @Test func aReportOfHoldingOutweighsOneThatOnlyNames() throws {
    func strength(_ text: String, people: String = "a", grade: String = "2A") throws -> Double {
      try Self.signs {
        for id in ["a", "b", "c"] { try $0.person(id) }
        try $0.event("intel", people, grade: grade, ["text": text])
      }["controller.reported"] ?? 0
    }
    #expect(abs(try strength("Said to hold the Rico line") - 0.7) < 1e-9)
    #expect(abs(try strength("Said to hold the Rico line", people: "a;b") - 0.35) < 1e-9)
    #expect(abs(try strength("Carries for the Rico line") - 0.21) < 1e-9)
    #expect(try strength("Said to hold the Marlo line") == 0)
    #expect(try strength("Said to hold the Rico line", grade: "2E") == 0)
  }

  @Test func aSecondSourceCountsMoreThanASecondReportOfOne() throws {
    func strength(_ sources: [String]) throws -> Double {
      try Self.signs { scene in
        try scene.person("a")
        for source in sources {
          try scene.event(
            "intel", "s:a", grade: "2C", source: source, ["text": "Holds the Rico line"])
        }
      }["controller.reported"] ?? 0
    }
    let (one, same, other) = (
      try strength(["s"]), try strength(["s", "s"]), try strength(["s", "t"])
    )
    #expect(one < same && same < other)
  }

  @Test func manyReportsThatOnlyNameMakeNoHolder() throws {
    let found = try Self.signs { scene in
      try scene.person("a")
      for day in 1...30 {
        try scene.event(
          "intel", "a", daysAgo: day, grade: "1A", ["text": "Carries for the Rico line"])
      }
    }
    #expect(found["controller.reported"] == ControllerEvidence.namedMax)
  }

  @Test func theLinesOwnRecordNamesItsHolder() throws {
    let named = try Self.signs {
      try $0.person("a")
      try $0.line(holder: "a", grade: "1B")
    }
    #expect(named["controller.line-record"] == 0.8)
    let false_ = try Self.signs {
      try $0.person("a")
      try $0.line("L2", holder: "a", grade: "1E")
    }
    #expect(false_.isEmpty)
  }

  @Test func attributionByReportsAloneIsNotTelephony() throws {
    func found(_ kind: RecordKind) throws -> [String: Double] {
      try Self.signs(
        of: {
          try $0.person("a", numbers: "+447700901000")
          try $0.event("intel", "a", ["numbers": PersonScene.lineNumber])
          $0.calls("+447700901000", "+447700902000", times: 1)
        }, links: { [PersonScene.holding("a", 0.8, [Evidence(kind, 0)], $0)] })
    }
    #expect(try found(.calls)["controller.holder"] == 0.8)
    #expect(try found(.events)["controller.holder"] == nil)
    #expect(try found(.events)["controller.reported"] ?? 0 > 0)
  }

  @Test func aPhoneCaughtInTheMarketMayOnlyHaveBeenCarried() throws {
    func found(_ area: String) throws -> [String: Double] {
      try Self.signs(
        of: {
          try $0.person("a")
          try $0.event("arrest", "a", area: area, ["numbers": PersonScene.lineNumber])
        }, links: { [PersonScene.holding("a", 0.8, [Evidence(.events, 0)], $0)] })
    }
    let (hub, market) = (try found("LIV"), try found("HOL"))
    #expect(hub["controller.holder"] == 0.8 && hub["controller.seller"] == nil)
    #expect(market["controller.holder"] == 0.4 && market["controller.seller"] ?? 0 > 0)
  }

  @Test func tiesThatOutlastANumberCountOnlyWithAHold() throws {
    func found(_ probability: Double) throws -> Double? {
      try Self.signs(
        of: {
          try $0.person("a", numbers: "+447700901000")
          try $0.line("L2", number: "+447700900002")
          $0.calls("+447700901000", "+447700902000", times: 1)
        }, links: { [PersonScene.holding("a", probability, [Evidence(.calls, 0)], $0)] }
      )["controller.across-numbers"]
    }
    #expect(try found(0.8) == 0.8)
    #expect(try found(0.3) == nil)
  }

  @Test func whoRingsTheLineIsSeldomItsHolder() throws {
    func found(_ times: Int, to number: String) throws -> Double? {
      try Self.signs {
        try $0.person("a", numbers: "+447700901000")
        try $0.event("intel", "a", ["numbers": PersonScene.lineNumber])
        $0.calls("+447700901000", number, times: times)
      }["controller.rings-the-line"]
    }
    #expect(try found(12, to: PersonScene.lineNumber) == 1)
    #expect(try found(2, to: PersonScene.lineNumber) == nil)
    #expect(try found(12, to: "+447700902000") == nil)
  }

  @Test func moneyLeadsUpwardsButNotPocketMoneyOrInTheMarket() throws {
    func found(_ cash: String, _ area: String) throws -> Double? {
      try Self.signs {
        try $0.person("a")
        try $0.event(
          "arrest", "a", area: area, ["numbers": PersonScene.lineNumber, "cash_gbp": cash])
      }["controller.upstream"]
    }
    #expect(try found("8000", "LIV") ?? 0 > 0)
    #expect(try found("200", "LIV") == nil)
    #expect(try found("8000", "HOL") == nil)
  }

  @Test func keepersOfTheLinesVehiclesLeadUpwards() throws {
    func found(_ probability: Double) throws -> Double? {
      try Self.signs(
        of: {
          try $0.person("a")
          try $0.event("intel", "a", ["numbers": PersonScene.lineNumber])
          try $0.add(.vehicles, ["vrm": "AB12CDE", "keeper_person_id": "a"])
        },
        links: { picture in
          [
            InferredLink(
              kind: .lineVehicle, left: .lineage(0),
              right: .vehicle(picture.holdings.vehicles[0].registration.packed),
              probability: probability, firstSeen: 0, lastSeen: 0, reasons: [],
              evidence: [Evidence(.vehicles, 0)])
          ]
        })["controller.upstream"]
    }
    #expect(try found(0.9) ?? 0 > 0)
    #expect(try found(0.4) == nil)
  }

  @Test func groupsAndVictimhoodAreRead() throws {
    let found = try Self.signs {
      for id in ["a", "b"] { try $0.person(id) }
      try $0.event("intel", "a;b", ["numbers": PersonScene.lineNumber])
      try $0.add(
        .groups, ["group_id": "g", "name": "Op One", "kind": "ocg", "member_person_ids": "a;b"])
      try $0.event("nrm_referral", "a")
    }
    #expect(found["controller.mapped-group"] == 1 && found["controller.exploited"] == 0.5)
    let plain = try Self.signs {
      try $0.person("a")
      try $0.event("intel", "a", ["numbers": PersonScene.lineNumber])
      try $0.add(
        .groups,
        ["group_id": "g", "name": "Op One", "kind": "vulnerability", "member_person_ids": "a"])
      try $0.event("stop_search", "a")
    }
    #expect(plain["controller.mapped-group"] == nil && plain["controller.exploited"] == nil)
  }

  @Test func homesOfTheLineSpeakAgainstVisitorsAndForTheAbsent() throws {
    func found(_ id: String, status grade: String = "2B") throws -> [String: Double] {
      try Self.signs(
        id,
        of: {
          for id in ["a", "b", "o"] { try $0.person(id) }
          try $0.add(
            .premises,
            [
              "premises_id": "h", "area_id": "HOL", "occupier_person_id": "o",
              "source_eval": String(grade.prefix(1)), "intel_eval": String(grade.suffix(1)),
            ])
          try $0.event("intel", "a", ["numbers": PersonScene.lineNumber])
          for day in 1...3 {
            try $0.event("other", "b;o", daysAgo: day, area: "HOL", ["premises_ids": "h"])
          }
        },
        premises: [
          PremisesCandidate(
            premises: 0, findings: [], unasked: [:], lineages: [0], lastVisited: nil,
            visitByDay: nil)
        ])
    }
    #expect(try found("b")["controller.seller"] == 1)
    #expect(try found("a")["controller.absent-from-premises"] ?? 0 > 0)
    // Who lives there is not tied to the line by it, and a home graded E ties nobody.
    #expect(try found("o").isEmpty)
    #expect(try found("b", status: "2E").isEmpty)
  }

  @Test func oneHeadOfALineSpeaksAgainstTheRest() throws {
    let found = try Self.standing(grade: "1A")
    #expect(found.first["controller.foremost"] ?? 0 > 0)
    #expect(found.second["controller.another-foremost"] ?? 0 > 0)
    let level = try Self.standing(grade: "3C")
    #expect(level.first["controller.foremost"] == nil)
    #expect(level.second["controller.another-foremost"] == nil)
  }

  private static func standing(
    grade: String
  ) throws -> (first: [String: Double], second: [String: Double]) {
    var scene = try PersonScene()
    for id in ["a", "b"] { try scene.person(id) }
    try scene.event("intel", "a", grade: grade, ["text": "Holds the Rico line"])
    try scene.event("intel", "b", grade: "3C", ["text": "Carries for the Rico line"])
    let found = try scene.controllers()
    return (PersonScene.strengths("a", found), PersonScene.strengths("b", found))
  }

  @Test func spanNeedsPeopleOfTheLineInTwoPlaces() throws {
    func found(_ area: String) throws -> Double? {
      try Self.signs {
        try $0.person("a")
        try $0.person("b")
        try $0.person("c", area: area)
        for other in ["b", "c"] {
          try $0.event("intel", "a;" + other, ["numbers": PersonScene.lineNumber])
        }
      }["controller.span"]
    }
    #expect(try found("HOL") ?? 0 > 0)
    #expect(try found("LIV") == nil)
  }

  @Test func aBrokerStandsBetweenOthersWithFewTies() throws {
    // Two close groups of the line, joined by `a` alone.
    func found(_ joins: Bool) throws -> Double? {
      try Self.signs {
        try $0.person("a")
        let groups = [["b", "c", "d", "e"], ["f", "g", "h", "i"]]
        for group in groups {
          for id in group { try $0.person(id) }
          try $0.event(
            "intel", group.joined(separator: ";"), ["numbers": PersonScene.lineNumber])
        }
        try $0.event("intel", "a", ["numbers": PersonScene.lineNumber])
        try $0.association("a", "b", "social")
        if joins { try $0.association("a", "f", "social") }
      }["controller.insulated-broker"]
    }
    #expect(try found(true) ?? 0 > 0.3)
    #expect(try found(false) == nil)
  }

  @Test func childrenAndPeopleOfUnknownAgeAreNotAssessed() throws {
    for (born, isAdult) in [
      ("1990-05-05", true), ("2008-04-01", true), ("2008-04-02", false), ("2008-04", false),
      ("2008", false), ("", false),
    ] {
      let found = try Self.signs {
        try $0.person("a", born: born)
        try $0.event("intel", "a", grade: "1A", ["text": "Holds the Rico line"])
      }
      #expect(found.isEmpty != isAdult, "\(born)")
    }
  }
}
