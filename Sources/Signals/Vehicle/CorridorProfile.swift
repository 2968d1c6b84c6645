import Glibc
import Picture
import Primitives

/// One vehicle held against one line's corridors: how strongly each movement signal speaks.
struct CorridorProfile: Sendable {
  let lineage: Int
  /// Whether the line's hub is only supposed on all of the trips.
  let isAssumed: Bool
  /// Trips on the line's corridors, in order of leaving.
  let trips: [RoundTrip]
  /// Different days (in London) with a trip.
  let days: Int
  /// The market and hub most trips go to and from.
  let market: Int
  let hub: Int
  let marketCount: Int
  /// The middle of the stays, minutes.
  let stayMinutes: Int
  /// Share of trips in the evening, at night or at a weekend.
  let lateShare: Double
  /// Standard deviation of the hour of leaving, round the clock.
  let hourSpread: Double
  /// Share of visits to towns other than home and hub that are to the line's markets.
  let corridorShare: Double
  let commuteShare: Double
  let workingShare: Double
  let otherStops: Double
  let localMovesPerDay: Double
  /// Bits that the stays and the hours have for supply against this road, a trip on average.
  let stayBits: Double
  let momentBits: Double

  init?(
    _ walk: VehicleWalk, lineage: Int, markets: [Int], corridors: Corridors,
    baseline: CorridorBaseline, hours: LondonHours
  ) {
    let uses = walk.trips.map { trip in
      corridors.uses(hub: trip.hub, market: trip.market).first { $0.lineage == lineage }
    }
    let trips = zip(walk.trips, uses).filter { $0.1 != nil }.map(\.0)
      .sorted { ($0.arrive, $0.hub, $0.market) < ($1.arrive, $1.hub, $1.market) }
    guard !trips.isEmpty else { return nil }
    self.lineage = lineage
    self.trips = trips
    isAssumed = uses.allSatisfy { $0?.isAssumed ?? true }
    let tripDays = Set(trips.map { hours.day($0.out) })
    days = tripDays.count
    market = Self.commonest(trips.map(\.market))
    hub = Self.commonest(trips.map(\.hub))
    var counts: [Int: Int] = [:]
    for trip in trips { counts[trip.market, default: 0] += 1 }
    marketCount = counts.values.filter { $0 >= 2 }.count
    stayMinutes = Int(trips.map(\.dwell).sorted()[trips.count / 2] / 60)
    let n = Double(trips.count)
    lateShare = Double(trips.filter { Self.isLate($0.arrive, hours: hours) }.count) / n
    hourSpread = Self.spread(trips.map { hours.hour($0.out) })
    let served = Set(markets)
    let base = hub
    let elsewhere = walk.visits.filter {
      $0.area != base && $0.area != walk.home || served.contains($0.area)
    }
    let all = elsewhere.reduce(0) { $0 + $1.visits }
    let own = elsewhere.filter { served.contains($0.area) }.reduce(0) { $0 + $1.visits }
    corridorShare = all == 0 ? 0 : Double(own) / Double(all)
    commuteShare = Double(trips.filter { Self.isWorkingDay($0, hours: hours) }.count) / n
    workingShare = Self.workingShare(tripDays)
    otherStops = Double(trips.reduce(0) { $0 + $1.otherStops }) / n
    localMovesPerDay = Double(walk.localMoves) / Double(max(1, walk.activeDays))
    stayBits = trips.reduce(0) { $0 + baseline.stayBits($1) } / n
    momentBits = trips.reduce(0) { $0 + baseline.momentBits($1, hours: hours) } / n
  }

  /// The commonest value, the lowest of equals.
  static func commonest(_ values: [Int]) -> Int {
    var counts: [Int: Int] = [:]
    for value in values { counts[value, default: 0] += 1 }
    return counts.min { (-$0.value, $0.key) < (-$1.value, $1.key) }?.key ?? -1
  }

  private static func isLate(_ time: Int64, hours: LondonHours) -> Bool {
    let hour = hours.hour(time)
    return hours.weekday(time) >= 5 || hour < 6 || hour >= 18
  }

  /// Out on a working morning, back after five hours or more, before the night.
  private static func isWorkingDay(_ trip: RoundTrip, hours: LondonHours) -> Bool {
    hours.weekday(trip.out) < 5 && (4.5...10.5).contains(hours.hour(trip.out))
      && (5 * 3600...13 * 3600).contains(trip.dwell) && !trip.isOvernight
  }

  /// Of the working days from the first trip to the last, the share with a trip; nothing when more
  /// than a quarter of the trips are at weekends or the time is under two weeks.
  private static func workingShare(_ days: Set<Int>) -> Double {
    guard let first = days.min(), let last = days.max(), last - first >= 13 else { return 0 }
    let isWorking = { CivilDate(daysSinceEpoch: $0).weekday < 5 }
    let working = days.filter(isWorking).count
    guard Double(days.count - working) <= Double(days.count) / 4 else { return 0 }
    return Double(working) / Double((first...last).filter(isWorking).count)
  }

  /// The spread of hours on a clock of 24, by the length of their mean vector.
  static func spread(_ hours: [Double]) -> Double {
    let angles = hours.map { $0 / 24 * 2 * .pi }
    let n = Double(max(1, hours.count))
    let x = angles.reduce(0) { $0 + cos($1) } / n
    let y = angles.reduce(0) { $0 + sin($1) } / n
    let length = min(1, max(1e-9, (x * x + y * y).squareRoot()))
    return (-2 * log(length)).squareRoot() * 24 / (2 * .pi)
  }
}
