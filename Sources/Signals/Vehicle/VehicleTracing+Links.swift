import Glibc
import Picture
import Primitives
import Vocabulary

extension VehicleTracing {
  /// Bits that one family may give a link at most: its pieces share their errors.
  static let familyCap = 8.0
  /// Cars one line is thought to use over a feed's time, for the prior.
  static let carsOfLine = 2.0
  /// Bits a look needs before the people of its records are linked to it.
  static let leastBits = 2.0

  /// `line_vehicle`, `person_vehicle` and `vehicle_premises` links of the vehicles shown.
  func otherLinks(
    _ context: VehicleContext, _ looks: [VehicleLook], touching: Int, workers: Workers
  ) throws -> [InferredLink] {
    let perLine = Double(touching) / Double(max(1, context.lineages.count))
    let chunks = min(128, max(1, looks.count / 16))
    return try parallelMap(chunks: chunks, on: workers) { chunk in
      chunkBounds(chunk, of: chunks, count: looks.count).flatMap { index in
        let look = looks[index]
        return lineLinks(context, look, perLine: perLine)
          + (Self.capped(look) >= Self.leastBits ? personLinks(context, look) : [])
          + (Self.capped(look) >= Self.leastBits ? homeLinks(context, look) : [])
      }
    }.flatMap { $0 }
  }

  /// The bits of all findings with each family's sum capped from above.
  static func capped(_ look: VehicleLook) -> Double {
    var families: [SignalFamily: Double] = [:]
    for finding in look.findings {
      guard let signal = VehicleSignals.byName[finding.signal] else { continue }
      families[signal.family, default: 0] += signal.bits * finding.strength
    }
    return SignalFamily.allCases.reduce(0) { $0 + min(familyCap, families[$1] ?? 0) }
  }

  /// That it serves a line at all, from the prior and all findings, shared among the lines by what
  /// tells them apart.
  private func lineLinks(
    _ context: VehicleContext, _ look: VehicleLook, perLine: Double
  ) -> [InferredLink] {
    let lines = Self.fitting(look.lines)
    guard let best = lines.first, !look.findings.isEmpty else { return [] }
    // The line's cars against the vehicles that touch its corridors; never above one in 22, because
    // a thin feed shows few of those that drive there.
    let prior = -min(6.5, max(4.5, log2(max(1, perLine) / Self.carsOfLine)))
    let any = Bits(prior + Self.capped(look)).probability
    let shares = lines.map { exp2($0.bits - best.bits) }
    let sum = shares.reduce(0, +)
    let order = look.findings.filter { (VehicleSignals.bits[$0.signal] ?? 0) > 0 }.sorted {
      let (a, b) = (strength($0), strength($1))
      return a == b ? $0.signal < $1.signal : a > b
    }
    let evidence = order.isEmpty ? look.findings : order
    let picture = context.picture
    let times = evidence.flatMap { $0.evidence.compactMap { picture.time(of: $0) } }
    return zip(lines, shares).compactMap { line, share in
      let probability = min(settings.maxProbability, any * share / sum)
      guard probability >= settings.minLinkProbability else { return nil }
      return InferredLink(
        kind: .lineVehicle, left: .lineage(line.lineage), right: .vehicle(look.plate),
        probability: probability, firstSeen: times.min() ?? 0, lastSeen: times.max() ?? 0,
        reasons: order.prefix(5).map { Self.sentence($0, hours: context.hours) },
        evidence: Array(evidence.prefix(5).flatMap { $0.evidence.suffix(12) }))
    }
  }

  private func strength(_ finding: Finding) -> Double {
    (VehicleSignals.bits[finding.signal] ?? 0) * finding.strength
  }

  /// A finding in words, for the reasons of a link.
  static func sentence(_ finding: Finding, hours: LondonHours) -> String {
    var text = VehicleSignals.byName[finding.signal]?.sentence ?? finding.signal
    for (name, fact) in finding.facts.sorted(by: { $0.key < $1.key }) {
      let value =
        switch fact {
        case .count(let count): String(count)
        case .number(let number): String((number * 10).rounded() / 10)
        case .share(let share): "\(Int((share * 100).rounded())) %"
        case .text(let text): text
        case .date(let seconds): CivilDate(daysSinceEpoch: hours.day(seconds)).iso8601
        }
      text = text.split(separator: "{\(name)}", omittingEmptySubsequences: false)
        .joined(separator: value)
    }
    return String(text.map { $0 == ";" ? "," : $0 })
  }

  /// Keepers, and people whom events and visits name with it.
  private func personLinks(_ context: VehicleContext, _ look: VehicleLook) -> [InferredLink] {
    let picture = context.picture
    var found: [Int: (miss: Double, evidence: [Evidence], reasons: [String])] = [:]
    func add(_ entity: Int, _ probability: Double, _ evidence: Evidence, _ reason: String) {
      var sum = found[entity] ?? (1, [], [])
      sum.miss *= 1 - probability
      sum.evidence.append(evidence)
      if !sum.reasons.contains(reason) { sum.reasons.append(reason) }
      found[entity] = sum
    }
    let today = LondonTime.civil(picture.asOf).day
    for position in picture.recordsOfVehicle[look.plate] ?? [] {
      let record = picture.holdings.vehicles[position]
      guard let keeper = record.keeper.flatMap({ picture.entity(of: $0) }) else { continue }
      let isCurrent = record.keeperTo.map { $0 >= today } ?? true
      add(
        keeper, isCurrent ? 0.85 : 0.6, Evidence(.vehicles, position),
        isCurrent ? "keeper by the register" : "former keeper by the register")
    }
    let entry = context.records.entries[look.plate] ?? VehicleRecords.Entry()
    for position in entry.events {
      let event = picture.holdings.events[position]
      let entities = Set(event.persons.compactMap { picture.entity(of: $0) })
      let others = Double(max(1, entities.count) * max(1, event.vehicles.count))
      for entity in entities.sorted() {
        add(
          entity, 0.7 * event.grading.weight / others.squareRoot(), Evidence(.events, position),
          "named with it in a \(event.kind.map { $0 == "_" ? " " : String($0) }.joined()) record")
      }
    }
    for position in entry.visits {
      let visit = picture.holdings.visits[position]
      let entities = Set(visit.presentPersons.compactMap { picture.entity(of: $0) })
      let others = Double(max(1, entities.count) * max(1, visit.presentVehicles.count))
      for entity in entities.sorted() {
        add(entity, 0.5 / others, Evidence(.premisesVisits, position), "present with it at a visit")
      }
    }
    return found.sorted { $0.key < $1.key }.compactMap { entity, sum in
      let probability = min(settings.maxProbability, 1 - sum.miss)
      guard probability >= settings.minLinkProbability else { return nil }
      let times = sum.evidence.compactMap { picture.time(of: $0) }
      return InferredLink(
        kind: .personVehicle, left: .person(entity), right: .vehicle(look.plate),
        probability: probability, firstSeen: times.min() ?? look.walk?.first ?? 0,
        lastSeen: times.max() ?? look.walk?.last ?? 0, reasons: sum.reasons,
        evidence: sum.evidence)
    }
  }

  /// Homes at which a visit found it, and homes it stops near.
  private func homeLinks(_ context: VehicleContext, _ look: VehicleLook) -> [InferredLink] {
    let picture = context.picture
    var found: [Int: (miss: Double, evidence: [Evidence], reasons: [String])] = [:]
    for position in context.records.entries[look.plate]?.visits ?? [] {
      let visit = picture.holdings.visits[position]
      guard let home = picture.premises(of: visit.premises) else { continue }
      var sum = found[home] ?? (1, [], ["found there by a visit"])
      sum.miss *= VehicleRecords.isConcern(visit) ? 0.15 : 0.4
      sum.evidence.append(Evidence(.premisesVisits, position))
      found[home] = sum
    }
    for position in context.records.entries[look.plate]?.events ?? [] {
      let event = picture.holdings.events[position]
      for home in Set(event.premises.compactMap { picture.premises(of: $0) }).sorted() {
        var sum = found[home] ?? (1, [], [])
        sum.miss *= 1 - 0.8 * event.grading.weight
        sum.evidence.append(Evidence(.events, position))
        sum.reasons.append("named with it in a report")
        found[home] = sum
      }
    }
    let stops = context.homes.stops(
      look, picture: picture, times: context.times, settings: settings)
    // Cameras say the quarter of a town; all homes of the quarter share what they say.
    var sharing: [Int: Int] = [:]
    for (home, own) in stops {
      for stop in own { sharing[stop.before, default: 0] += home >= 0 ? 1 : 0 }
    }
    for (home, own) in stops {
      let days = Set(own.map { context.hours.day(picture.holdings.sightings.times[$0.before]) })
        .count
      let others = own.map { Double(sharing[$0.before] ?? 1) }.reduce(0, +) / Double(own.count)
      guard days >= 2 else { continue }
      var sum = found[home] ?? (1, [], [])
      sum.miss *= 1 - 0.6 * (1 - exp(-Double(days) / 4)) / others.squareRoot()
      sum.evidence += own.suffix(5).flatMap {
        [Evidence(.sightings, $0.before), Evidence(.sightings, $0.after)]
      }
      sum.reasons.append("\(own.count) stops near it on \(days) days")
      found[home] = sum
    }
    return found.sorted { $0.key < $1.key }.compactMap { home, sum in
      let probability = min(settings.maxProbability, 1 - sum.miss)
      guard probability >= settings.minLinkProbability, !sum.evidence.isEmpty else { return nil }
      let times = sum.evidence.compactMap { picture.time(of: $0) }
      return InferredLink(
        kind: .vehiclePremises, left: .vehicle(look.plate), right: .premises(home),
        probability: probability, firstSeen: times.min() ?? 0, lastSeen: times.max() ?? 0,
        reasons: sum.reasons, evidence: sum.evidence)
    }
  }
}

extension VehicleSignals {
  /// The catalogue by identifier.
  static let byName: [String: Signal] = Dictionary(uniqueKeysWithValues: all.map { ($0.id, $0) })
}

extension VehicleContext {
  /// Stops near homes that may be used, as one finding.
  func addHomes(to look: inout VehicleLook) {
    let stops = homes.stops(look, picture: picture, times: times, settings: settings)
    guard
      let finding = homes.finding(
        look, picture: picture, times: times, hours: hours, settings: settings)
    else { return }
    let all = Set(stops.flatMap { $0.stops.map(\.before) }).sorted()
    look.add(
      VehicleSignals.stopsNearPremises, finding.strength,
      [
        "stops": .count(finding.stops), "days": .count(finding.days),
        "expected": .number((finding.expected * 10).rounded() / 10),
      ],
      all.suffix(8).map { Evidence(.sightings, $0) }
        + stops.prefix(4).map { Evidence(.premises, $0.home) })
  }
}
