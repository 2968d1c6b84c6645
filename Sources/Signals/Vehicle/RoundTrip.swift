/// A vehicle left a hub, was in a market, and came back to the hub within a day.
///
/// Rows are positions in `holdings.sightings`.
struct RoundTrip: Hashable, Sendable {
  var hub: Int
  var market: Int
  /// Last read in the hub before, first and last read in the market, first read in the hub after.
  var outRow: Int
  var arriveRow: Int
  var leaveRow: Int
  var backRow: Int
  /// When it left the hub, arrived in the market, and was back.
  var out: Int64
  var arrive: Int64
  var back: Int64
  /// The longest stay in the market that the road does not explain.
  var dwell: Int64
  /// Stays elsewhere between leaving and coming back.
  var otherStops: Int
  /// Whether it stood in the market at three in the morning.
  var isOvernight: Bool
}
