public import Primitives
import Vocabulary

/// The truth folder of a synthetic world, read for scoring.
public struct WorldTruth: Sendable {
  /// One number of a line, in the order of its use.
  public struct Number: Sendable, Hashable {
    /// The true lineage.
    public let lineage: String
    /// E.164.
    public let number: String
    /// First and last second of its use.
    public let use: Period
  }

  /// A trip that lies after the simulated period.
  public struct NextTrip: Sendable, Hashable {
    /// From setting out to coming home.
    public let away: Period
    /// `source:area_id`.
    public let hub: String
    /// `source:area_id`.
    public let market: String
  }

  /// A camera that a line's car passes after the period.
  public struct Pass: Sendable, Hashable {
    /// `source:camera_id`.
    public let camera: String
    /// When.
    public let at: Instant
  }

  /// Record (`source:person_id`) to true person.
  public let personOf: [String: String]
  /// True persons who control a line, to their lineages.
  public let controllers: [String: Set<String>]
  /// True persons of a line in any role, to their lineages.
  public let members: [String: Set<String>]
  /// True persons under 25 at the edge of a line.
  public let youngPeople: Set<String>
  /// Those of them who are exploited.
  public let exploited: Set<String>
  /// Lineages that were closed within the period.
  public let closedLineages: Set<String>
  /// Numbers of all lines, a line's in order.
  public let numbers: [Number]
  /// Every VRM with a role, to the role.
  public let vehicleRole: [String: String]
  /// VRMs of lines, to the lineage.
  public let vehicleLineage: [String: String]
  /// VRMs that a line will use within seven days after the period.
  public let currentVehicles: Set<String>
  /// VRMs of lines, to the forces whose cameras lie on their ways.
  public let vehicleForces: [String: Set<String>]
  /// Trips after the period, by VRM; those by rail are left out.
  public let nextTrips: [String: [NextTrip]]
  /// Cameras that lines' cars pass in the seven days after the period, by VRM.
  public let nextPasses: [String: [Pass]]
  /// VRM to the true persons who keep or hire it, or did.
  public let keepers: [String: Set<String>]
  /// Lineages of which a source has a record: nobody can start from the others.
  public let recordedLineages: Set<String>
  /// `source:premises_id` that were ever taken over, to the lineage.
  public let premisesLineage: [String: String]
  /// Those taken over at the end of the period.
  public let currentPremises: Set<String>
  /// Sets of numbers of one user: the personal one and the deal numbers.
  public let userOf: [String: String]
  /// `A|B` with A < B, to the kind of company: `scout` or `family`.
  public let convoys: [String: String]
  /// Innocent look-alikes: VRM, `source:id` or number, to their role.
  public let innocents: [String: String]

  /// Reads `controllers.csv` and the others from a folder.
  ///
  /// - Throws: When a file is missing or is no table.
  public init(folder: String) throws {
    func table(_ name: String) throws -> CSVTable { try CSVTable(file: "\(folder)/\(name).csv") }
    let persons = try table("persons")
    personOf = Self.map(persons, "record", "person")
    controllers = Self.sets(try table("controllers"), "person", "lineage")
    members = Self.sets(try table("members"), "person", "lineage")
    let periphery = try table("periphery")
    youngPeople = Set(periphery.rows.map { periphery.cell($0, "person") })
    exploited = Set(
      periphery.rows.filter { periphery.cell($0, "exploited") == "yes" }
        .map { periphery.cell($0, "person") })
    let lineages = try table("lineages")
    closedLineages = Set(
      lineages.rows.filter { !lineages.cell($0, "closed_at").isEmpty }
        .map { lineages.cell($0, "lineage") })
    recordedLineages = Set(
      lineages.rows.filter { !lineages.cell($0, "line_id").isEmpty }
        .map { lineages.cell($0, "lineage") })
    numbers = lineages.rows.compactMap { row in
      guard let from = TimeText.read(lineages.cell(row, "from"))?.instant,
        let to = TimeText.read(lineages.cell(row, "to"))?.instant
      else { return nil }
      return Number(
        lineage: lineages.cell(row, "lineage"), number: lineages.cell(row, "number"),
        use: Period(from: from, to: to))
    }
    let vehicles = try table("vehicles")
    vehicleRole = Self.map(vehicles, "vrm", "role")
    vehicleLineage = Self.map(vehicles, "vrm", "lineage").filter { !$0.value.isEmpty }
    currentVehicles = Set(
      vehicles.rows.filter {
        vehicles.cell($0, "next_trips") != "0"
      }.map { vehicles.cell($0, "vrm") })
    vehicleForces = Dictionary(
      vehicles.rows.map {
        (vehicles.cell($0, "vrm"), Set(vehicles.cells($0, "forces")))
      }, uniquingKeysWith: { one, _ in one })
    nextTrips = Self.trips(try table("next_trips"))
    nextPasses = Self.passes(try table("next_passes"))
    keepers = Self.sets(try table("keepers"), "vrm", "person")
    let premises = try table("premises")
    premisesLineage = Self.map(premises, "premises", "lineage").filter { !$0.value.isEmpty }
    currentPremises = Set(
      premises.rows.filter { premises.cell($0, "now") == "yes" }
        .map { premises.cell($0, "premises") })
    let users = try table("same_user")
    var userOf = Self.map(users, "deal", "personal")
    for personal in userOf.values { userOf[personal] = personal }
    self.userOf = userOf
    let pairs = try table("convoys")
    convoys = Dictionary(
      pairs.rows.map {
        ("\(pairs.cell($0, "vrm_a"))|\(pairs.cell($0, "vrm_b"))", pairs.cell($0, "kind"))
      }, uniquingKeysWith: { one, _ in one })
    innocents = Self.map(try table("innocents"), "subject", "role")
  }

  private static func map(_ table: CSVTable, _ key: String, _ value: String) -> [String: String] {
    Dictionary(
      table.rows.map { (table.cell($0, key), table.cell($0, value)) },
      uniquingKeysWith: { one, _ in one })
  }

  private static func sets(
    _ table: CSVTable, _ key: String, _ value: String
  ) -> [String: Set<String>] {
    var result: [String: Set<String>] = [:]
    for row in table.rows {
      result[table.cell(row, key), default: []].insert(table.cell(row, value))
    }
    return result
  }

  private static func trips(_ table: CSVTable) -> [String: [NextTrip]] {
    var result: [String: [NextTrip]] = [:]
    for row in table.rows where table.cell(row, "by_rail") == "no" {
      guard let leaves = TimeText.read(table.cell(row, "leaves_at"))?.instant,
        let returns = TimeText.read(table.cell(row, "returns_at"))?.instant
      else { continue }
      result[table.cell(row, "vrm"), default: []].append(
        NextTrip(
          away: Period(from: leaves, to: returns), hub: table.cell(row, "hub"),
          market: table.cell(row, "market")))
    }
    return result
  }

  private static func passes(_ table: CSVTable) -> [String: [Pass]] {
    var result: [String: [Pass]] = [:]
    for row in table.rows {
      guard let at = TimeText.read(table.cell(row, "passed_at"))?.instant else { continue }
      result[table.cell(row, "vrm"), default: []].append(
        Pass(camera: table.cell(row, "camera"), at: at))
    }
    return result
  }

  /// The true person of a list's `person_ids`: the one most of its records belong to, the first
  /// of equals; nil when truth knows none of them.
  public func person(ofRecords records: [String]) -> String? {
    var counts: [String: Int] = [:]
    let persons = records.compactMap { personOf[$0] }
    for person in persons { counts[person, default: 0] += 1 }
    let most = counts.values.max()
    return persons.first { counts[$0] == most }
  }

  /// The true lineage of a list's numbers: the one most of them belong to.
  public func lineage(ofNumbers found: [String]) -> String? {
    var counts: [String: Int] = [:]
    for number in found {
      if let lineage = lineageOfNumber[number] { counts[lineage, default: 0] += 1 }
    }
    return counts.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key
  }

  /// Number to true lineage.
  public var lineageOfNumber: [String: String] {
    Dictionary(numbers.map { ($0.number, $0.lineage) }, uniquingKeysWith: { one, _ in one })
  }
}
