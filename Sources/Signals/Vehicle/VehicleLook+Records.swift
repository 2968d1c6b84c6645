import Picture
import Primitives
import Vocabulary

extension VehicleContext {
  /// Findings of reports, visits and registers, the warnings, and whether a child is at risk.
  func addRecords(to look: inout VehicleLook) {
    let entry = records.entries[look.plate] ?? VehicleRecords.Entry()
    addReports(entry, to: &look)
    addVisits(entry, to: &look)
    addYoung(entry, to: &look)
    if let tie = entry.keeperTies.max(by: { $0.weight < $1.weight }) {
      look.add(VehicleSignals.keeperTied, tie.weight / 0.8, [:], tie.evidence)
    }
    addRegister(to: &look)
  }

  /// Bits for each line from records that name the vehicle with it, and from its keeper.
  func recordBits(_ plate: UInt64) -> [Int: Double] {
    guard let entry = records.entries[plate] else { return [:] }
    var bits: [Int: Double] = [:]
    for tie in entry.ties {
      bits[tie.lineage] = max(
        bits[tie.lineage] ?? 0, VehicleSignals.namedWithLine.bits * min(1, tie.weight / 0.9))
    }
    for tie in entry.keeperTies {
      bits[tie.lineage, default: 0] += VehicleSignals.keeperTied.bits * min(1, tie.weight / 0.8)
    }
    return bits
  }

  private func addReports(_ entry: VehicleRecords.Entry, to look: inout VehicleLook) {
    let events = picture.holdings.events
    var miss = 1.0
    var reports: [Int] = []
    var recorded: [Int] = []
    for position in entry.events {
      let event = events[position]
      let tied = ties.lines(of: event, picture).map(\.weight).max() ?? 0
      if tied >= 0.1 {
        miss *= 1 - min(0.95, tied * event.grading.weight)
        reports.append(position)
      }
      let hasFind = event.drugs != nil || event.weapon != nil || (event.cashPounds ?? 0) >= 200
      if hasFind && ["arrest", "stop_search", "custody", "seizure"].contains(event.kind) {
        recorded.append(position)
      }
      if let weapon = event.weapon, !weapon.isEmpty {
        look.warnings.append("weapon recorded with it: " + Self.plain(weapon))
      }
    }
    if let best = reports.max(by: { events[$0].grading.weight < events[$1].grading.weight }) {
      look.add(
        VehicleSignals.namedWithLine, (1 - miss) / 0.9,
        ["reports": .count(reports.count), "grade": .text(events[best].grading.text)],
        reports.map { Evidence(.events, $0) })
    }
    if !recorded.isEmpty {
      let weight = recorded.map { events[$0].grading.weight }.max() ?? 0
      look.add(
        VehicleSignals.recordedDrugs, weight / 0.7, ["events": .count(recorded.count)],
        recorded.map { Evidence(.events, $0) })
    }
  }

  private func addVisits(_ entry: VehicleRecords.Entry, to look: inout VehicleLook) {
    let visits = picture.holdings.visits
    let concern = entry.visits.filter { VehicleRecords.isConcern(visits[$0]) }
    let safe = entry.visits.filter { visits[$0].finding == "no_concern" }
    if let last = concern.last {
      let isCuckooed = concern.contains { visits[$0].finding == "cuckooed" }
      look.add(
        VehicleSignals.presentAtPremises, isCuckooed ? 1 : 0.6,
        ["visits": .count(concern.count), "last": .date(visits[last].at.seconds)],
        concern.map { Evidence(.premisesVisits, $0) })
    } else if !safe.isEmpty {
      look.add(
        VehicleSignals.safeVisit, 1, ["visits": .count(safe.count)],
        safe.map { Evidence(.premisesVisits, $0) })
    }
  }

  /// People whose known age may be under 18, and people who were missing or were found, in it or
  /// with it. An age nobody knows is not taken for a child's here, or every lorry would hold one.
  private func addYoung(_ entry: VehicleRecords.Entry, to look: inout VehicleLook) {
    let events = picture.holdings.events
    let visits = picture.holdings.visits
    var evidence: [Evidence] = []
    for position in entry.events {
      let event = events[position]
      if event.kind == "missing" || event.kind == "found" || holdsChild(event.persons) {
        evidence.append(Evidence(.events, position))
      }
    }
    for position in entry.visits where holdsChild(visits[position].presentPersons) {
      evidence.append(Evidence(.premisesVisits, position))
    }
    guard !evidence.isEmpty else { return }
    look.childAtRisk = true
    look.add(VehicleSignals.youngPerson, 1, ["events": .count(evidence.count)], evidence)
  }

  private func holdsChild(_ persons: [RecordKey]) -> Bool {
    persons.contains { picture.entity(of: $0).map(isKnownChild) ?? false }
  }

  /// Whether a person's known age may be under 18.
  func isKnownChild(_ entity: Int) -> Bool {
    let age = picture.age(of: entity)
    return age.youngest != nil && age.isPossiblyUnder18
  }

  private func addRegister(to look: inout VehicleLook) {
    let positions = picture.recordsOfVehicle[look.plate] ?? []
    guard !positions.isEmpty else {
      look.unasked[VehicleSignals.trade.id] = "no register speaks of it"
      look.unasked[VehicleSignals.keeperTied.id] = "no keeper is known"
      return
    }
    let all = picture.holdings.vehicles
    let evidence = positions.map { Evidence(.vehicles, $0) }
    let kinds = Set(positions.compactMap { all[$0].kind })
    if let kind = ["taxi", "goods", "fleet"].first(where: kinds.contains) {
      look.add(VehicleSignals.trade, 1, ["kind": .text(kind)], evidence)
    } else if kinds.contains("hire") {
      look.add(VehicleSignals.hireCar, 1, [:], evidence)
    }
    addRecentKeeper(positions, to: &look)
    for marker in positions.flatMap({ all[$0].markers }) {
      look.warnings.append("marker: " + Self.plain(marker))
    }
    let keepers = Set(positions.compactMap { all[$0].keeper }.compactMap { picture.entity(of: $0) })
    if !keepers.isEmpty && keepers.allSatisfy(isKnownChild) {
      look.warnings.append("keeper may be a child")
      look.childAtRisk = true
    }
  }

  private func addRecentKeeper(_ positions: [Int], to look: inout VehicleLook) {
    guard let trip = look.profile?.trips.first, look.profile?.days ?? 0 >= 2 else { return }
    let day = hours.day(trip.out)
    let changed = positions.filter { position in
      let from = picture.holdings.vehicles[position].keeperFrom?.daysSinceEpoch ?? .min
      return from <= day + 3 && from >= day - 45
    }
    guard let first = changed.first, let from = picture.holdings.vehicles[first].keeperFrom
    else { return }
    look.add(
      VehicleSignals.recentKeeper, 1,
      ["date": .date(Int64(from.daysSinceEpoch) * 86_400)], changed.map { Evidence(.vehicles, $0) })
  }

  /// Doubts about the plate or the clock.
  func addDoubts(to look: inout VehicleLook) {
    guard let walk = look.walk else { return }
    if let rows = cloneRows[walk.plate] {
      look.warnings.append("clone suspected, two vehicles may carry this plate")
      look.add(
        VehicleSignals.plateDoubt, min(1, Double(rows.count) / 6), ["reads": .count(rows.count)],
        rows.suffix(12).map { Evidence(.sightings, $0) })
    }
    let sightings = picture.holdings.sightings
    let trips = look.profile?.trips ?? []
    let isDoubtful = trips.contains { trip in
      [trip.outRow, trip.arriveRow, trip.leaveRow, trip.backRow].contains { row in
        let day = UInt64(max(0, sightings.times[row].floorDivided(by: 86_400)))
        return faultyClocks.contains(UInt64(sightings.cameras[row]) &<< 32 | day)
      }
    }
    if isDoubtful { look.warnings.append("a camera clock was wrong on one of its trips") }
  }

  /// A text of a source without what would break a list's cell.
  static func plain(_ text: String) -> String {
    String(text.map { $0 == ";" || $0.isNewline ? "," : $0 }.prefix(60))
  }
}
