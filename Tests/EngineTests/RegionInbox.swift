import Foundation
import Primitives

/// A tiny random inbox as files: two forces, a third source that sends nothing but what has
/// conditions, records of every kind, grades of every handling. Made only from its seed.
struct RegionInbox {
  /// One row of a file.
  struct Row {
    var source: String
    var kind: String
    /// In the order of `columns`.
    var cells: [String]
    /// `P`, `C` or nothing; nil for kinds that are not graded.
    var handling: String?
  }

  static let columns: [String: [String]] = [
    "areas": ["area_id", "name", "force", "role", "latitude", "longitude"],
    "cameras": ["camera_id", "latitude", "longitude", "area_id"],
    "cells": ["cell_id", "latitude", "longitude", "area_id"],
    "persons": [
      "person_id", "family_name", "given_names", "date_of_birth", "sex", "ethnicity", "area_id",
      "numbers", "subject_category",
    ],
    "lines": [
      "line_id", "number", "brand", "status", "hub_area_id", "market_area_ids",
      "holder_person_id", "source_eval", "intel_eval", "handling",
    ],
    "premises": [
      "premises_id", "uprn", "address", "area_id", "occupier_person_id", "status",
      "last_reported_on", "source_eval", "intel_eval", "handling",
    ],
    "premises_visits": ["visit_id", "premises_id", "visited_at", "finding", "present_person_ids"],
    "events": [
      "event_id", "kind", "at", "area_id", "person_ids", "vrms", "numbers", "premises_ids", "text",
      "source_eval", "intel_eval", "handling",
    ],
    "associations": [
      "association_id", "person_id_a", "person_id_b", "kind", "source_eval", "intel_eval",
      "handling",
    ],
    "groups": ["group_id", "name", "kind", "lead_responsible_officer", "member_person_ids"],
    "providers": ["provider_id", "name", "area_ids"],
    "vehicles": ["vrm", "make", "colour", "kind", "keeper_person_id"],
    "sightings": ["vrm", "camera_id", "seen_at"],
    "calls": ["a_number", "b_number", "started_at", "kind", "cell_id"],
  ]

  /// Every identifier that a source gave ends with it, and nothing else holds it.
  static let marker = "Q7"
  static let officer = "DS Holroyd"
  static let report = "Said to hold the Rico line"
  static let end = Instant(seconds: 1_774_915_200)  // 2026-03-31T00:00:00Z
  private(set) var rows: [Row] = []
  private var draws: SeededGenerator
  private let people: Int
  private var made = 0
  private static let vrms = ["AB12CDE", "FG61HJK", "LM70NOP"]

  init(seed: UInt64) {
    draws = SeededGenerator(seed: seed)
    people = 10 + draws.below(5)
    addPlaces()
    addPeople()
    addReports()
    addTraces()
    addLateness()
  }

  private mutating func add(_ kind: String, _ source: String, _ cells: String...) {
    rows.append(Row(source: source, kind: kind, cells: cells, handling: nil))
  }

  private mutating func addGraded(
    _ kind: String, _ source: String, handling: String? = nil, _ cells: String...
  ) {
    let code = handling ?? one(["P", "P", "P", "C", ""])
    rows.append(
      Row(
        source: source, kind: kind,
        cells: cells + [one(["1", "2", "3"]), one(["A", "B", "C", "D"]), code], handling: code))
  }

  private mutating func one(_ choices: [String]) -> String { choices[draws.below(choices.count)] }
  private mutating func source() -> String { one(["north", "south"]) }
  private mutating func name(_ prefix: String) -> String {
    made += 1
    return prefix + String(made) + Self.marker
  }
  private mutating func time(_ days: Int) -> String {
    Instant(seconds: Self.end.seconds - 86_400 - Int64(draws.below(days * 86_400))).iso8601
  }
  private static func number(_ index: Int) -> String {
    "+4477009000" + (index < 10 ? "0" : "") + "\(index)"
  }
  private mutating func person() -> String {
    let index = draws.below(people)
    return "\(index % 2 == 0 ? "north" : "south"):P\(index)" + Self.marker
  }
  private mutating func area() -> String { one(["north:HUB", "north:MKA", "south:MKB"]) }

  private mutating func addPlaces() {
    let names = ["Oldport", "Marketon", "Westham"]
    for (index, id) in ["HUB", "MKA", "MKB"].enumerated() {
      let source = index < 2 ? "north" : "south"
      let (latitude, longitude) = ("53.\(1 + index * 2)", "-2.\(1 + index * 3)")
      add(
        "areas", source, id, names[index], source, index == 0 ? "hub" : "market", latitude,
        longitude)
      add("cameras", source, "CAM\(index)", latitude, longitude, id)
      add("cells", source, "CELL\(index)", latitude, longitude, id)
      add("providers", source, "V\(index)" + Self.marker, "Youth of " + names[index], id)
    }
  }

  private mutating func addPeople() {
    let families = ["Ashworth", "Birtles", "Calland", "=Dewhurst", "Entwistle", "Grimshaw"]
    let givens = ["Aidan", "Bethan", "Callum", "Dilys", "Ewan", "Fiona"]
    for index in 0..<people {
      let year = index % 3 == 0 ? 2009 + draws.below(4) : 1960 + draws.below(44)
      let born = draws.chance(0.9) ? "\(year)-0\(1 + draws.below(9))-1\(draws.below(10))" : ""
      let (family, given) = (one(families), one(givens))
      let number = Self.number(20 + index)
      for source in draws.chance(0.3) ? ["north", "south"] : [index % 2 == 0 ? "north" : "south"] {
        add(
          "persons", source, "P\(index)" + Self.marker, family, given, born,
          index % 2 == 0 ? "M" : "F",
          one(["W1", "B1", "A1", ""]), draws.chance(0.8) ? area() : "", number,
          one(["suspect", "convicted", "victim", "witness", "other", "", ""]))
      }
    }
    for vrm in Self.vrms { add("vehicles", source(), vrm, "Ford", "Blue", "private", person()) }
    add(
      "groups", "north", "G1" + Self.marker, "Op One", "ocg", Self.officer,
      person() + ";" + person())
  }

  private mutating func addReports() {
    for line in 0..<2 {
      addGraded(
        "lines", source(), handling: line == 0 ? "P" : nil, "L\(line)" + Self.marker,
        Self.number(line),
        one(["Rico", "Jay", ""]), "active", "north:HUB", "north:MKA;south:MKB",
        draws.chance(0.7) ? person() : "")
    }
    for home in 0..<3 {
      addGraded(
        "premises", "north", "H\(home)" + Self.marker, "10000000000\(home)", "\(home) Lime Road",
        area(),
        person(), one(["suspected", "confirmed", "suspected"]), "2026-03-2\(home)")
      add(
        "premises_visits", "north", name("S"), "H\(home)" + Self.marker, time(30),
        one(["concern", "cuckooed", "no_answer"]), person())
    }
    let kinds = ["arrest", "stop_search", "missing", "found", "intel", "intel", "intel", "seizure"]
    for _ in 0..<40 {
      let several = (0..<(1 + draws.below(3))).map { _ in person() }
      addGraded(
        "events", source(), name("E"), one(kinds), time(40), area(),
        several.joined(separator: ";"), draws.chance(0.3) ? one(Self.vrms) : "",
        draws.chance(0.5) ? Self.number(draws.below(2)) : "",
        draws.chance(0.3) ? "north:H\(draws.below(3))" + Self.marker : "",
        draws.chance(0.4) ? Self.report : "")
    }
    for _ in 0..<8 {
      addGraded(
        "associations", source(), name("A"), person(), person(),
        one(["family", "social", "co_arrest", "gang"]))
    }
  }

  private mutating func addTraces() {
    for _ in 0..<80 {
      let camera = draws.below(3)
      add(
        "sightings", camera < 2 ? "north" : "south", one(Self.vrms),
        (camera < 2 ? "north" : "south") + ":CAM\(camera)", time(30))
      let (line, person) = (Self.number(draws.below(2)), Self.number(20 + draws.below(people)))
      let isOut = draws.chance(0.5)
      add(
        "calls", "north", isOut ? line : person, isOut ? person : line, time(30),
        one(["voice", "sms"]), "north:CELL\(draws.below(2))")
    }
  }

  /// Items with conditions that would move what is not theirs: the moment, the sources, who is who.
  private mutating func addLateness() {
    let late = Instant(seconds: Self.end.seconds - 60).iso8601
    for _ in 0..<6 {
      addGraded(
        "events", "east", handling: "C", name("X"), "intel", late, area(),
        person() + ";" + person() + ";" + person(), Self.vrms[0], Self.number(1),
        "north:H1" + Self.marker,
        Self.report)
    }
    addGraded(
      "lines", "east", handling: "C", "LX" + Self.marker, Self.number(40), "Zed", "active",
      "south:MKB",
      "north:MKA", person())
    addGraded(
      "associations", "east", handling: "C", name("X"), person(), person(), "gang")
  }

  /// Writes the inbox with the rows that are wanted; a file without rows is not there.
  func write(to folder: URL, where isWanted: (Row) -> Bool) throws {
    let wanted = Dictionary(grouping: rows.filter(isWanted)) { $0.source + "/" + $0.kind }
    for (path, rows) in wanted.sorted(by: { $0.key < $1.key }) {
      let file = folder.appendingPathComponent(path + ".csv")
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      let header = Self.columns[rows[0].kind] ?? []
      let lines = [header] + rows.map(\.cells)
      try Data(lines.map { $0.joined(separator: ",") + "\n" }.joined().utf8).write(to: file)
    }
  }
}
