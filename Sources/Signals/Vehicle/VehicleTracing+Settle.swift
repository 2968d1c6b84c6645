import Picture
import Primitives
import Vocabulary

extension VehicleTracing {
  /// From walks to candidates and links.
  func settle(
    _ context: VehicleContext, walks: [VehicleWalk], walker: VehicleWalker, seeds: Set<UInt64>,
    repair: MisreadRepair, passes: PassIndex, workers: Workers
  ) throws -> VehicleFindings {
    let picture = context.picture
    let chosen = try choose(context, walks: walks, seeds: seeds, workers: workers)
    var looks = try looks(context, chosen, repairs: repair.repairs, workers: workers)
    let unread = seeds.filter { picture.sightingRows(of: $0).isEmpty }.sorted()
    looks += unread.map { look(context, plate: $0, walk: nil, profiles: [], repairs: []) }
    addHireChains(to: &looks, context, walker: walker, repairs: repair.repairs)
    let convoys = try addCompany(
      to: &looks, context, walker: walker, passes: passes, repairs: repair.repairs,
      workers: workers)
    looks = looks.filter { !$0.findings.isEmpty }
      .sorted { ($1.bits, $0.plate) < ($0.bits, $1.plate) }
    let touching = Set(chosen.touching).union(seeds).union(convoys.partners)
    let shown = Array(looks.prefix(settings.maxCandidates))
    let forecasts = try forecasts(context, shown, workers: workers)
    let candidates = zip(shown, forecasts).map { look, forecast in
      // Only now: a link says that it served a line, a candidate that it can be expected.
      var look = look
      context.addSilence(to: &look)
      return (look: look, forecast: forecast)
    }.sorted { ($1.look.bits, $0.look.plate) < ($0.look.bits, $1.look.plate) }
      .map { candidate($0.look, forecast: $0.forecast) }
    let links = try otherLinks(context, shown, touching: touching.count, workers: workers)
    return VehicleFindings(
      candidates: candidates, links: links + convoys.links, repairs: repair.repairs.count,
      clones: context.traffic.clones.map(\.plate), faultyClocks: context.traffic.faultyClocks,
      collateral: VehicleFindings.Collateral(
        platesRead: context.traffic.platesRead, platesTouchingSeed: touching.count,
        platesShown: candidates.count))
  }

  /// Walks worth a close look, each with its profiles, best line first.
  struct Chosen: Sendable {
    var walks: [(walk: VehicleWalk, profiles: [CorridorProfile])]
    /// Registrations with a path to a seed by their journeys.
    var touching: [UInt64]
  }

  private func choose(
    _ context: VehicleContext, walks: [VehicleWalk], seeds: Set<UInt64>, workers: Workers
  ) throws -> Chosen {
    let chunks = min(256, max(1, walks.count / 32))
    let ranked = try parallelMap(chunks: chunks, on: workers) { chunk in
      chunkBounds(chunk, of: chunks, count: walks.count).map { index in
        profiles(context, walks[index])
      }
    }.flatMap { $0 }
    var touching: [UInt64] = []
    var kept: [(bits: Double, index: Int)] = []
    for (index, walk) in walks.enumerated() {
      let plate = context.picture.plates[walk.plate]
      let days = ranked[index].map(\.days).max() ?? 0
      let isSeed = seeds.contains(plate)
      guard isSeed || days >= settings.minTripDays || isNewHire(walk, plate: plate, context)
      else { continue }
      touching.append(plate)
      let bits = ranked[index].first?.bits(walk, start: context.start) ?? 0
      // A record that names it outweighs the road: seeds are all looked at.
      kept.append((isSeed ? bits + 1000 : bits, index))
    }
    kept.sort { ($1.bits, $0.index) < ($0.bits, $1.index) }
    return Chosen(
      walks: kept.prefix(settings.closeLooks).map { (walks[$0.index], ranked[$0.index]) },
      touching: touching)
  }

  /// One trip is enough of a hire car that was taken on in the three weeks before it: the chain of
  /// hires may say the rest.
  private func isNewHire(_ walk: VehicleWalk, plate: UInt64, _ context: VehicleContext) -> Bool {
    guard let first = walk.trips.first else { return false }
    let day = context.hours.day(first.out)
    return (context.picture.recordsOfVehicle[plate] ?? []).contains { position in
      let record = context.picture.holdings.vehicles[position]
      guard record.kind == "hire", let from = record.keeperFrom?.daysSinceEpoch else {
        return false
      }
      return from <= day && day - from <= 21
    }
  }

  /// A vehicle against each line whose corridors it used, best first.
  func profiles(_ context: VehicleContext, _ walk: VehicleWalk) -> [CorridorProfile] {
    var lines = Set<Int>()
    for pair in Set(walk.trips.map { [$0.hub, $0.market] }) {
      for use in context.corridors.uses(hub: pair[0], market: pair[1]) { lines.insert(use.lineage) }
    }
    return lines.sorted().compactMap { line in
      CorridorProfile(
        walk, lineage: line, markets: context.lineages[line].markets,
        corridors: context.corridors, baseline: context.baseline, hours: context.hours)
    }.map { (profile: $0, bits: $0.bits(walk, start: context.start)) }
      .sorted { ($1.bits, $0.profile.lineage) < ($0.bits, $1.profile.lineage) }
      .map(\.profile)
  }

  private func looks(
    _ context: VehicleContext, _ chosen: Chosen, repairs: [(plate: Int, row: Int)],
    workers: Workers
  ) throws -> [VehicleLook] {
    let chunks = min(256, max(1, chosen.walks.count / 8))
    return try parallelMap(chunks: chunks, on: workers) { chunk in
      chunkBounds(chunk, of: chunks, count: chosen.walks.count).map { index in
        let (walk, profiles) = chosen.walks[index]
        return look(
          context, plate: context.picture.plates[walk.plate], walk: walk, profiles: profiles,
          repairs: repairs)
      }
    }.flatMap { $0 }
  }

  /// One close look: all findings but those of company and hire.
  func look(
    _ context: VehicleContext, plate: UInt64, walk: VehicleWalk?, profiles: [CorridorProfile],
    repairs: [(plate: Int, row: Int)]
  ) -> VehicleLook {
    var look = VehicleLook(plate: plate)
    look.walk = walk
    if let walk {
      look.rows = VehicleRows(context.picture, plate: walk.plate, repairs: repairs).rows
    }
    let recorded = context.recordBits(plate)
    let lines = Set(profiles.map(\.lineage)).union(recorded.keys).sorted()
    let cellBits = context.addCells(
      to: &look, lines: lines.isEmpty ? Array(context.lineages.indices) : lines)
    var bits = recorded.merging(cellBits) { $0 + $1 }
    if let walk {
      for profile in profiles {
        bits[profile.lineage, default: 0] += profile.bits(walk, start: context.start)
      }
    }
    look.lines = bits.map { (lineage: $0.key, bits: $0.value) }
      .sorted { ($1.bits, $0.lineage) < ($0.bits, $1.lineage) }
    let best = look.lines.first { line in profiles.contains { $0.lineage == line.lineage } }
    look.profile = profiles.first { $0.lineage == best?.lineage }
    context.addMovement(to: &look)
    context.addActivity(to: &look)
    context.addRecords(to: &look)
    context.addDoubts(to: &look)
    context.addHomes(to: &look)
    return look
  }

  private func candidate(_ look: VehicleLook, forecast: Forecast?) -> VehicleCandidate {
    VehicleCandidate(
      plate: look.plate, findings: look.findings, unasked: look.unasked,
      lineages: Self.fitting(look.lines).map(\.lineage), fromArea: look.profile?.hub,
      toArea: look.profile?.market, forecast: forecast,
      warnings: Self.firstOfEach(look.warnings), childAtRisk: look.childAtRisk)
  }

  /// Lines within four bits of the best, at most five: the others are much less likely.
  static func fitting(
    _ lines: [(lineage: Int, bits: Double)]
  ) -> [(lineage: Int, bits: Double)] {
    guard let best = lines.first else { return [] }
    return Array(lines.filter { $0.bits >= best.bits - 4 }.prefix(5))
  }

  private static func firstOfEach(_ texts: [String]) -> [String] {
    var seen = Set<String>()
    return texts.filter { seen.insert($0).inserted }
  }
}
