import Glibc
import Picture
import Primitives
import Vocabulary

/// One dated sign of a home: something that speaks for its being cuckooed at that time.
struct HomeSign: Sendable {
  /// What it is a sign of.
  enum Kind: String, CaseIterable, Sendable {
    case foundCuckooed, concern, noAnswer, reported, intelligence, recorded, young, people, vehicle
  }

  let kind: Kind
  /// Seconds since the epoch.
  let at: Int64
  /// How much it said then, 0 … 1.
  let weight: Double
  /// What is left of it now, 0 … 1: age, and what visits found since.
  var freshness: Double
  let evidence: [Evidence]
  /// Lineages it points to.
  let ties: [LineageTies.Tie]
}

/// All dated signs of one home, and the visits that speak against.
struct HomeHistory: Sendable {
  let home: HomeGroup
  /// In order of time.
  let signs: [HomeSign]
  /// Positions in `holdings.visits`, in order of time.
  let visits: [Int]

  /// The newest sign of somebody having seen something: not an unanswered door.
  var newestSign: Int64? { signs.filter { $0.kind != .noAnswer }.map(\.at).max() }

  /// Signs of one kind, in order of time.
  func of(_ kind: HomeSign.Kind) -> [HomeSign] { signs.filter { $0.kind == kind } }

  /// How strongly signs speak together now: 1 − Π(1 − weight · freshness).
  static func strength(_ signs: [HomeSign]) -> Double {
    1 - signs.reduce(1) { $0 * (1 - min(1, $1.weight * $1.freshness)) }
  }
}

/// Collects the signs of every home.
struct HomeHistories: Sendable {
  let picture: RegionalPicture
  let settings: PremisesAssessment.Settings
  let ties: LineageTies
  private let eventsOfPremises: [RecordKey: [Int]]
  private let visitsOfPremises: [RecordKey: [Int]]
  private let missingAt: [Int: [Int64]]

  init(_ picture: RegionalPicture, settings: PremisesAssessment.Settings, ties: LineageTies) {
    self.picture = picture
    self.settings = settings
    self.ties = ties
    var events: [RecordKey: [Int]] = [:]
    var missing: [Int: [Int64]] = [:]
    for (position, event) in picture.holdings.events.enumerated() {
      for key in Set(event.premises) { events[key, default: []].append(position) }
      guard event.kind == "missing" || event.kind == "found" else { continue }
      for key in event.persons {
        if let entity = picture.entity(of: key) {
          missing[entity, default: []].append(event.at.seconds)
        }
      }
    }
    eventsOfPremises = events
    missingAt = missing
    visitsOfPremises = Dictionary(grouping: picture.holdings.visits.indices) {
      picture.holdings.visits[$0].premises
    }
  }

  /// The history of one home.
  ///
  /// - Parameter vehicleLinks: Links of vehicles to its records.
  func history(of home: HomeGroup, vehicleLinks: [InferredLink]) -> HomeHistory {
    let keys = home.records.map { picture.holdings.premises[$0].key }
    let visits = keys.flatMap { visitsOfPremises[$0] ?? [] }
      .sorted { (picture.holdings.visits[$0].at, $0) < (picture.holdings.visits[$1].at, $1) }
    var signs = home.records.compactMap { reported($0) }
    for event in Set(keys.flatMap { eventsOfPremises[$0] ?? [] }).sorted() {
      signs += self.signs(ofEvent: event, home: home)
    }
    for visit in visits { signs += self.signs(ofVisit: visit, home: home) }
    signs += vehicleLinks.map { vehicle($0) }
    let aged = signs.map { sign in
      var sign = sign
      sign.freshness = freshness(of: sign.at, kind: sign.kind, visits: visits)
      return sign
    }
    return HomeHistory(
      home: home, signs: aged.sorted { ($0.at, $0.kind.rawValue) < ($1.at, $1.kind.rawValue) },
      visits: visits)
  }

  /// Age by the half-life, and what a later visit left of it.
  private func freshness(of at: Int64, kind: HomeSign.Kind, visits: [Int]) -> Double {
    let days = Double(max(0, picture.asOf.seconds - at)) / 86_400
    var fresh = exp2(-days / settings.halfLifeDays)
    for visit in visits {
      let visit = picture.holdings.visits[visit]
      // Half an hour's grace: a visit does not speak against what it found itself.
      guard visit.at.seconds > at + 1800 else { continue }
      switch visit.finding {
      case "no_concern": fresh *= settings.afterNoConcern
      case "rehoused": fresh *= settings.afterRehousing
      default: break
      }
    }
    return fresh
  }

  private func reported(_ record: Int) -> HomeSign? {
    let premises = picture.holdings.premises[record]
    guard !premises.grading.isSuspectedFalse,
      premises.status == "suspected" || premises.status == "confirmed",
      let day = premises.lastReportedOn ?? premises.firstReportedOn
    else { return nil }
    let share = premises.status == "confirmed" ? 1 : 0.75
    return HomeSign(
      kind: .reported, at: min(picture.asOf.seconds, Int64(day.daysSinceEpoch) * 86_400 + 43_200),
      weight: share * premises.grading.weight, freshness: 1,
      evidence: [Evidence(.premises, record)],
      ties: [])
  }

  private func signs(ofEvent position: Int, home: HomeGroup) -> [HomeSign] {
    let event = picture.holdings.events[position]
    let evidence = [Evidence(.events, position)]
    let entities = event.persons.compactMap { picture.entity(of: $0) }
    let named = ties.lineages(namedIn: event).map {
      LineageTies.Tie(lineage: $0, probability: min(0.95, event.grading.weight + 0.2))
    }
    func sign(_ kind: HomeSign.Kind, _ weight: Double, _ ties: [LineageTies.Tie]) -> HomeSign {
      HomeSign(
        kind: kind, at: event.at.seconds, weight: weight, freshness: 1, evidence: evidence,
        ties: ties)
    }
    var signs: [HomeSign] = []
    switch event.kind {
    case "intel": signs.append(sign(.intelligence, event.grading.weight, named))
    case "arrest", "seizure", "violence", "stop_search", "custody":
      let drugs = event.drugs != nil || (event.cashPounds ?? 0) >= 200 || event.weapon != nil
      signs.append(sign(.recorded, drugs ? 0.9 : 0.6, named))
    case "found", "missing", "nrm_referral": break
    default: signs.append(sign(.intelligence, 0.4 * event.grading.weight, named))
    }
    signs += present(
      entities, plates: event.vehicles.map(\.packed), at: event.at.seconds, evidence: evidence,
      home: home, share: event.kind == "intel" ? event.grading.weight : 1)
    return signs
  }

  private func signs(ofVisit position: Int, home: HomeGroup) -> [HomeSign] {
    let visit = picture.holdings.visits[position]
    let evidence = [Evidence(.premisesVisits, position)]
    let kinds: [String: (HomeSign.Kind, Double)] = [
      "cuckooed": (.foundCuckooed, 1), "concern": (.concern, 0.8), "no_answer": (.noAnswer, 1),
    ]
    var signs: [HomeSign] = []
    if let (kind, weight) = visit.finding.flatMap({ kinds[$0] }) {
      signs.append(
        HomeSign(
          kind: kind, at: visit.at.seconds, weight: weight, freshness: 1, evidence: evidence,
          ties: []))
    }
    signs += present(
      visit.presentPersons.compactMap { picture.entity(of: $0) },
      plates: visit.presentVehicles.map(\.packed), at: visit.at.seconds, evidence: evidence,
      home: home, share: visit.finding == "no_concern" ? 0.4 : 1)
    return signs
  }

  /// Young people, people of a line and vehicles of a line who were there.
  private func present(
    _ entities: [Int], plates: [UInt64], at: Int64, evidence: [Evidence], home: HomeGroup,
    share: Double
  ) -> [HomeSign] {
    var signs: [HomeSign] = []
    func add(_ kind: HomeSign.Kind, _ weight: Double, _ ties: [LineageTies.Tie]) {
      guard weight > 0.01 else { return }
      signs.append(
        HomeSign(
          kind: kind, at: at, weight: weight * share, freshness: 1, evidence: evidence, ties: ties))
    }
    let occupiers = Set(
      home.records.compactMap { picture.holdings.premises[$0].occupier }
        .compactMap { picture.entity(of: $0) })
    for entity in Set(entities).sorted() where !occupiers.contains(entity) {
      let ties = ties.ties(of: entity)
      if picture.age(of: entity).mayBeAtMost(17) {
        add(.young, youngWeight(entity, at: at, home: home), ties)
      } else if let strongest = ties.map(\.probability).max() {
        add(.people, min(1, 0.4 + strongest), ties)
      }
    }
    for plate in Set(plates).sorted() {
      let ties = ties.ties(ofPlate: plate)
      if let strongest = ties.map(\.probability).max() { add(.vehicle, strongest, ties) }
    }
    return signs
  }

  /// A child who lives there says nothing; one from elsewhere, or missing at the time, much.
  private func youngWeight(_ entity: Int, at: Int64, home: HomeGroup) -> Double {
    let addresses = Set(
      picture.entities[entity].records.compactMap {
        HomeGroup.address(
          picture.holdings.persons[$0].address, picture.holdings.persons[$0].postcode)
      })
    let here = home.records.compactMap {
      HomeGroup.address(
        picture.holdings.premises[$0].address, picture.holdings.premises[$0].postcode)
    }
    if here.contains(where: addresses.contains) { return 0 }
    var weight = 0.5
    let area = picture.area(of: picture.holdings.premises[home.shown].area)
    if let away = picture.homeArea(of: entity), let area, away != area { weight += 0.25 }
    let missing = (missingAt[entity] ?? []).contains { abs($0 - at) <= 14 * 86_400 }
    return missing ? weight + 0.25 : weight
  }

  private func vehicle(_ link: InferredLink) -> HomeSign {
    var lineages: [LineageTies.Tie] = []
    for end in [link.left, link.right] {
      if case .vehicle(let plate) = end { lineages = ties.ties(ofPlate: plate) }
    }
    return HomeSign(
      kind: .vehicle, at: min(link.lastSeen, picture.asOf.seconds), weight: link.probability,
      freshness: 1, evidence: link.evidence, ties: lineages)
  }
}
