import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: a home is weighed by what was seen last, and the one cuckooed now comes before those that
/// were, might have been, or are merely busy.
/// Method: homes made by hand, one story each, as of day 60; laws between their sums of bits.
struct PremisesAssessmentTests {
  /// Adds a home reported on a day.
  static func home(
    _ small: inout SmallPicture, _ id: String, status: String = "suspected", reported: Int = 50,
    grade: String = "2B", more: [String: String] = [:]
  ) {
    let values = [
      "premises_id": id, "address": "\(id) Long Row", "postcode": "CW1 1AA", "area_id": "MKT",
      "latitude": "53.2", "longitude": "-2.4", "status": status,
      "first_reported_on": SmallPicture.date(reported - 3),
      "last_reported_on": SmallPicture.date(reported), "source_eval": String(grade.prefix(1)),
      "intel_eval": String(grade.suffix(1)),
    ]
    small.add(.premises, values.merging(more) { $1 })
  }

  static func visit(
    _ small: inout SmallPicture, _ home: String, day: Double, _ finding: String,
    people: String = "", agency: String = "police", plates: String = ""
  ) {
    small.add(
      .premisesVisits,
      [
        "visit_id": "V\(small.rows.count)", "premises_id": home,
        "visited_at": SmallPicture.time(day),
        "agency": agency, "finding": finding, "present_person_ids": people, "present_vrms": plates,
      ])
  }

  static func intel(
    _ small: inout SmallPicture, _ home: String, day: Double, grade: String = "2B",
    number: UInt64? = nil
  ) {
    var values = [
      "event_id": "E\(small.rows.count)", "kind": "intel", "at": SmallPicture.time(day),
      "premises_ids": home, "source_eval": String(grade.prefix(1)),
      "intel_eval": String(grade.suffix(1)),
    ]
    if let number { values["numbers"] = SmallPicture.text(number) }
    small.add(.events, values)
  }

  static func start() -> SmallPicture {
    var small = SmallPicture(days: 60)
    small.add(
      .areas,
      ["area_id": "MKT", "name": "Market", "force": "s", "latitude": "53.2", "longitude": "-2.4"])
    small.add(
      .areas,
      ["area_id": "HUB", "name": "Hub", "force": "s", "latitude": "53.4", "longitude": "-2.9"])
    small.add(.persons, ["person_id": "KID", "date_of_birth": "2010-05-01", "area_id": "HUB"])
    small.add(.persons, ["person_id": "MAN", "date_of_birth": "1980-05-01", "area_id": "HUB"])
    return small
  }

  struct Assessed {
    let findings: PremisesFindings
    let picture: RegionalPicture

    func candidate(_ id: String) -> PremisesCandidate? {
      findings.candidates.first { picture.holdings.premises[$0.premises].key.id == id }
    }

    /// Bits for and against together, without a prior.
    func bits(_ id: String) -> Double {
      (candidate(id)?.findings ?? []).reduce(0) { sum, finding in
        let bits = PremisesSignals.all.first { $0.id == finding.signal }?.bits ?? 0
        return sum + bits * finding.strength
      }
    }

    func signals(_ id: String) -> [String] { (candidate(id)?.findings ?? []).map(\.signal) }
  }

  static func assess(_ small: SmallPicture, threads: Int = 1) throws -> Assessed {
    let picture = small.picture()
    let workers = Workers(threads: threads)
    let lines = try LineTracing().run(on: picture, workers: workers)
    let found = try PremisesAssessment().run(
      on: picture, lineages: lines.lineages, vehicles: [], links: lines.links, workers: workers)
    return Assessed(findings: found, picture: picture)
  }

  @Test func theLatestVisitOverrulesWhatWasSaidBefore() throws {
    var small = Self.start()
    for id in ["NOW", "CALM", "QUIET"] { Self.home(&small, id) }
    for id in ["NOW", "CALM"] { Self.intel(&small, id, day: 48) }
    Self.visit(&small, "NOW", day: 55, "cuckooed")
    Self.visit(&small, "CALM", day: 55, "no_concern")
    let found = try Self.assess(small)
    #expect(found.bits("NOW") > found.bits("QUIET"))
    #expect(found.bits("QUIET") > found.bits("CALM"))
    #expect(found.bits("CALM") < 0)
  }

  @Test func signsAfterACalmVisitWeakenIt() throws {
    var small = Self.start()
    for id in ["CALM", "SINCE"] {
      Self.home(&small, id, reported: 40)
      Self.visit(&small, id, day: 45, "no_concern")
    }
    Self.intel(&small, "SINCE", day: 58, grade: "1A")
    let found = try Self.assess(small)
    #expect(found.bits("SINCE") > 0)
    #expect(found.bits("SINCE") > found.bits("CALM") + 3)
  }

  @Test func aHomeWhoseSignsStoppedDrops() throws {
    var last = Double.infinity
    for day in [59, 45, 30, 10, -20] {
      var small = Self.start()
      Self.home(&small, "H", reported: day)
      Self.intel(&small, "H", day: Double(day))
      let bits = try Self.assess(small).bits("H")
      #expect(bits < last, "reported on day \(day)")
      last = bits
    }
    #expect(last <= -3.9)
  }

  @Test func aChildFoundThereMeansTomorrow() throws {
    var small = Self.start()
    for id in ["KIDS", "MEN", "NONE"] { Self.home(&small, id) }
    Self.visit(&small, "KIDS", day: 58, "concern", people: "KID")
    Self.visit(&small, "MEN", day: 58, "concern", people: "MAN")
    let found = try Self.assess(small)
    let today = Int(SmallPicture.day0 / 86_400) + 60
    #expect(found.signals("KIDS").contains("premises.young-person"))
    #expect(!found.signals("MEN").contains("premises.young-person"))
    #expect(found.candidate("KIDS")?.visitByDay == today + 1)
    #expect((found.candidate("MEN")?.visitByDay ?? 0) > today + 1)
    #expect((found.candidate("NONE")?.visitByDay ?? 0) >= (found.candidate("MEN")?.visitByDay ?? 0))
    #expect(found.bits("KIDS") > found.bits("MEN"))
    #expect(found.candidate("KIDS")?.lastVisited == SmallPicture.day0 + 58 * 86_400)
  }

  @Test func aChildWhoLivesThereIsNoSign() throws {
    var small = Self.start()
    Self.home(&small, "H")
    small.add(
      .persons,
      [
        "person_id": "OWN", "date_of_birth": "2011-01-01", "address": "h LONG row",
        "postcode": "CW1 1AA", "area_id": "MKT",
      ])
    Self.visit(&small, "H", day: 58, "no_concern", people: "OWN")
    #expect(!(try Self.assess(small)).signals("H").contains("premises.young-person"))
  }

  @Test func safeHomesWithoutSignsAreNoCandidates() throws {
    var small = Self.start()
    Self.home(&small, "SAFE", status: "safe")
    Self.home(&small, "AGAIN", status: "safe", reported: 40)
    Self.intel(&small, "AGAIN", day: 59, grade: "1A")
    let found = try Self.assess(small)
    #expect(found.candidate("SAFE") == nil)
    #expect(found.candidate("AGAIN") != nil)
    #expect(found.findings.homesHeld == 2)
  }

  @Test func rehousingAndSuspectedFalseReports() throws {
    var small = Self.start()
    Self.home(&small, "GONE")
    Self.visit(&small, "GONE", day: 50.9, "rehoused")
    Self.home(&small, "LIE", grade: "3E")
    let found = try Self.assess(small)
    #expect(found.bits("GONE") < -3)
    #expect(!found.signals("LIE").contains("premises.reported"))
  }

  @Test func carersAndHouseholdsSpeakAgainst() throws {
    var small = Self.start()
    for id in ["CARED", "FULL", "PLAIN"] { Self.home(&small, id) }
    for week in 0..<6 {
      Self.visit(&small, "CARED", day: 20 + Double(week) * 5, "no_concern", agency: "care")
    }
    for person in 0..<4 {
      small.add(
        .persons,
        ["person_id": "R\(person)", "address": "FULL Long Row", "postcode": "CW1 1AA"])
    }
    let found = try Self.assess(small)
    #expect(found.signals("CARED").contains("premises.carers"))
    #expect(found.signals("FULL").contains("premises.household"))
    #expect(found.bits("FULL") < found.bits("PLAIN"))
    #expect(found.bits("CARED") < found.bits("PLAIN"))
  }

  @Test func recordsOfOneHomeAreOneCandidate() throws {
    var small = Self.start()
    Self.home(&small, "A", reported: 30, more: ["uprn": "100000000001"])
    Self.home(&small, "B", reported: 50, more: ["uprn": "100000000001"])
    let found = try Self.assess(small)
    #expect(found.findings.candidates.count == 1)
    #expect(found.candidate("B") != nil)
  }

  @Test func aRecordOfHomeAndLineTiesThem() throws {
    var small = Self.start()
    small.add(
      .lines,
      [
        "line_id": "L1", "number": SmallPicture.text(LineWorld.line), "status": "active",
        "opened_on": SmallPicture.date(0), "market_area_ids": "MKT",
      ])
    Self.home(&small, "H")
    Self.intel(&small, "H", day: 58, grade: "1A", number: LineWorld.line)
    let found = try Self.assess(small)
    let link = found.findings.links.first
    #expect(link?.kind == .linePremises && link?.left == .lineage(0))
    #expect((link?.probability ?? 0) > 0.5)
    #expect(found.candidate("H")?.lineages == [0])
  }

  @Test func vehiclesOfALineAreSigns() throws {
    var small = Self.start()
    Self.home(&small, "H")
    Self.visit(&small, "H", day: 58, "no_answer", plates: "AB12CDE")
    let picture = small.picture()
    let plate = try VehicleRegistration("AB12CDE").packed
    let vehicle = VehicleCandidate(
      plate: plate, findings: [], unasked: [:], lineages: [0], fromArea: nil, toArea: nil,
      forecast: nil, warnings: [], childAtRisk: false)
    let found = try PremisesAssessment().run(
      on: picture, lineages: [], vehicles: [vehicle], links: [], workers: .one)
    #expect(found.candidates[0].findings.contains { $0.signal == "premises.line-vehicle" })
    #expect(found.candidates[0].findings.contains { $0.signal == "premises.no-answer" })
  }

  @Test func threadsChangeNothingAndSentencesAreFilled() throws {
    var small = Self.start()
    var generator = SeededGenerator(seed: 3)
    for index in 0..<60 {
      Self.home(&small, "H\(index)", reported: generator.below(60))
      for _ in 0..<generator.below(4) {
        let finding = generator.pick(["no_concern", "concern", "cuckooed", "no_answer", "rehoused"])
        Self.visit(
          &small, "H\(index)", day: generator.unit() * 59, finding ?? "concern",
          people: generator.chance(0.3) ? "KID;MAN" : "")
      }
      if generator.chance(0.5) { Self.intel(&small, "H\(index)", day: generator.unit() * 59) }
    }
    func text(_ assessed: Assessed) -> [String] {
      assessed.findings.candidates.map { candidate in
        "\(candidate.premises) \(candidate.lineages) \(String(describing: candidate.visitByDay))"
          + candidate.findings.map {
            "\($0.signal) \($0.strength) \($0.facts.sorted { $0.key < $1.key }) \($0.evidence)"
          }.joined()
      }
    }
    let one = try Self.assess(small)
    for threads in [2, 8] { #expect(try text(Self.assess(small, threads: threads)) == text(one)) }
    for finding in one.findings.candidates.flatMap(\.findings) {
      let signal = try #require(PremisesSignals.all.first { $0.id == finding.signal })
      #expect(LineSignalsTests.names(in: signal.sentence).isSubset(of: finding.facts.keys))
    }
  }

  @Test func anEmptyPictureHasNoHomes() throws {
    let found = try Self.assess(SmallPicture(days: 3))
    #expect(found.findings.candidates.isEmpty && found.findings.homesHeld == 0)
  }
}
