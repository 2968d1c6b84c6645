import Foundation
import TestKit
import Testing

/// Goal: the nightly run does what the contract says, twice, on any number of threads, and after a
/// kill. Method: the built program over the sample inbox, its output read as a recipient would.
@Suite(.serialized) struct NightlyTests {
  static let shared = [
    "rank", "score", "band", "rank_low", "rank_high", "status", "reasons", "evidence", "handling",
    "basis",
  ]
  static let columns: [String: [String]] = [
    "controllers": shared + [
      "entity_id", "person_ids", "name", "date_of_birth", "categories", "lineage_ids",
      "hub_area_id",
      "market_area_ids",
    ],
    "vehicle_stops": shared + [
      "vrm", "make", "model", "colour", "kind", "lineage_ids", "from_area_id", "to_area_id",
      "next_from",
      "next_to", "next_camera_ids", "next_probability", "warnings", "child_at_risk",
    ],
    "periphery": shared + [
      "entity_id", "person_ids", "name", "age", "categories", "area_id", "lineage_ids",
      "indicators",
      "provider_ids",
      "safeguarding",
    ],
    "premises": shared + [
      "premises_id", "uprn", "address", "area_id", "lineage_ids", "last_visited_at", "visit_by",
    ],
    "lines": shared + [
      "lineage_id", "line_ids", "numbers", "imeis", "brand", "line_status", "hub_area_id",
      "market_area_ids",
      "holder_entity_id", "closure", "closed_on", "check_back_on", "alarm",
    ],
    "links": [
      "kind", "left", "right", "probability", "first_seen", "last_seen", "reasons", "evidence",
      "handling", "safeguarding", "basis",
    ],
    "entities": ["entity_id", "source", "person_id", "probability", "basis"],
  ]

  @Test func everyListIsPublishedToTheContract() throws {
    let desk = try Desk()
    defer { desk.clear() }
    let answer = try desk.nightly()
    #expect(answer.status == 0, "\(answer.talk)")
    let published = Published(out: desk.path("lists"))
    let tables = try published.tables()
    for (list, columns) in Self.columns {
      let files = tables.filter { $0.key == list || $0.key.hasPrefix(list + "/") }
      #expect(!files.isEmpty, "\(list)")
      for (path, table) in files {
        #expect(Set(table.header) == Set(columns), "\(path)")
        try check(table, path: path)
      }
    }
    for force in ["merseyside", "gmp", "cheshire", "lancashire", "cumbria", "north-wales"] {
      for list in ["vehicle_stops", "periphery", "premises"] {
        #expect(tables["\(list)/\(force)"] != nil, "an empty list is published too")
      }
    }
    for path in tables.keys {
      guard !["links", "entities", "disparity"].contains(path), !path.hasPrefix("changes/")
      else { continue }
      let changes = try #require(tables["changes/" + path], "\(path)")
      #expect(changes.rows.count == tables[path]?.rows.count, "on a first run all is new")
      #expect(changes.rows.allSatisfy { changes.cell($0, "change") == "new" })
    }
    try checkCounts(published, answer)
    try checkProvenance(tables.filter { $0.value.header.contains("evidence") })
  }

  private func check(_ table: CSVTable, path: String) throws {
    guard table.header.contains("rank") else { return }
    for (index, row) in table.rows.enumerated() {
      let rank = try #require(Int(table.cell(row, "rank")))
      let score = try #require(Double(table.cell(row, "score")))
      #expect(rank == index + 1)
      #expect((0...100).contains(score))
      #expect(["very_high", "high", "medium", "low"].contains(table.cell(row, "band")))
      #expect(try #require(Int(table.cell(row, "rank_low"))) <= rank)
      #expect(try #require(Int(table.cell(row, "rank_high"))) >= rank)
      #expect(["new", "up", "down", "same"].contains(table.cell(row, "status")))
      #expect(["P", "C"].contains(table.cell(row, "handling")))
      #expect(
        !table.cell(row, "reasons").isEmpty && !table.cell(row, "evidence").isEmpty, "\(path)")
    }
  }

  /// read = stored + quarantined + already held, for every file and in all.
  private func checkCounts(_ published: Published, _ answer: Command.Answer) throws {
    let manifest = try published.manifest()
    let inputs = try #require(manifest["inputs"] as? [[String: Any]])
    #expect(inputs.count > 50)
    var sums = [0, 0, 0, 0]
    for input in inputs {
      let counts = try ["read", "stored", "quarantined", "already_held"].map {
        try #require(input[$0] as? Int)
      }
      #expect(counts[0] == counts[1] + counts[2] + counts[3])
      for (index, count) in counts.enumerated() { sums[index] += count }
    }
    let totals = try #require(manifest["totals"] as? [String: Any])
    #expect(totals["read"] as? Int == sums[0])
    #expect(
      answer.output.contains(
        "read \(sums[0]) = stored \(sums[1]) + quarantined \(sums[2]) + already held \(sums[3])"))
    let lists = try #require(manifest["lists"] as? [String: String])
    #expect(Set(lists.keys) == Set(try published.bytes().keys.filter { $0 != "quarantine.csv" }))
  }

  /// Every reference of every list leads to a row of the inbox.
  private func checkProvenance(_ tables: [String: CSVTable]) throws {
    let index = try InboxIndex(
      folder: Command.root.appendingPathComponent("samples/inbox"))
    var followed = 0
    for (path, table) in tables where table.header.contains("evidence") {
      for row in table.rows {
        for reference in table.cells(row, "evidence") {
          followed += 1
          #expect(index.leads(reference), "\(path): \(reference)")
        }
      }
    }
    #expect(followed > 200)
  }

  @Test func anyNumberOfThreadsGivesTheSameBytes() throws {
    let desk = try Desk()
    defer { desk.clear() }
    var all: [[String: Data]] = []
    for threads in [1, 2, 8] {
      let answer = try desk.nightly(
        archive: "t\(threads).db", out: "out\(threads)", ["--threads", "\(threads)"])
      #expect(answer.status == 0)
      all.append(try Published(out: desk.path("out\(threads)")).bytes())
    }
    for other in all.dropFirst() {
      #expect(Set(other.keys) == Set(all[0].keys))
      for (path, bytes) in all[0] { #expect(other[path] == bytes, "\(path)") }
    }
  }

  @Test func aSecondRunWithNothingNewLetsTheListsStand() throws {
    let desk = try Desk()
    defer { desk.clear() }
    #expect(try desk.nightly().status == 0)
    let first = try Published(out: desk.path("lists")).bytes()
    let answer = try desk.nightly()
    #expect(answer.status == 0)
    #expect(answer.output.contains("nothing new: the lists of"))
    #expect(answer.output.contains("stored 0 + quarantined 0 + already held"))
    #expect(try Published(out: desk.path("lists")).bytes() == first)
  }

  @Test func aKilledRunLeavesTheLastListsAndTheNextOneFinishes() throws {
    let desk = try Desk()
    defer { desk.clear() }
    #expect(try desk.nightly().status == 0)
    let before = try Published(out: desk.path("lists")).bytes()
    let arguments = [
      "nightly", "--inbox", Command.root.appendingPathComponent("samples/inbox").path, "--archive",
      desk.path("region.db"), "--out", desk.path("lists"), "--progress", "never", "--seed", "2",
    ]
    // Killed while it works at a run of another seed, at several moments.
    for milliseconds in [50, 400, 1_500] {
      let (process, _, _) = try Command.start(arguments, in: desk.folder)
      Thread.sleep(forTimeInterval: Double(milliseconds) / 1000)
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
      #expect(process.terminationReason == .uncaughtSignal || process.terminationStatus == 0)
      if process.terminationReason == .uncaughtSignal {
        let now = try Published(out: desk.path("lists")).bytes()
        #expect(now == before)
      }
    }
    #expect(try Command.run(arguments, in: desk.folder).status == 0)
    #expect(try Published(out: desk.path("lists")).manifest()["seed"] as? Int == 2)
    let partial = try FileManager.default.contentsOfDirectory(atPath: desk.path("lists"))
      .filter { $0.hasSuffix(".partial") }
    #expect(partial.isEmpty)
  }
}
