import Picture
import Primitives
import Vocabulary

/// What reports, visits and registers say of each vehicle that they name.
struct VehicleRecords: Sendable {
  /// One vehicle's records: positions in the holdings, ascending.
  struct Entry: Sendable {
    var events: [Int] = []
    var visits: [Int] = []
    /// Ties by what names it: an event with a line's number, people or home, a home it stood at,
    /// a keeper tied to a line. Lineage and weight of 0 to 1, grade included, strongest first.
    var ties: [LineTies.Tie] = []
    /// The keeper's ties alone.
    var keeperTies: [LineTies.Tie] = []

    /// Whether the records alone lead to a seed.
    var isSeed: Bool {
      ties.contains { $0.weight >= 0.1 } || keeperTies.contains { $0.weight >= 0.2 }
    }
  }

  /// By packed registration.
  let entries: [UInt64: Entry]

  init(_ picture: RegionalPicture, ties: LineTies) {
    var entries: [UInt64: Entry] = [:]
    for (position, event) in picture.holdings.events.enumerated() where !event.vehicles.isEmpty {
      let lines = ties.lines(of: event, picture)
      for plate in Set(event.vehicles.map(\.packed)) {
        entries[plate, default: Entry()].events.append(position)
        entries[plate, default: Entry()].ties += lines.map {
          LineTies.Tie(
            lineage: $0.lineage, weight: $0.weight * event.grading.weight,
            evidence: [Evidence(.events, position)])
        }
      }
    }
    for (position, visit) in picture.holdings.visits.enumerated() {
      let home = picture.premises(of: visit.premises)
      for plate in Set(visit.presentVehicles.map(\.packed)) {
        entries[plate, default: Entry()].visits.append(position)
        guard Self.isConcern(visit), let home else { continue }
        entries[plate, default: Entry()].ties += (ties.premises[home] ?? []).map {
          LineTies.Tie(
            lineage: $0.lineage, weight: $0.weight * 0.8,
            evidence: [Evidence(.premisesVisits, position)] + $0.evidence)
        }
      }
    }
    for (position, record) in picture.holdings.vehicles.enumerated() {
      guard let keeper = record.keeper.flatMap({ picture.entity(of: $0) }),
        let own = ties.people[keeper]
      else { continue }
      // A keeper who gave the car back long ago says little of what it does now.
      let isCurrent =
        record.keeperTo.map { $0.daysSinceEpoch * 86_400 + 30 * 86_400 >= picture.asOf.seconds }
        ?? true
      entries[record.registration.packed, default: Entry()].keeperTies += own.map {
        LineTies.Tie(
          lineage: $0.lineage, weight: $0.weight * (isCurrent ? 1 : 0.5),
          evidence: [Evidence(.vehicles, position)] + $0.evidence)
      }
    }
    self.entries = entries
  }

  /// Whether a visit found something that matters here.
  static func isConcern(_ visit: PremisesVisit) -> Bool {
    visit.finding == "cuckooed" || visit.finding == "concern" || visit.finding == "rehoused"
  }
}
