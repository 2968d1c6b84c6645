import Picture
import Primitives
import Vocabulary

extension VehicleTracing {
  /// Convoy links, and the registrations of partners found.
  struct Company: Sendable {
    var links: [InferredLink] = []
    var partners = Set<UInt64>()
  }

  /// Asks the strongest vehicles whom they travel with. A partner that was not looked at becomes a
  /// look of its own; company adds to both, but never more than the partner's own strength allows.
  func addCompany(
    to looks: inout [VehicleLook], _ context: VehicleContext, walker: VehicleWalker,
    passes: PassIndex, repairs: [(plate: Int, row: Int)], workers: Workers
  ) throws -> Company {
    let picture = context.picture
    let test = ConvoyTest(
      picture: picture, traffic: context.traffic, passes: passes, hours: context.hours,
      first: context.start, last: picture.asOf.seconds, settings: settings)
    let targets = looks.filter { $0.bits >= settings.convoyTargetBits && !$0.rows.isEmpty }
      .sorted { ($1.bits, $0.plate) < ($0.bits, $1.plate) }.prefix(settings.convoyTargets)
      .map { $0 }
    let partners = try parallelMap(chunks: targets.count, on: workers) { index in
      test.partners(of: targets[index].plate, rows: targets[index].rows)
    }
    var position = Dictionary(
      looks.enumerated().map { ($0.element.plate, $0.offset) }, uniquingKeysWith: { a, _ in a })
    var company = Company()
    var linked: [[UInt64]: InferredLink] = [:]
    for (target, own) in zip(targets, partners) {
      for partner in own.prefix(20) {
        company.partners.insert(partner.plate)
        let link = convoyLink(target.plate, partner, picture)
        let key = [min(target.plate, partner.plate), max(target.plate, partner.plate)]
        if link.probability > (linked[key]?.probability ?? settings.minLinkProbability) {
          linked[key] = link
        }
        let at = position[partner.plate] ?? looks.count
        if at == looks.count {
          guard let plate = Self.index(of: partner.plate, picture) else { continue }
          let rows = VehicleRows(picture, plate: plate, repairs: repairs).rows
          let walk = walker.walk(plate: plate, rows: rows)
          looks.append(
            look(
              context, plate: partner.plate, walk: walk, profiles: profiles(context, walk),
              repairs: repairs))
          position[partner.plate] = at
        }
        addCompany(of: target, partner, to: &looks[at])
      }
    }
    company.links = linked.sorted { ($0.key[0], $0.key[1]) < ($1.key[0], $1.key[1]) }.map(\.value)
    return company
  }

  /// The finding of one joint journey series; only the strongest is kept.
  private func addCompany(
    of target: VehicleLook, _ partner: ConvoyTest.Partner, to look: inout VehicleLook
  ) {
    // Nine bits are more than a road alone gives: who only drives there lends nothing to others.
    let own = Bits(target.bits - 9).probability
    let strength = own * partner.probability
    let id = VehicleSignals.company.id
    if let old = look.findings.first(where: { $0.signal == id }) {
      guard strength > old.strength else { return }
      look.findings.removeAll { $0.signal == id }
    }
    look.add(
      VehicleSignals.company, strength,
      [
        "passes": .count(partner.passes), "days": .count(partner.days),
        "expected": .number((partner.expected * 10).rounded() / 10),
        "vehicle": .text(VehicleRegistration(packed: target.plate).text),
      ], Self.evidence(of: partner))
    if look.lines.isEmpty { look.lines = target.lines }
  }

  private static func evidence(of partner: ConvoyTest.Partner) -> [Evidence] {
    partner.rows.suffix(8).flatMap {
      [Evidence(.sightings, $0.target), Evidence(.sightings, $0.partner)]
    }
  }

  private func convoyLink(
    _ target: UInt64, _ partner: ConvoyTest.Partner, _ picture: RegionalPicture
  ) -> InferredLink {
    let times = partner.rows.flatMap { row in
      [row.target, row.partner].map { picture.holdings.sightings.times[$0] }
    }
    let expected = (partner.expected * 10).rounded() / 10
    var reasons = [
      "\(partner.passes) joint passes on \(partner.days) days, \(expected) expected by chance"
    ]
    if partner.swapped > 0.5 {
      reasons.append("some joint passes are habit, they meet on other days too")
    }
    return InferredLink(
      kind: .convoy, left: .vehicle(min(target, partner.plate)),
      right: .vehicle(max(target, partner.plate)), probability: partner.probability,
      firstSeen: times.min() ?? 0, lastSeen: times.max() ?? 0, reasons: reasons,
      evidence: Self.evidence(of: partner))
  }

  /// A registration's position in `picture.plates`.
  static func index(of plate: UInt64, _ picture: RegionalPicture) -> Int? {
    var low = 0
    var high = picture.plates.count
    while low < high {
      let middle = (low + high) / 2
      if picture.plates[middle] < plate { low = middle + 1 } else { high = middle }
    }
    return low < picture.plates.count && picture.plates[low] == plate ? low : nil
  }

  /// What a vehicle inherits from the one its keeper had before it.
  func addHireChains(
    to looks: inout [VehicleLook], _ context: VehicleContext, walker: VehicleWalker,
    repairs: [(plate: Int, row: Int)]
  ) {
    var position = Dictionary(
      looks.enumerated().map { ($0.element.plate, $0.offset) }, uniquingKeysWith: { a, _ in a })
    let before = looks
    let hires = before.filter { look in
      look.profile != nil && look.findings.contains { $0.signal == VehicleSignals.hireCar.id }
    }.map(\.plate)
    for step in HireChains(context.picture, hires: hires).steps {
      guard let from = position[step.from], let profile = before[from].profile,
        profile.days >= settings.minTripDays,
        step.isNamed || Self.isSameRoad(before[from], position[step.to].map { before[$0] })
      else { continue }
      if looks[from].replacement.map({ $0.day <= step.day }) ?? true {
        looks[from].replacement = step
      }
      let strength = (step.isNamed ? 0.9 : 0.45) * Bits(before[from].bits - 4).probability
      guard strength > 0.1 else { continue }
      let at = position[step.to] ?? looks.count
      if at == looks.count {
        // The car just taken on may not have made a trip yet: its keeper is the path to the seed.
        let plate = Self.index(of: step.to, context.picture)
        let rows = plate.map { VehicleRows(context.picture, plate: $0, repairs: repairs).rows }
        let walk = plate.flatMap { index in rows.map { walker.walk(plate: index, rows: $0) } }
        looks.append(
          look(
            context, plate: step.to, walk: walk,
            profiles: walk.map { profiles(context, $0) } ?? [], repairs: repairs))
        position[step.to] = at
      }
      let id = VehicleSignals.hireSuccessor.id
      if let old = looks[at].findings.first(where: { $0.signal == id }) {
        guard strength > old.strength else { continue }
        looks[at].findings.removeAll { $0.signal == id }
      }
      looks[at].add(
        VehicleSignals.hireSuccessor, strength,
        ["vehicle": .text(VehicleRegistration(packed: step.from).text)],
        step.records.map { Evidence(.vehicles, $0) })
      if looks[at].lines.isEmpty { looks[at].lines = before[from].lines }
    }
  }

  /// Whether two vehicles made trips on one corridor.
  private static func isSameRoad(_ first: VehicleLook, _ second: VehicleLook?) -> Bool {
    guard let a = first.profile, let b = second?.profile else { return false }
    return a.hub == b.hub && a.market == b.market
  }
}
