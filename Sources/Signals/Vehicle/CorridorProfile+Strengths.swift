import Glibc

extension CorridorProfile {
  /// How strongly each movement signal speaks, 0 to 1; silent ones are left out.
  ///
  /// - Parameter start: The first second of the feed, before which nothing can have been seen.
  func strengths(_ walk: VehicleWalk, start: Int64) -> [(signal: Signal, strength: Double)] {
    let count = Double(trips.count)
    let enough = min(1, count / 4)
    let voice = isAssumed ? 0.5 : 1
    var found: [(signal: Signal, strength: Double)] = []
    func add(_ signal: Signal, _ strength: Double) {
      if strength > 0.02 { found.append((signal, min(1, strength))) }
    }
    add(VehicleSignals.repeatCorridor, days < 2 ? 0 : voice * log2(Double(days)) / 3)
    add(VehicleSignals.shortTurnaround, voice * enough * stayBits / 2)
    add(VehicleSignals.unusualHours, voice * enough * momentBits / 1.5)
    add(VehicleSignals.steadyRhythm, count < 4 ? 0 : voice * (2.5 - hourSpread) / 1.5)
    add(VehicleSignals.corridorShare, voice * enough * (corridorShare - 0.3) / 0.6)
    add(VehicleSignals.severalMarkets, marketCount >= 2 ? voice : 0)
    let known = walk.nights.reduce(0) { $0 + $1.nights }
    if known >= 3 {
      let inHub = walk.nights.first { $0.area == hub }?.nights ?? 0
      let inMarket = walk.nights.filter { night in trips.contains { $0.market == night.area } }
        .reduce(0) { $0 + $1.nights }
      add(VehicleSignals.hubBase, voice * (Double(inHub) / Double(known) - 0.4) / 0.5)
      add(VehicleSignals.marketHome, (Double(inMarket) / Double(known) - 0.25) / 0.5)
    }
    if walk.first - start >= 10 * 86_400, let first = trips.first, days >= 2 {
      add(VehicleSignals.newOnRoad, voice * (1 - Double(first.out - walk.first) / (10 * 86_400)))
    }
    add(VehicleSignals.commuting, (commuteShare - 0.25) / 0.5)
    // Against this road, and in itself: where half of the road's traffic stays for the afternoon,
    // an afternoon is still no hand-over.
    let stays = max(-stayBits / 2, (Double(stayMinutes) - 120) / 180)
    add(VehicleSignals.longStay, min(1, count / 3) * stays)
    add(VehicleSignals.rounds, otherStops / 1.5)
    add(VehicleSignals.workingWeek, (workingShare - 0.4) / 0.4)
    add(VehicleSignals.localWork, (localMovesPerDay - 2.5) / 3)
    let places = Double(walk.areaCount)
    add(VehicleSignals.manyPlaces, (0.4 - corridorShare) / 0.4 * min(1, (places - 5) / 10))
    return found
  }

  /// The bits of those strengths together.
  func bits(_ walk: VehicleWalk, start: Int64) -> Double {
    strengths(walk, start: start).reduce(0) { $0 + $1.signal.bits * $1.strength }
  }
}
