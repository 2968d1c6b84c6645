import Foundation
import Primitives
import TestKit
import Testing
import Vocabulary

@testable import Synthesis

/// Goal: feeds are what the contract says, planted rows apart, and truth speaks of records that
/// exist.
/// Method: every cell of a small world is read with the vocabulary's own readers.
struct ContractTests {
  private func world(_ noise: WorldSettings.Noise) throws -> WorkingFolder {
    var settings = WorldSettings(preset: .small, seed: 8, noise: noise)
    (settings.sightings, settings.calls) = (6_000, 3_000)
    let folder = try WorkingFolder()
    try World.make(settings).write(to: folder.path, workers: Workers(threads: 2))
    return folder
  }

  @Test(arguments: [WorldSettings.Noise.low, .high])
  func everyRowReadsSaveThePlantedOnes(_ noise: WorldSettings.Noise) throws {
    let folder = try world(noise)
    let facts = try CSVTable(file: folder.file("truth/files.csv"))
    var said: [String: (rows: Int, bad: Int)] = [:]
    for row in facts.rows {
      said["\(row[0])/\(row[1])"] = (Int(row[2]) ?? -1, Int(row[3]) ?? -1)
    }
    let inbox = InboxReader(folder: folder.file("inbox"))
    for source in inbox.sources() {
      for (name, kind) in inbox.files(of: source) {
        let table = try CSVTable(file: folder.file("inbox/\(source)/\(name)"))
        let contract = KindContract.of(kind)
        for column in table.header {
          #expect(contract.position(of: column) != nil, "\(name) has a column \(column)")
        }
        let bad = table.rows.count { !reads($0, table, contract, source) }
        let place = "\(source)/\(name)"
        #expect(said[place]?.rows == table.rows.count, "\(place)")
        #expect(said[place]?.bad == bad, "\(place)")
      }
    }
  }

  private func reads(
    _ row: [String], _ table: CSVTable, _ contract: KindContract, _ source: String
  ) -> Bool {
    contract.columns.allSatisfy { column in
      guard let reading = try? column.type.read(table.cell(row, column.name), source: source) else {
        return false
      }
      return !(column.isRequired && reading.cell == .empty)
    }
  }

  @Test func everyReferenceAndEveryTruthMeetsARecord() throws {
    let folder = try world(.low)
    let inbox = InboxReader(folder: folder.file("inbox"))
    func keys(_ kind: RecordKind, _ column: String) throws -> Set<String> {
      Set(try inbox.rows(of: kind).map { "\($0.source):\($0[column])" })
    }
    let persons = try keys(.persons, "person_id")
    let premises = try keys(.premises, "premises_id")
    let cells = try keys(.cells, "cell_id")
    func meets(_ kind: RecordKind, _ columns: [String], _ known: Set<String>) throws {
      for row in try inbox.rows(of: kind) {
        for cell in columns.flatMap({ row[$0].split(separator: ";") }) {
          let key = RecordKey(reference: String(cell), in: row.source).text
          #expect(known.contains(key), "\(row.file) names \(key)")
        }
      }
    }
    try meets(.events, ["person_ids"], persons)
    try meets(.events, ["premises_ids"], premises)
    try meets(.associations, ["person_id_a", "person_id_b"], persons)
    try meets(.groups, ["member_person_ids"], persons)
    try meets(.vehicles, ["keeper_person_id"], persons)
    try meets(.premisesVisits, ["premises_id"], premises)
    try meets(.premisesVisits, ["present_person_ids"], persons)
    try meets(.lines, ["holder_person_id"], persons)
    try meets(.calls, ["cell_id"], cells)
    func told(_ name: String, _ column: String) throws -> [String] {
      try CSVTable(file: folder.file("truth/\(name).csv")).column(column) ?? []
    }
    #expect(Set(try told("persons", "record")) == persons.filter { !$0.hasSuffix("X") })
    for name in ["controllers", "members", "periphery"] {
      #expect(Set(try told(name, "record")).isSubset(of: persons), "\(name)")
    }
    #expect(Set(try told("premises", "premises")) == premises)
    let lines = try keys(.lines, "line_id")
    #expect(Set(try told("lineages", "line_id").filter { !$0.isEmpty }) == lines)
  }

  @Test func truthOfPeopleIsWhole() throws {
    let folder = try world(.low)
    let truth = try WorldTruth(folder: folder.file("truth"))
    #expect((2...3).contains(truth.controllers.count))
    // Everybody who controls or is exploited is on some source's books.
    let known = Set(truth.personOf.values)
    #expect(truth.controllers.keys.allSatisfy { known.contains($0) })
    #expect(truth.exploited.isSubset(of: truth.youngPeople))
    #expect(!truth.exploited.isEmpty)
    #expect(!truth.currentVehicles.isEmpty)
    for plate in truth.currentVehicles { #expect(truth.nextTrips[plate] != nil) }
    #expect(!truth.currentPremises.isEmpty)
    #expect(!truth.convoys.isEmpty)
  }
}
