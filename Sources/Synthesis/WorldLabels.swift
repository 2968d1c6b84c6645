/// What of a world a list should show, for fitting weights: the same as its truth folder says.
public struct WorldLabels: Hashable, Sendable {
  /// Registrations that a line uses within seven days after the period.
  public let vehicles: Set<String>
  /// `source:premises_id` of the homes that are taken over at the end of the period.
  public let premises: Set<String>
  /// `source:person_id` of every record of everybody who controls a line.
  public let controllers: Set<String>
}

extension World {
  /// The labels of the world.
  public func labels() -> WorldLabels {
    var vehicles: Set<String> = []
    for line in lines {
      for trip in line.trips where trip.leaves >= finish && !trip.isByRail {
        vehicles.formUnion(([trip.plate] + (trip.scout.map { [$0] } ?? [])).map(plate))
      }
    }
    let premises = homes.indices.filter { index in
      guard homes[index].reported != nil, let last = homes[index].cuckooed.last else {
        return false
      }
      return last.from < finish && finish <= last.to
    }.map { "\(Places.sources[source(of: homes[$0].town)]):\(homeIdentifier($0))" }
    let records = roster.recordsByPerson()
    let controllers = lines.flatMap { line in
      records[line.controller].map { roster.key(of: roster.records[$0]) }
    }
    return WorldLabels(
      vehicles: vehicles, premises: Set(premises), controllers: Set(controllers))
  }
}
