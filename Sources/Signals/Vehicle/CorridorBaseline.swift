import Glibc

/// What trips on each corridor usually look like, so that a vehicle is held against its own road
/// and not against the fleet.
///
/// Two questions of each trip, each in bins: how long the stay was, and when it was (weekday or
/// weekend, by quarters of the day). For each, the share of supply trips that fall into the bin is
/// held against the share of this corridor's trips. A vehicle counts for at most ten trips, so
/// that one van does not become the corridor.
struct CorridorBaseline: Sendable {
  /// Upper ends of the bins of a stay, minutes.
  static let stayEnds: [Int64] = [10, 25, 60, 120, 240, 480, .max]
  /// Shares of supply trips by stay. From the published pattern (out, a hand-over of minutes to an
  /// hour or two, and back the same day); flat enough that no single bin says more than 3 bits.
  static let stayOfSupply = [0.08, 0.27, 0.30, 0.17, 0.09, 0.05, 0.04]
  /// Shares of supply trips by weekday night, morning, afternoon, evening, then the weekend's.
  /// Hours of supply are spread; evenings and weekends are not avoided.
  static let timeOfSupply = [0.06, 0.12, 0.24, 0.28, 0.03, 0.05, 0.10, 0.12]

  private let stays: [UInt64: [Double]]
  private let moments: [UInt64: [Double]]
  private let pooledStays: [Double]
  private let pooledMoments: [Double]

  init(_ walks: [VehicleWalk], hours: LondonHours) {
    var stays: [UInt64: [Double]] = [:]
    var moments: [UInt64: [Double]] = [:]
    var allStays = [Double](repeating: 1, count: Self.stayEnds.count)
    var allMoments = [Double](repeating: 1, count: 8)
    for walk in walks {
      for trip in walk.trips.prefix(10) {
        let key = Self.key(trip)
        let (stay, moment) = (Self.stayBin(trip.dwell), Self.momentBin(trip.arrive, hours: hours))
        stays[key, default: [Double](repeating: 0, count: Self.stayEnds.count)][stay] += 1
        moments[key, default: [Double](repeating: 0, count: 8)][moment] += 1
        allStays[stay] += 1
        allMoments[moment] += 1
      }
    }
    pooledStays = Self.shares(allStays)
    pooledMoments = Self.shares(allMoments)
    let (pooledStays, pooledMoments) = (pooledStays, pooledMoments)
    self.stays = stays.mapValues { Self.shrunk($0, to: pooledStays) }
    self.moments = moments.mapValues { Self.shrunk($0, to: pooledMoments) }
  }

  private static func key(_ trip: RoundTrip) -> UInt64 {
    UInt64(trip.hub) &<< 32 | UInt64(trip.market)
  }

  static func stayBin(_ seconds: Int64) -> Int {
    stayEnds.firstIndex { seconds < ($0 == .max ? .max : $0 * 60) } ?? stayEnds.count - 1
  }

  static func momentBin(_ time: Int64, hours: LondonHours) -> Int {
    (hours.weekday(time) >= 5 ? 4 : 0) + min(3, Int(hours.hour(time) / 6))
  }

  private static func shares(_ counts: [Double]) -> [Double] {
    let sum = counts.reduce(0, +)
    return counts.map { $0 / sum }
  }

  /// A corridor's own shares, with twenty trips' worth of all corridors' added.
  private static func shrunk(_ counts: [Double], to pooled: [Double]) -> [Double] {
    shares(zip(counts, pooled).map { $0 + 20 * $1 })
  }

  /// Bits by which a trip's stay is likelier for supply than for this corridor; within ±3.
  func stayBits(_ trip: RoundTrip) -> Double {
    let bin = Self.stayBin(trip.dwell)
    let own = stays[Self.key(trip)] ?? pooledStays
    return max(-3, min(3, log2(Self.stayOfSupply[bin] / own[bin])))
  }

  /// The same for its day and hour.
  func momentBits(_ trip: RoundTrip, hours: LondonHours) -> Double {
    let bin = Self.momentBin(trip.arrive, hours: hours)
    let own = moments[Self.key(trip)] ?? pooledMoments
    return max(-3, min(3, log2(Self.timeOfSupply[bin] / own[bin])))
  }
}
