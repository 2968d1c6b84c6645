import Picture
import Primitives
import Signals
import TestKit
import Vocabulary

@testable import Tasking

/// A tiny random region: records of every kind, of every grade and age, in no sensible order.
///
/// Made only from its seed. People are known to two sources that disagree about birthdays; homes
/// have every status; some records are graded E, some carry conditions.
struct RandomRegion {
  static let asOf: Instant = {
    guard let time = TimeText.read("2026-04-01T00:00:00Z") else {
      preconditionFailure("the day is written here")
    }
    return time.instant
  }()
  static let sources = ["north", "south"]

  private(set) var rows: [RecordRow] = []
  private(set) var sightings: [(plate: UInt64, camera: RecordKey, at: Int64)] = []
  private(set) var calls: [(a: UInt64, b: UInt64, at: Int64, imei: UInt64, cell: RecordKey)] = []
  /// Record key to the person that it truly speaks of.
  private(set) var personOf: [RecordKey: String] = [:]

  private var draws: SeededGenerator
  private let people: Int
  private let lines: Int
  private var made = 0

  init(seed: UInt64) throws {
    draws = SeededGenerator(seed: seed)
    people = 8 + draws.below(8)
    lines = 1 + draws.below(3)
    try addPlaces()
    try addPeople()
    try addLines()
    try addHomes()
    try addVehicles()
    try addEvents()
    try addTies()
    addTraces()
    addRoles()
  }

  private mutating func add(_ kind: RecordKind, _ source: String, _ fields: [String: String]) throws
  {
    rows.append(try madeRow(kind, source: source, row: rows.count + 1, fields))
  }

  private mutating func one(_ choices: [String]) -> String { choices[draws.below(choices.count)] }

  private mutating func maybe(_ text: String, _ chance: Double = 0.5) -> String {
    draws.chance(chance) ? text : ""
  }

  private mutating func grade() -> [String: String] {
    if draws.chance(0.2) { return [:] }
    return [
      "source_eval": one(["1", "2", "3"]), "intel_eval": one(["A", "B", "C", "D", "E"]),
      "handling": one(["P", "P", "C"]),
    ]
  }

  private mutating func name(_ prefix: String) -> String {
    made += 1
    return prefix + String(made)
  }

  private mutating func time(daysMax: Int = 60) -> String {
    Instant(seconds: Self.asOf.seconds - Int64(draws.below(daysMax * 86_400))).iso8601
  }

  static func number(_ index: Int) -> String {
    "+4477009000" + (index < 10 ? "0" : "") + "\(index)"
  }
  static func imei(_ index: Int) -> String { "35209900" + "00000\(index)".suffix(6) }
  static let areas = ["north:HUB", "north:MKA", "south:MKB"]
  static let vrms = ["AB12CDE", "FG61HJK", "LM70NOP", "RS19TUV"]

  private mutating func addPlaces() throws {
    for (index, (area, role)) in [("HUB", "hub"), ("MKA", "market"), ("MKB", "market")].enumerated()
    {
      let source = index < 2 ? "north" : "south"
      let (latitude, longitude) = ("53.\(1 + index * 2)", "-2.\(1 + index * 3)")
      try add(
        .areas, source,
        [
          "area_id": area, "name": "Town;\(area)", "force": source, "role": role,
          "latitude": latitude, "longitude": longitude,
        ])
      for kind in [RecordKind.cameras, .cells] {
        try add(
          kind, source,
          [
            kind == .cameras ? "camera_id" : "cell_id":
              "\(kind == .cameras ? "CAM" : "CELL")\(index)",
            "latitude": latitude, "longitude": longitude, "area_id": area,
          ])
      }
      try add(
        .providers, source,
        [
          "provider_id": "V\(index)", "name": "Youth \(area)", "area_ids": maybe(area, 0.7),
          "age_from": maybe("10"), "age_to": maybe("18"),
        ])
    }
  }

  private mutating func birth() -> String {
    let year = String(draws.chance(0.4) ? 2007 + draws.below(8) : 1950 + draws.below(58))
    switch draws.below(6) {
    case 0: return ""
    case 1: return year
    case 2: return year + "-0\(1 + draws.below(9))"
    case 3: return one(["2008-03-31", "2008-04-01", "2008-04-02"])
    default: return year + "-0\(1 + draws.below(9))-1\(draws.below(10))"
    }
  }

  private mutating func addPeople() throws {
    for person in 0..<people {
      let born = birth()
      let sources = draws.chance(0.4) ? Self.sources : [Self.sources[person % 2]]
      for source in sources {
        let id = "P\(person)"
        personOf[RecordKey(source: source, id: id)] = id
        try add(
          .persons, source,
          [
            "person_id": id, "family_name": "Name\(person)", "given_names": one(["Al;x", "Bo"]),
            "date_of_birth": draws.chance(0.2) ? birth() : born,
            "ethnicity": one(["W1", "B1", "A2", ""]),
            "postcode": one(["L1 1AA", "M1 1AA", "CH1 1AA", ""]), "area_id": maybe(area(), 0.8),
            "numbers": maybe(Self.number(20 + person), 0.7),
            "subject_category": one(["suspect", "convicted", "victim", "witness", "other", ""]),
          ])
      }
    }
  }

  private mutating func area() -> String { one(Self.areas) }

  /// A person as any record of it is named.
  private mutating func person() -> String {
    let person = "P\(draws.below(people))"
    let known = Self.sources.filter { personOf[RecordKey(source: $0, id: person)] != nil }
    return known[draws.below(known.count)] + ":" + person
  }

  private mutating func persons(_ most: Int) -> String {
    var some: [String] = []
    for _ in 0..<draws.below(most + 1) { some.append(person()) }
    return some.joined(separator: ";")
  }

  private mutating func addLines() throws {
    for line in 0..<lines {
      var fields = grade()
      fields.merge([
        "line_id": "L\(line)", "number": Self.number(line), "brand": one(["Rico", "Jay", ""]),
        "status": one(["active", "dormant", "closed"]), "hub_area_id": maybe("north:HUB", 0.8),
        "market_area_ids": one(["north:MKA", "south:MKB", "north:MKA;south:MKB", ""]),
        "holder_person_id": maybe(person(), 0.6), "opened_on": maybe("2026-02-0\(1 + line)"),
      ]) { $1 }
      try add(.lines, one(Self.sources), fields)
    }
  }

  private mutating func addHomes() throws {
    for home in 0..<(2 + draws.below(4)) {
      let source = one(Self.sources)
      var fields = grade()
      fields.merge([
        "premises_id": "H\(home)", "uprn": maybe("10000000000\(draws.below(3))", 0.3),
        "latitude": "53.1\(home)", "longitude": "-2.1", "area_id": maybe(area(), 0.8),
        "occupier_person_id": maybe(person(), 0.8),
        "status": one(["suspected", "confirmed", "closed", "safe", ""]),
        "vulnerability": maybe("isolation"), "last_reported_on": maybe("2026-03-2\(home)"),
      ]) { $1 }
      try add(.premises, source, fields)
      for _ in 0..<draws.below(3) {
        try add(
          .premisesVisits, source,
          [
            "visit_id": name("S"), "premises_id": "H\(home)", "visited_at": time(),
            "finding": one(["no_concern", "concern", "cuckooed", "no_answer", "rehoused", ""]),
            "present_person_ids": persons(2), "present_vrms": maybe(one(Self.vrms)),
          ])
      }
    }
  }

  private mutating func addVehicles() throws {
    for vrm in Self.vrms {
      try add(
        .vehicles, one(Self.sources),
        [
          "vrm": vrm, "kind": one(["private", "hire", "taxi", "unknown"]),
          "keeper_person_id": maybe(person(), 0.7), "keeper_from": maybe("2025-01-01"),
        ])
    }
  }

  private mutating func addEvents() throws {
    let kinds = [
      "arrest", "stop_search", "custody", "missing", "found", "intel", "intel", "intel",
      "school_absence", "school_exclusion", "nrm_referral", "conviction", "seizure", "violence",
      "other",
    ]
    for _ in 0..<(25 + draws.below(20)) {
      var fields = grade()
      fields.merge([
        "event_id": name("E"), "kind": one(kinds), "at": time(), "area_id": maybe(area(), 0.8),
        "person_ids": persons(3), "vrms": maybe(one(Self.vrms), 0.2),
        "numbers": maybe(Self.number(draws.below(lines)), 0.3),
        "imeis": maybe(Self.imei(draws.below(lines)), 0.15),
        "premises_ids": maybe(one(["north:H0", "south:H1", "north:H1"]), 0.2),
        "cash_gbp": maybe(String(draws.below(9_000)), 0.2),
        "text": maybe(one(["Said to hold the Rico line; twice", "Runs for the Jay line"]), 0.3),
      ]) { $1 }
      try add(.events, one(Self.sources), fields)
    }
  }

  private mutating func addTies() throws {
    for _ in 0..<draws.below(10) {
      var fields = grade()
      fields.merge([
        "association_id": name("A"), "person_id_a": person(), "person_id_b": person(),
        "kind": one(["family", "cohabit", "social", "school", "co_arrest", "gang", "other"]),
        "until": maybe("2026-01", 0.2),
      ]) { $1 }
      try add(.associations, one(Self.sources), fields)
    }
    for _ in 0..<draws.below(3) {
      try add(
        .groups, one(Self.sources),
        [
          "group_id": name("G"), "name": "Op One;Two",
          "kind": one(["ocg", "usg", "priority_individual", "vulnerability"]),
          "member_person_ids": persons(4),
        ])
    }
  }

  /// What people are in some of the events; drawn last, so that nothing else changes.
  private mutating func addRoles() {
    guard let roles = KindContract.of(.events).position(of: "person_roles") else { return }
    for index in rows.indices where rows[index].kind == .events && draws.chance(0.4) {
      let said = Event(rows[index]).persons.map { person in
        person.text + "=" + one(SubjectCategory.allCases.map(\.rawValue))
      }
      if !said.isEmpty { rows[index].cells[roles] = .text(said.joined(separator: ";")) }
    }
  }

  private mutating func addTraces() {
    let cameras = [("north", "CAM0"), ("north", "CAM1"), ("south", "CAM2")]
    let cells = [("north", "CELL0"), ("north", "CELL1"), ("south", "CELL2")]
    for index in 0..<60 {
      let (source, id) = cameras[draws.below(3)]
      guard let plate = try? VehicleRegistration(Self.vrms[draws.below(4)]).packed else { continue }
      let at = Self.asOf.seconds - Int64(draws.below(40 * 86_400))
      sightings.append((plate, RecordKey(source: source, id: id), at))
      let (a, b) = (draws.below(lines + 2), 20 + draws.below(people))
      let numbers = [Self.number(a), Self.number(b)].compactMap {
        try? TelephoneNumber($0).packed
      }
      guard numbers.count == 2, let imei = try? IMEI(Self.imei(a)).packed else { continue }
      let isOut = draws.chance(0.5)
      let (mast, cell) = cells[draws.below(3)]
      calls.append(
        (
          isOut ? numbers[0] : numbers[1], isOut ? numbers[1] : numbers[0], at + Int64(index),
          isOut ? imei : 0, RecordKey(source: mast, id: cell)
        ))
    }
  }
}
