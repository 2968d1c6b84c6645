import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: each indicator fires on what it is about and not on ordinary childhood. Method: hand-made
/// scenes around the child `k` of Liverpool and the man `m` of the line, each with an innocent
/// twin.
@Suite struct PeripheryAssessmentTests {
  static func signs(
    born: String = "2010-01-01", area: String = "LIV", tied: Bool = false,
    premises: [PremisesCandidate] = [],
    links: (RegionalPicture) -> [InferredLink] = { _ in [] },
    _ make: (inout PersonScene) throws -> Void
  ) throws -> [String: Double] {
    var scene = try PersonScene()
    try scene.person("k", born: born, area: area, numbers: "+447700901000")
    try scene.person("m", born: "1995-01-01")
    try scene.event("intel", "m", grade: "1A", ["numbers": PersonScene.lineNumber])
    if tied { try scene.association("k", "m", "social", grade: "1A") }
    try make(&scene)
    return PersonScene.strengths("k", scene.young(premises: premises, links: links))
  }

  @Test func onlyChildrenWithAPathToALine() throws {
    #expect(try Self.signs(tied: true) { _ in }["edge.older-associates"] ?? 0 > 0)
    #expect(try Self.signs(born: "1990-01-01", tied: true) { _ in }.isEmpty)
    #expect(try Self.signs(born: "2008-04-01", tied: true) { _ in }.isEmpty)
    #expect(try Self.signs(born: "", tied: true) { _ in }.isEmpty)
    let alone = try Self.signs { scene in
      for day in 1...4 { try scene.event("missing", "k", daysAgo: day * 9) }
      try scene.event("school_exclusion", "k")
    }
    #expect(alone.isEmpty)
  }

  @Test func recordsOfASchoolSayThatItIsAChild() throws {
    let found = try Self.signs(born: "", tied: true) { try $0.event("school_absence", "k") }
    #expect(found["edge.school"] ?? 0 > 0)
    let adult = try Self.signs(born: "1990", tied: true) { try $0.event("school_absence", "k") }
    #expect(adult.isEmpty)
  }

  @Test func foundInTheMarketIsAPathAndFoundAtHomeSpeaksAgainst() throws {
    func found(_ area: String) throws -> [String: Double] {
      try Self.signs { scene in
        for day in [10, 40] {
          try scene.event("missing", "k", daysAgo: day)
          try scene.event("found", "k", daysAgo: day - 1, area: area)
        }
      }
    }
    let away = try found("HOL")
    #expect(away["edge.found-away"] == 1 && abs((away["edge.missing"] ?? 0) - 2 / 3.0) < 1e-9)
    #expect(try found("LIV").isEmpty)
    // A town beside the home is not far away.
    #expect(try found("BIR").isEmpty)
    let tied = try Self.signs(tied: true) { try $0.event("found", "k") }
    #expect(tied["edge.found-near-home"] ?? 0 > 0)
  }

  @Test func aHomeThatNoRecordNamesIsReadFromMissingEpisodes() throws {
    let found = try Self.signs(area: "") { scene in
      try scene.event("missing", "k", daysAgo: 10)
      try scene.event("found", "k", daysAgo: 9, area: "HOL")
    }
    #expect(found["edge.found-away"] == 0.5)
  }

  @Test func olderPeopleOfTheLineCountMoreThanFriendsAndRelatives() throws {
    func found(_ kind: String, born: String) throws -> [String: Double] {
      var scene = try PersonScene()
      try scene.person("k", born: "2010-01-01")
      try scene.person("m", born: born)
      try scene.event("intel", "m", grade: "1A", ["numbers": PersonScene.lineNumber])
      try scene.association("k", "m", kind, grade: "1A")
      return PersonScene.strengths("k", scene.young())
    }
    let older = try found("social", born: "1995-01-01")
    let friend = try found("social", born: "2010-02-01")
    let relative = try found("family", born: "1970-01-01")
    #expect(older["edge.older-associates"] ?? 0 > (friend["edge.older-associates"] ?? 1) * 1.9)
    #expect(older["edge.home-ties-only"] == nil && relative["edge.home-ties-only"] == 1)
  }

  @Test func oneStopAmongManyIsChance() throws {
    func found(_ others: Int) throws -> Double {
      try Self.signs { scene in
        for day in 1...2 { try scene.event("stop_search", "k;m", daysAgo: day) }
        for index in 0..<others {
          try scene.person("o\(index)")
          try scene.event("stop_search", "k;o\(index)", daysAgo: index)
        }
      }["edge.stopped-with-others"] ?? 0
    }
    #expect(try found(0) == 1)
    #expect(try found(18) < 0.25)
  }

  @Test func homesVehiclesAndPhonesOfTheLine() throws {
    let home = PremisesCandidate(
      premises: 0, findings: [], unasked: [:], lineages: [0], lastVisited: nil, visitByDay: nil)
    func atHome(_ grade: String) throws -> Double? {
      try Self.signs(premises: [home]) {
        try $0.add(.premises, ["premises_id": "h", "area_id": "HOL", "intel_eval": grade])
        try $0.add(
          .premisesVisits,
          [
            "visit_id": "v", "premises_id": "h", "visited_at": "2026-03-20T10:00:00Z",
            "present_person_ids": "k",
          ])
      }["edge.at-premises"]
    }
    #expect(try atHome("B") == 0.5)
    #expect(try atHome("E") == nil)
    let phone = try Self.signs {
      try $0.event("seizure", "k", ["numbers": PersonScene.lineNumber])
    }
    #expect(phone["edge.line-phone"] ?? 0 > 0)
    let other = try Self.signs { try $0.event("seizure", "k", ["numbers": "+447700905000"]) }
    #expect(other.isEmpty)
    let vehicle = try Self.signs(links: { picture in
      [
        InferredLink(
          kind: .lineVehicle, left: .lineage(0),
          right: .vehicle(picture.holdings.vehicles[0].registration.packed), probability: 0.8,
          firstSeen: 0, lastSeen: 0, reasons: [], evidence: [Evidence(.vehicles, 0)])
      ]
    }) {
      try $0.add(.vehicles, ["vrm": "AB12CDE"])
      try $0.event("stop_search", "k", ["vrms": "AB12CDE"])
    }
    #expect(vehicle["edge.in-line-vehicle"] == 0.5)
  }

  @Test func callsWithTheLineAndOnlyWithTheLine() throws {
    func found(_ number: String) throws -> Double? {
      try Self.signs { $0.calls("+447700901000", number, times: 5) }["edge.calls-with-line"]
    }
    #expect(try found(PersonScene.lineNumber) == 0.5)
    #expect(try found("+447700905000") == nil)
  }

  @Test func schoolReferralAndMovingInwards() throws {
    let found = try Self.signs(tied: true) { scene in
      try scene.event("school_exclusion", "k")
      try scene.event("nrm_referral", "k")
      for day in [3, 5, 100] { try scene.event("intel", "k;m", daysAgo: day) }
    }
    #expect(found["edge.referral"] == 1 && found["edge.school"] ?? 0 > 0)
    #expect(abs((found["edge.moving-inwards"] ?? 0) - 2 / 3.0) < 1e-9)
    let old = try Self.signs(tied: true) { scene in
      try scene.event("school_exclusion", "k", daysAgo: 300)
      for day in [60, 80, 100] { try scene.event("intel", "k;m", daysAgo: day) }
    }
    #expect(old["edge.moving-inwards"] == nil && old["edge.school"] == nil)
  }

  @Test func priorOffendingAddsNothing() throws {
    let plain = try Self.signs(tied: true) { _ in }
    let offending = try Self.signs(tied: true) { scene in
      for kind in ["arrest", "conviction", "custody", "violence"] {
        try scene.event(kind, "k", ["drugs": "cannabis", "weapon": "knife"])
      }
    }
    #expect(plain == offending)
  }

  @Test func rowsNameProvidersAndARoute() throws {
    var scene = try PersonScene()
    try scene.person("k", born: "2010-01-01")
    try scene.person("m")
    try scene.event("intel", "k;m", ["numbers": PersonScene.lineNumber])
    for (id, areas, ages) in [
      ("fits", "LIV", ("10", "18")), ("far", "HOL", ("10", "18")), ("older", "LIV", ("18", "25")),
      ("anywhere", "", ("", "")),
    ] {
      try scene.add(
        .providers,
        [
          "provider_id": id, "name": id, "area_ids": areas, "age_from": ages.0, "age_to": ages.1,
        ])
    }
    let (picture, candidates) = scene.young()
    let row = candidates.first { $0.entity == PersonScene.entity("k", picture) }
    #expect(
      row?.providers.map { picture.holdings.providers[$0].key.id } == ["anywhere", "fits"])
    #expect(row?.safeguarding.contains("NRM") == true)
    #expect(row?.indicators.isEmpty == false)
    for word in ["offender", "gang member", "target", "dealer"] {
      #expect(row?.safeguarding.contains(word) == false)
    }
  }
}
