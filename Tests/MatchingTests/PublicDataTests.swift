import Foundation
import Primitives
import Testing
import Vocabulary

@testable import Matching

// Goal: one default model, estimated anew on each set and tuned to none, finds the known duplicates
// of public sets, and beats "same name and same birth date". Method: pairwise precision, recall and
// F1 against the sets' own truth, with floors; false pairs among those thought surer than 0.99.
// The sets lie outside the repository; without them the tests are skipped and say so.

/// A public set, with how its columns are read.
struct PublicSet: Sendable, CustomTestStringConvertible {
  var folder: String
  var prefix = ""
  var floor: Double
  var extraNames: [String]
  var person: @Sendable ([String: String], inout PersonForMatching) -> Void

  var testDescription: String { folder }

  static let all = [
    PublicSet(folder: "febrl1", floor: 0.95, extraNames: febrlExtra, person: febrl),
    PublicSet(folder: "febrl2", floor: 0.94, extraNames: febrlExtra, person: febrl),
    PublicSet(folder: "splink_fake1000", floor: 0.93, extraNames: ["city", "email"]) {
      row, person in
      person.familyName = row["surname"]
      person.givenNames = row["first_name"]
      person.dateOfBirth = row["dob"].flatMap { date($0) }
      person.extra = [row["city"], row["email"]]
    },
    PublicSet(
      folder: "splink_historical50k", prefix: "dev_", floor: 0.88,
      extraNames: ["birth_place", "occupation"]
    ) { row, person in
      person.familyName = row["surname"]
      person.givenNames = row["first_name"]
      person.dateOfBirth = row["dob"].flatMap { date($0) }
      person.postcode = row["postcode_fake"]
      person.sex = row["gender"] == "male" ? "M" : row["gender"] == "female" ? "F" : nil
      person.extra = [row["birth_place"], row["occupation"]]
    },
  ]

  private static let febrlExtra = ["suburb", "soc_sec_id"]

  private static let febrl: @Sendable ([String: String], inout PersonForMatching) -> Void = {
    row, person in
    person.familyName = row["surname"]
    person.givenNames = row["given_name"]
    person.dateOfBirth = row["date_of_birth"].flatMap { text in
      date("\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
    }
    let address = [row["street_number"], row["address_1"]].compactMap { $0 }
    person.address = address.isEmpty ? nil : address.joined(separator: " ")
    person.postcode = row["postcode"]
    person.extra = [row["suburb"], row["soc_sec_id"]]
  }
}

@Suite(.serialized) struct PublicDataTests {
  /// The folder of shared sets: `COUNTYLINES_SHARED`, or `shared` beside a folder above this file.
  static let shared: String? = {
    let files = FileManager.default
    if let given = ProcessInfo.processInfo.environment["COUNTYLINES_SHARED"] {
      return files.fileExists(atPath: given + "/data") ? given : nil
    }
    var folder = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath()
    while folder.path != "/" {
      folder.deleteLastPathComponent()
      let candidate = folder.appendingPathComponent("shared").path
      if files.fileExists(atPath: candidate + "/data") { return candidate }
    }
    return nil
  }()

  /// Rows of a comma-separated file by column name; empty cells are left out.
  static func rows(_ path: String) throws -> [[String: String]] {
    var lines: [[String]] = [[]]
    var cell: [UInt8] = []
    var quoted = false
    for byte in try Data(contentsOf: URL(fileURLWithPath: path)) {
      switch byte {
      case 0x22: quoted.toggle()
      case 0x2C where !quoted, 0x0A where !quoted:
        lines[lines.count - 1].append(String(decoding: cell, as: UTF8.self))
        cell = []
        if byte == 0x0A { lines.append([]) }
      case 0x0D where !quoted: break
      default: cell.append(byte)
      }
    }
    let header = lines[0]
    return lines.dropFirst().filter { $0.count == header.count }.map { line in
      Dictionary(uniqueKeysWithValues: zip(header, line).filter { !$0.1.isEmpty })
    }
  }

  /// Exact name and exact birth date: what any linkage must beat.
  static func baseline(_ persons: [PersonForMatching], truth: [RecordKey: Int]) -> Double {
    var groups: [String: [Int]] = [:]
    for person in persons {
      guard let family = person.familyName, let given = person.givenNames,
        let birth = person.dateOfBirth, let entity = truth[person.key]
      else { continue }
      groups["\(family)|\(given)|\(birth.text)".lowercased(), default: []].append(entity)
    }
    func pairs(_ count: Int) -> Int { count * (count - 1) / 2 }
    func pairsOfOne(_ entities: [Int]) -> Int {
      Dictionary(grouping: entities) { $0 }.values.reduce(0) { $0 + pairs($1.count) }
    }
    let found = groups.values.reduce(0) { $0 + pairs($1.count) }
    let right = groups.values.reduce(0) { $0 + pairsOfOne($1) }
    return 2 * Double(right) / Double(max(1, found + pairsOfOne(Array(truth.values))))
  }

  @Test(arguments: PublicSet.all)
  func knownDuplicatesAreFound(_ set: PublicSet) throws {
    guard let shared = Self.shared else {
      print("skipped \(set.folder): no shared data; set COUNTYLINES_SHARED to its folder")
      return
    }
    let folder = "\(shared)/data/\(set.folder)/\(set.prefix)"
    guard FileManager.default.fileExists(atPath: folder + "records.csv") else {
      print("skipped \(set.folder): \(folder)records.csv is not there")
      return
    }
    var truth: [RecordKey: Int] = [:]
    for row in try Self.rows(folder + "truth.csv") {
      guard let id = row["record_id"], let entity = row["entity_id"] else { continue }
      truth[key(id)] = Int(entity.dropFirst()) ?? -1
    }
    var persons = try Self.rows(folder + "records.csv").compactMap { row in
      row["record_id"].map { id in
        var person = PersonForMatching(key: key(id))
        set.person(row, &person)
        return person
      }
    }
    #if DEBUG
      // Unoptimised code takes a part of the largest set, whole entities of it.
      if persons.count > 10_000 {
        persons.removeAll { StableHash.mix(UInt64(truth[$0.key] ?? 0)) % 12 != 0 }
      }
    #endif
    let present = Set(persons.map(\.key))
    truth = truth.filter { present.contains($0.key) }

    // The invented birth dates of one set lie in the future: the day asked about comes after them.
    let input = MatchingInput(
      persons: persons, extraNames: set.extraNames, asOf: PersonWorld.day(2060, 1, 1))
    var settings = MatchingSettings()
    settings.randomPairsMax = 30_000
    let resolver = try Resolver(input, settings: settings, on: Workers(threads: 2))
    let resolution = try resolver.resolve(with: try resolver.estimateModel())
    let counts = PairCounts(resolution, truth: truth)
    let baseline = Self.baseline(persons, truth: truth)
    let sure = resolution.pairs.filter { $0.probability >= 0.99 }
    let wrong = sure.count { truth[$0.first] != truth[$0.second] }
    print(
      "\(set.folder): \(persons.count) records, precision \(counts.precision), "
        + "recall \(counts.recall), F1 \(counts.f1), baseline F1 \(baseline), "
        + "false of surer than 0.99: \(wrong) of \(sure.count)")
    print("  false merges \(counts.found - counts.right), missed \(counts.wanted - counts.right)")
    let table = ReliabilityTable(resolution.pairs, truth: truth)
    print(table)
    #expect(table.rows.allSatisfy { $0.pairs < 500 || $0.trueShare >= $0.said - 0.15 })
    #expect(counts.f1 >= set.floor)
    #expect(counts.f1 > baseline)
    #expect(counts.precision >= 0.98)
    #expect(Double(wrong) <= 0.01 * Double(sure.count))
  }
}
