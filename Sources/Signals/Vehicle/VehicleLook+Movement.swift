import Picture
import Primitives
import Vocabulary

extension VehicleContext {
  /// Findings of the trips, in words: the facts that each movement signal's sentence uses.
  func addMovement(to look: inout VehicleLook) {
    guard let walk = look.walk, let profile = look.profile else {
      look.unasked[VehicleSignals.repeatCorridor.id] =
        look.rows.isEmpty ? "no camera read it" : "no trip between a hub and a market of a line"
      return
    }
    let evidence = Self.evidence(of: profile.trips)
    for (signal, strength) in profile.strengths(walk, start: start) {
      look.add(signal, strength, facts(signal, walk: walk, profile: profile), evidence)
    }
  }

  /// The four reads of each of the newest ten trips.
  static func evidence(of trips: [RoundTrip]) -> [Evidence] {
    trips.suffix(10).flatMap { trip in
      [trip.outRow, trip.arriveRow, trip.leaveRow, trip.backRow].map { Evidence(.sightings, $0) }
    }
  }

  func facts(
    _ signal: Signal, walk: VehicleWalk, profile: CorridorProfile
  ) -> [String: Fact] {
    let areas = picture.holdings.areas
    let hub = Fact.text(areas[profile.hub].name)
    let market = Fact.text(areas[profile.market].name)
    let known = walk.nights.reduce(0) { $0 + $1.nights }
    switch signal.id {
    case VehicleSignals.repeatCorridor.id:
      return [
        "trips": .count(profile.trips.count), "hub": hub, "market": market,
        "days": .count(profile.days), "last": .date(profile.trips.last?.out ?? walk.last),
      ]
    case VehicleSignals.shortTurnaround.id, VehicleSignals.longStay.id:
      return ["minutes": .count(profile.stayMinutes), "market": market]
    case VehicleSignals.unusualHours.id: return ["late": .share(profile.lateShare)]
    case VehicleSignals.steadyRhythm.id:
      return [
        "market": market, "spread": .number(max(0.1, (profile.hourSpread * 10).rounded() / 10)),
      ]
    case VehicleSignals.hubBase.id:
      return [
        "nights": .count(nights(walk, in: [profile.hub])), "known": .count(known), "hub": hub,
      ]
    case VehicleSignals.marketHome.id:
      let inMarkets = nights(walk, in: Set(profile.trips.map(\.market)))
      return ["nights": .count(inMarkets), "known": .count(known), "market": market]
    case VehicleSignals.corridorShare.id: return ["share": .share(profile.corridorShare)]
    case VehicleSignals.severalMarkets.id: return ["markets": .count(profile.marketCount)]
    case VehicleSignals.newOnRoad.id: return ["first": .date(walk.first)]
    case VehicleSignals.commuting.id: return ["share": .share(profile.commuteShare)]
    case VehicleSignals.workingWeek.id: return ["share": .share(profile.workingShare)]
    case VehicleSignals.rounds.id:
      return ["stops": .number((profile.otherStops * 10).rounded() / 10)]
    case VehicleSignals.localWork.id:
      return ["moves": .number((profile.localMovesPerDay * 10).rounded() / 10)]
    case VehicleSignals.manyPlaces.id: return ["places": .count(walk.areaCount)]
    default: preconditionFailure("every movement signal of a profile has its facts here")
    }
  }

  private func nights(_ walk: VehicleWalk, in areas: Set<Int>) -> Int {
    walk.nights.filter { areas.contains($0.area) }.reduce(0) { $0 + $1.nights }
  }

  /// Whether the line sends more in the three hours after each arrival than on the days around it.
  ///
  /// Each arrival is ranked among the same hours of the seven days either side; under chance the
  /// mean rank is a half with a variance of 1/12 an arrival, whatever the line's habits.
  func addActivity(to look: inout VehicleLook) {
    guard let profile = look.profile else { return }
    let sent = cells.sent[profile.lineage]
    guard sent.count >= 50, profile.trips.count >= 4 else {
      look.unasked[VehicleSignals.lineActivity.id] = "too few trips or too few calls of the line"
      return
    }
    var ranks = 0.0
    var more = 0
    for trip in profile.trips {
      let own = Self.count(sent, from: trip.arrive)
      var below = 0.0
      var asked = 0.0
      for day in (-7...7) where day != 0 {
        let other = Self.count(sent, from: trip.arrive + Int64(day) * 86_400)
        below += other < own ? 1 : other == own ? 0.5 : 0
        asked += 1
      }
      ranks += below / asked
      if below / asked > 0.5 { more += 1 }
    }
    let count = Double(profile.trips.count)
    let z = (ranks / count - 0.5) * (12 * count).squareRoot()
    look.add(
      VehicleSignals.lineActivity, (z - 1.3) / 2.7,
      ["trips": .count(more), "asked": .count(profile.trips.count)],
      Self.evidence(of: profile.trips) + lineages[profile.lineage].evidence.prefix(4))
  }

  private static func count(_ times: [Int64], from: Int64) -> Int {
    first(times, at: from + 10_800) - first(times, at: from)
  }

  private static func first(_ times: [Int64], at time: Int64) -> Int {
    var low = 0
    var high = times.count
    while low < high {
      let middle = (low + high) / 2
      if times[middle] < time { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Cells of the lines it may serve against its reads; the best line's finding is kept.
  ///
  /// - Returns: Bits for each line asked.
  func addCells(to look: inout VehicleLook, lines: [Int]) -> [Int: Double] {
    var bits: [Int: Double] = [:]
    var best: (company: CellCompany, lineage: Int)?
    for lineage in lines where !cells.away[lineage].isEmpty {
      guard
        let company = CellCompany(
          rows: look.rows, lineage: lineage, cells: cells, picture: picture, settings: settings)
      else { continue }
      bits[lineage] = VehicleSignals.movesWithLine.bits * company.strength
      if company.strength > (best?.company.strength ?? 0) { best = (company, lineage) }
    }
    if let best {
      look.add(
        VehicleSignals.movesWithLine, best.company.strength,
        [
          "days": .count(best.company.days),
          "expected": .number((best.company.expected * 10).rounded() / 10),
        ], best.company.evidence)
    } else if lines.allSatisfy({ cells.away[$0].isEmpty }) {
      look.unasked[VehicleSignals.movesWithLine.id] = "no cells of the line's phones are known"
    }
    return bits
  }
}
