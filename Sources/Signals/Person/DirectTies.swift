import Picture
import Primitives
import Vocabulary

/// How a person touches a lineage directly, by what and since when.
struct DirectTie: Sendable {
  /// What ties them, for words and for weights.
  enum Means: String, Sendable, CaseIterable {
    /// Attribution: the person may hold or work the line's phone.
    case phone
    /// A record names the person with the line's number or handset.
    case namedWithNumber
    /// A report speaks of the line by its brand and names the person.
    case report
    /// Found or seen at a home tied to the line.
    case premises
    /// Found in or keeper of a vehicle tied to the line.
    case vehicle
    /// Said to hold it in the line's own record.
    case lineRecord
  }

  let entity: Int
  let lineage: Int
  let means: Means
  /// 0 … 1: how likely the person has to do with the line, by this alone.
  let strength: Double
  let evidence: [Evidence]
  /// Newest of the evidence, seconds since the epoch; nil when not dated.
  let newest: Int64?
}

/// Every direct tie between people and lineages that records or inferred links give.
///
/// Also says which homes and vehicles are tied to which lineage, since both assessments need it.
struct DirectTies: Sendable {
  private(set) var ties: [DirectTie] = []
  private(set) var ofEntity: [Int: [Int]] = [:]
  /// What records say of lines.
  let reports: LineReports
  /// Lineages of a home, strongest first. Homes on the word of a source that is suspected to be
  /// false are left out.
  private(set) var lineagesOfPremises: [Int: [Int]] = [:]
  /// Lineages of a vehicle with their probability, strongest first.
  private(set) var lineagesOfVehicle: [UInt64: [(lineage: Int, probability: Double)]] = [:]

  init(
    _ picture: RegionalPicture, lineages: [Lineage], links: [InferredLink],
    premises: [PremisesCandidate]
  ) {
    reports = LineReports(picture, lineages: lineages)
    for candidate in premises { lineagesOfPremises[candidate.premises] = candidate.lineages }
    for link in links where link.probability >= 0.3 {
      if case .lineage(let line) = link.left, case .vehicle(let plate) = link.right {
        lineagesOfVehicle[plate, default: []].append((line, link.probability))
      }
      if case .lineage(let line) = link.left, case .premises(let home) = link.right,
        lineagesOfPremises[home]?.contains(line) != true
      {
        lineagesOfPremises[home, default: []].append(line)
      }
    }
    spreadOverHomes(picture)
    for plate in lineagesOfVehicle.keys {
      lineagesOfVehicle[plate]?.sort {
        (-$0.probability, $0.lineage) < (-$1.probability, $1.lineage)
      }
    }
    addAttribution(links)
    addLineRecords(picture, lineages)
    addEvents(picture, lineages)
    addVisits(picture)
    addKeepers(picture)
    ties.sort {
      ($0.entity, $0.lineage, $0.means.rawValue, $0.evidence[0])
        < ($1.entity, $1.lineage, $1.means.rawValue, $1.evidence[0])
    }
    for (index, tie) in ties.enumerated() { ofEntity[tie.entity, default: []].append(index) }
  }

  /// A person's ties, those of one lineage together.
  func ties(of entity: Int) -> [DirectTie] { (ofEntity[entity] ?? []).map { ties[$0] } }

  private mutating func addAttribution(_ links: [InferredLink]) {
    for link in links where link.kind == .personLine {
      guard case .person(let entity) = link.left, case .lineage(let line) = link.right else {
        continue
      }
      ties.append(
        DirectTie(
          entity: entity, lineage: line, means: .phone, strength: link.probability,
          evidence: link.evidence, newest: link.lastSeen))
    }
  }

  private mutating func addLineRecords(_ picture: RegionalPicture, _ lineages: [Lineage]) {
    for (line, lineage) in lineages.enumerated() {
      for record in lineage.lineRecords {
        let row = picture.holdings.lines[record]
        guard let holder = row.holder.flatMap({ picture.entity(of: $0) }) else { continue }
        ties.append(
          DirectTie(
            entity: holder, lineage: line, means: .lineRecord, strength: row.grading.weight,
            evidence: [Evidence(.lines, record)], newest: nil))
      }
    }
  }

  /// Several sources may keep a record of one home; a record graded E ties nobody by itself.
  private mutating func spreadOverHomes(_ picture: RegionalPicture) {
    var ofHome: [String: [Int]] = [:]
    for home in lineagesOfPremises.keys.sorted() {
      guard let uprn = picture.holdings.premises[home].uprn else { continue }
      for line in lineagesOfPremises[home] ?? [] where ofHome[uprn]?.contains(line) != true {
        ofHome[uprn, default: []].append(line)
      }
    }
    for (home, record) in picture.holdings.premises.enumerated() {
      if let lines = record.uprn.flatMap({ ofHome[$0] }) { lineagesOfPremises[home] = lines }
      if record.grading.isSuspectedFalse { lineagesOfPremises[home] = nil }
    }
  }

  private mutating func addEvents(_ picture: RegionalPicture, _ lineages: [Lineage]) {
    for (index, event) in picture.holdings.events.enumerated() where !event.persons.isEmpty {
      var lines: [Int: (means: DirectTie.Means, share: Double)] = [:]
      for mention in reports.of(event: index) {
        lines[mention.lineage] =
          mention.namesPhone ? (.namedWithNumber, 1) : (.report, 0.6 * mention.share)
      }
      var occupiers: Set<Int> = []
      for key in event.premises {
        guard let home = picture.premises(of: key) else { continue }
        if let occupier = picture.holdings.premises[home].occupier.flatMap({
          picture.entity(of: $0)
        }) {
          occupiers.insert(occupier)
        }
        for line in lineagesOfPremises[home] ?? [] where lines[line] == nil {
          lines[line] = (.premises, 0.7)
        }
      }
      for vehicle in event.vehicles {
        for (line, probability) in lineagesOfVehicle[vehicle.packed] ?? [] where lines[line] == nil
        {
          lines[line] = (.vehicle, probability)
        }
      }
      let people = Set(event.persons.compactMap { picture.entity(of: $0) }).sorted()
      for (line, tie) in lines.sorted(by: { $0.key < $1.key }) {
        // Who lives in a home is not tied to the line by being there.
        for entity in people where tie.means != .premises || !occupiers.contains(entity) {
          ties.append(
            DirectTie(
              entity: entity, lineage: line, means: tie.means,
              strength: tie.share * event.grading.weight, evidence: [Evidence(.events, index)],
              newest: event.at.seconds))
        }
      }
    }
  }

  private mutating func addVisits(_ picture: RegionalPicture) {
    for (index, visit) in picture.holdings.visits.enumerated() {
      guard let home = picture.premises(of: visit.premises) else { continue }
      let occupier = picture.holdings.premises[home].occupier.flatMap { picture.entity(of: $0) }
      for line in lineagesOfPremises[home] ?? [] {
        for entity in Set(visit.presentPersons.compactMap { picture.entity(of: $0) }).sorted()
        where entity != occupier {
          ties.append(
            DirectTie(
              entity: entity, lineage: line, means: .premises, strength: 0.6,
              evidence: [Evidence(.premisesVisits, index)], newest: visit.at.seconds))
        }
      }
    }
  }

  private mutating func addKeepers(_ picture: RegionalPicture) {
    for (index, vehicle) in picture.holdings.vehicles.enumerated() {
      guard let keeper = vehicle.keeper.flatMap({ picture.entity(of: $0) }) else { continue }
      for (line, probability) in lineagesOfVehicle[vehicle.registration.packed] ?? []
      where probability >= 0.5 {
        ties.append(
          DirectTie(
            entity: keeper, lineage: line, means: .vehicle, strength: 0.6 * probability,
            evidence: [Evidence(.vehicles, index)], newest: nil))
      }
    }
  }
}
