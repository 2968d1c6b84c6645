import Picture
import Primitives
import Vocabulary

/// Vehicles that followed one another in one keeper's hands.
///
/// The next hire car inherits the pattern of the last, weakly: the same keeper took it on within
/// ten days before or after the other was given back. Where a register names no keeper, one hire
/// that begins within a day of another's end is a step too, of half the weight, but only if both
/// cars made a trip on the same corridor; whether they did is for the caller to see.
struct HireChains: Sendable {
  /// From one vehicle to the next.
  struct Step: Sendable {
    var from: UInt64
    var to: UInt64
    /// When it was taken on, days since the epoch.
    var day: Int
    /// Whether one keeper is named for both.
    var isNamed: Bool
    /// Positions in `holdings.vehicles` of the two registrations to the keeper.
    var records: [Int]
  }

  /// The farthest apart that giving one back and taking on the next may lie, days.
  static let longestGap = 10
  /// Ascending by (to, from).
  let steps: [Step]

  /// - Parameter hires: Registrations of hire cars that made a trip, among which steps without a
  ///   keeper are looked for.
  init(_ picture: RegionalPicture, hires: [UInt64]) {
    let records = picture.holdings.vehicles
    var byKeeper: [Int: [Int]] = [:]
    for (position, record) in records.enumerated() {
      guard record.keeperFrom != nil, let keeper = record.keeper.flatMap({ picture.entity(of: $0) })
      else { continue }
      byKeeper[keeper, default: []].append(position)
    }
    var steps: [Step] = []
    for own in byKeeper.values where own.count > 1 && own.count <= 50 {
      for first in own {
        guard let end = records[first].keeperTo else { continue }
        for second in own where records[second].registration != records[first].registration {
          guard let start = records[second].keeperFrom,
            abs(start.daysSinceEpoch - end.daysSinceEpoch) <= Self.longestGap,
            (records[first].keeperFrom?.daysSinceEpoch ?? .min) < start.daysSinceEpoch
          else { continue }
          steps.append(
            Step(
              from: records[first].registration.packed, to: records[second].registration.packed,
              day: start.daysSinceEpoch, isNamed: true, records: [first, second]))
        }
      }
    }
    steps += Self.unnamed(picture, hires: hires)
    self.steps = steps.sorted { ($0.to, $0.from, $0.day) < ($1.to, $1.from, $1.day) }
  }
  private static func unnamed(_ picture: RegionalPicture, hires: [UInt64]) -> [Step] {
    let records = picture.holdings.vehicles
    let own = hires.flatMap { picture.recordsOfVehicle[$0] ?? [] }
    var starting: [Int: [Int]] = [:]
    for position in own {
      if let from = records[position].keeperFrom {
        starting[from.daysSinceEpoch, default: []].append(position)
      }
    }
    var steps: [Step] = []
    for first in own {
      guard let end = records[first].keeperTo?.daysSinceEpoch else { continue }
      for day in (end - 1)...(end + 1) {
        for second in starting[day] ?? []
        where records[second].registration != records[first].registration
          && (records[second].keeper == nil || records[first].keeper == nil)
        {
          steps.append(
            Step(
              from: records[first].registration.packed, to: records[second].registration.packed,
              day: day, isNamed: false, records: [first, second]))
        }
      }
    }
    return steps
  }
}
