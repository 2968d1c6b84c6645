import Glibc
public import Picture
public import Primitives
import Vocabulary

/// Asks of every home on record whether it is cuckooed now, and by when somebody should go.
///
/// A cuckooed occupier is a victim. Signs are dated and age by a half-life, a visit overrules what
/// was said before it, and lines move on. Names, ethnicity and where a postcode lies are not read.
///
/// - Complexity: Time O(calls of lineages + homes · (events, visits and phones near each)).
public struct PremisesAssessment: Sendable {
  /// How signs are weighed.
  public var settings: Settings

  /// An assessment with its settings.
  public init(settings: Settings = Settings()) { self.settings = settings }

  /// Assesses the homes of a picture.
  ///
  /// - Parameters:
  ///   - lineages: Of `LineTracing`, in its order.
  ///   - vehicles: Vehicles that a seed touches.
  ///   - links: All links inferred so far; `person_line`, `line_vehicle` and `vehicle_premises` are
  ///     read, their lineages being positions in `lineages`.
  /// - Throws: `CancelledWork` when `workers` were asked to stop.
  public func run(
    on picture: RegionalPicture, lineages: [Lineage], vehicles: [VehicleCandidate],
    links: [InferredLink], workers: Workers
  ) throws -> PremisesFindings {
    let homes = HomeGroup.all(in: picture)
    let histories = HomeHistories(
      picture, settings: settings,
      ties: LineageTies(lineages: lineages, vehicles: vehicles, links: links))
    let phones = try SettledPhones(
      picture, lineages: lineages, settings: settings, workers: workers)
    let questions = PremisesQuestions(picture: picture, settings: settings)
    let vehicleLinks = Self.vehicleLinks(links)
    let cells = homes.map { home in
      home.records.compactMap { picture.holdings.premises[$0].position }.first
        .map { phones.cells(serving: $0) } ?? []
    }
    let covered = Dictionary(grouping: cells.compactMap(\.first), by: { $0 }).mapValues(\.count)
    let unasked = Self.unasked(picture)
    let sellers = Self.sellers(lineages)
    let chunks = max(1, min(64, homes.count / 8))
    let assessed = try parallelMap(chunks: chunks, on: workers) { chunk in
      chunkBounds(chunk, of: chunks, count: homes.count).compactMap { position -> Assessed? in
        let home = homes[position]
        let near = home.records.flatMap { vehicleLinks[$0] ?? [] }
        let history = histories.history(of: home, vehicleLinks: near)
        guard isCandidate(history, picture) else { return nil }
        let settling = phones.settled(in: cells[position])
        let homesCovered = cells[position].first.flatMap { covered[$0] } ?? 1
        let findings = questions.findings(history, settling: settling, homesCovered: homesCovered)
        let area = home.records.compactMap {
          picture.area(of: picture.holdings.premises[$0].area)
        }.first
        let tied = HomeTies(
          history, settling: settling, homesCovered: homesCovered,
          sellers: area.flatMap { sellers[$0] } ?? [:], asOf: picture.asOf.seconds)
        return assess(history, findings: findings, tied: tied, unasked: unasked, picture: picture)
      }
    }.flatMap { $0 }
    return PremisesFindings(
      candidates: assessed.map(\.candidate), links: assessed.flatMap(\.links),
      homesHeld: homes.count)
  }

  private struct Assessed: Sendable {
    let candidate: PremisesCandidate
    let links: [InferredLink]
  }

  /// Every home that is not plainly safe, and every one with a sign that still says something.
  private func isCandidate(_ history: HomeHistory, _ picture: RegionalPicture) -> Bool {
    // A record that is suspected to be false neither makes a home a candidate nor clears it.
    let usable = history.home.records.filter {
      !picture.holdings.premises[$0].grading.isSuspectedFalse
    }
    let isOpen = usable.contains {
      !["safe", "closed"].contains(picture.holdings.premises[$0].status ?? "")
    }
    return isOpen || HomeHistory.strength(history.signs) >= 0.05
  }

  private func assess(
    _ history: HomeHistory, findings: [Finding], tied: HomeTies, unasked: [String: String],
    picture: RegionalPicture
  ) -> Assessed {
    let links = tied.links(to: history.home.shown, from: settings.reportProbability)
    let candidate = PremisesCandidate(
      premises: history.home.shown, findings: findings, unasked: unasked,
      lineages: tied.lineages.filter { $0.probability >= 0.1 }.map(\.lineage),
      lastVisited: history.visits.last.map { picture.holdings.visits[$0].at.seconds },
      visitByDay: visitByDay(history, asOf: picture.asOf))
    return Assessed(candidate: candidate, links: links)
  }

  /// The day by which somebody should go: tomorrow for a child there or something seen within days,
  /// else within 3, 7 or 14 days by how fresh the signs are; nil when nothing speaks for it now.
  func visitByDay(_ history: HomeHistory, asOf: Instant) -> Int? {
    let today = LondonTime.civil(asOf).day.daysSinceEpoch
    func strength(_ kinds: [HomeSign.Kind]) -> Double {
      HomeHistory.strength(history.signs.filter { kinds.contains($0.kind) })
    }
    if strength([.young]) >= 0.25 { return today + 1 }
    let seen = strength([.foundCuckooed, .concern, .recorded, .people, .vehicle])
    let all = HomeHistory.strength(history.signs)
    if strength([.foundCuckooed]) >= 0.8 || (seen >= 0.8 && all >= 0.95) { return today + 1 }
    if seen >= 0.5 || all >= 0.7 { return today + 3 }
    if all >= 0.35 { return today + 7 }
    return all >= 0.05 ? today + 14 : nil
  }

  /// For each area, the lineages not known to be closed that sell there.
  private static func sellers(_ lineages: [Lineage]) -> [Int: [Int: [Evidence]]] {
    var result: [Int: [Int: [Evidence]]] = [:]
    for (position, lineage) in lineages.enumerated() where lineage.status != "closed" {
      for market in lineage.markets {
        result[market, default: [:]][position] = lineage.lineRecords.map { Evidence(.lines, $0) }
      }
    }
    return result
  }

  private static func vehicleLinks(_ links: [InferredLink]) -> [Int: [InferredLink]] {
    var byHome: [Int: [InferredLink]] = [:]
    for link in links where link.kind == .vehiclePremises {
      for end in [link.left, link.right] {
        if case .premises(let position) = end { byHome[position, default: []].append(link) }
      }
    }
    return byHome
  }

  /// What the picture cannot answer of any home, by signal, and why.
  private static func unasked(_ picture: RegionalPicture) -> [String: String] {
    var reasons: [String: String] = [:]
    if !picture.holdings.calls.cells.contains(where: { $0 != .max }) {
      reasons[PremisesSignals.cells.id] = "no call has a cell"
    }
    if picture.holdings.visits.isEmpty {
      for signal in [
        PremisesSignals.foundCuckooed, PremisesSignals.concern, PremisesSignals.noAnswer,
        PremisesSignals.noConcern, PremisesSignals.rehoused, PremisesSignals.carers,
      ] {
        reasons[signal.id] = "no visits are held"
      }
    }
    if picture.holdings.events.isEmpty {
      for signal in [PremisesSignals.intelligence, PremisesSignals.recorded] {
        reasons[signal.id] = "no events are held"
      }
    }
    return reasons
  }
}

/// What assessing the homes found.
public struct PremisesFindings: Sendable {
  /// One a home, in the order of `holdings.premises`.
  public let candidates: [PremisesCandidate]
  /// Of kind `line_premises`, left a lineage, right a home.
  public let links: [InferredLink]
  /// Homes on record.
  public let homesHeld: Int
}
