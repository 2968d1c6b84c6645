import Archive
import Foundation
import Picture
import Primitives
import Vocabulary

@testable import Engine

/// A small archive of persons alone, night after night.
final class PeopleNights {
  let folder: URL
  let archive: String
  private var night = 0
  private var delivery = 0

  init() throws {
    folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("people-" + UUID().uuidString)
    archive = folder.appendingPathComponent("a.db").path
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  func clear() { try? FileManager.default.removeItem(at: folder) }

  static let header =
    "person_id,family_name,given_names,date_of_birth,sex,pnc_id,address,postcode,numbers"

  /// Takes rows of persons in, without a run.
  func deliver(_ rows: [String], source: String = "cheshire") throws {
    delivery += 1
    let inbox = folder.appendingPathComponent("in-\(delivery)")
    let file = inbox.appendingPathComponent(source)
    try FileManager.default.createDirectory(at: file, withIntermediateDirectories: true)
    try Data(([Self.header] + rows).joined(separator: "\n").utf8 + [0x0A])
      .write(to: file.appendingPathComponent("persons-\(delivery).csv"))
    try IngestOnly(archive: archive).run(inbox.path)
  }

  /// Takes rows in, resolves, and stores who is who.
  @discardableResult
  func run(_ rows: [String]) throws -> [RecordKey: String] {
    if !rows.isEmpty { try deliver(rows) }
    night += 1
    let people = try PeopleArchive(path: archive, access: .writing)
    let holdings = try people.holdings(asOf: Instant(seconds: 1_774_000_000))
    let resolved = try ResolvePeople(
      archive: people.store, workers: Workers(threads: 2), progress: { _ in }
    ).run(on: holdings)
    let run = "r\(night)"
    try people.store.beginRun(
      RunOpening(
        id: run, inputsDigest: run, asOf: holdings.asOf, seed: 1, configuration: "{}"))
    let members = resolved.entities.flatMap { entity in
      zip(entity.records, entity.probabilities).map {
        EntityMember(person: holdings.persons[$0].key, entityID: entity.id, probability: $1)
      }
    }
    try people.store.finishRun(
      run,
      RunClosing(
        manifest: "{}", entries: [], entities: members, changes: resolved.changes,
        model: resolved.model))
    return try entities()
  }

  func entities() throws -> [RecordKey: String] {
    try PeopleArchive(path: archive, access: .reading).store.entities()
      .reduce(into: [:]) { $0[$1.person] = $1.entityID }
  }

  func ledger() throws -> [HeldChange] {
    try PeopleArchive(path: archive, access: .reading).store.entityChanges()
  }

  static func decision(_ reason: String = "two people") throws -> PersonDecision {
    try PersonDecision(
      by: "DC Ames", reason: reason, at: nil, now: Instant(seconds: 1_774_000_100))
  }

  static func key(_ id: String) -> RecordKey { RecordKey(source: "cheshire", id: id) }

  private static let families = [
    "Ashworth", "Birtles", "Calland", "Dewhurst", "Entwistle", "Fazackerley", "Grimshaw", "Halsall",
    "Ibbotson", "Jolley", "Kershaw", "Lomax", "Marsden", "Norbury", "Ogden", "Pilling",
  ]
  private static let givens = [
    "Aidan", "Bethan", "Callum", "Dilys", "Ewan", "Fiona", "Gareth", "Hannah", "Iwan", "Jessica",
    "Keiran", "Lowri",
  ]

  /// Adults who are all different people, one record each.
  static func crowd(_ count: Int, using random: inout SeededGenerator) -> [String] {
    (0..<count).map { index in
      let family = families[random.below(families.count)]
      let given = givens[random.below(givens.count)]
      let born = date(using: &random)
      return "x\(index),\(family),\(given),\(born),\(random.chance(0.5) ? "M" : "F"),,"
        + "\(1 + random.below(180)) \(families[random.below(families.count)]) Road,"
        + "M\(1 + random.below(40)) \(1 + random.below(9))AB,077\(10_000_000 + random.below(80_000_000))"
    }
  }

  /// Two people of one common name, each in two records, and records that speak of both at once.
  static func twoPeople(using random: inout SeededGenerator) -> (apart: [String], bridge: [String])
  {
    let name = "\(families[random.below(families.count)]),\(givens[random.below(givens.count)])"
    let born = date(using: &random)
    let numbers = (0..<2).map { _ in "077\(10_000_000 + random.below(80_000_000))" }
    let homes = (0..<2).map { _ in
      "\(1 + random.below(180)) \(families[random.below(families.count)]) Lane,"
        + "L\(1 + random.below(30)) \(1 + random.below(9))XY"
    }
    let apart = [
      "a1,\(name),\(born),M,,\(homes[0]),\(numbers[0])",
      "a2,\(name),\(born),M,,\(homes[0]),\(numbers[0])",
      "b1,\(name),,M,,\(homes[1]),\(numbers[1])",
      "b2,\(name),,M,,\(homes[1]),\(numbers[1])",
    ]
    let bridge = (1...3).map {
      "m\($0),\(name),\(born),M,,\(homes[1]),\(numbers[0]);\(numbers[1])"
    }
    return (apart, bridge)
  }

  private static func date(using random: inout SeededGenerator) -> String {
    func two(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
    return "19\(50 + random.below(45))-\(two(2 + random.below(11)))-\(two(2 + random.below(26)))"
  }
}
