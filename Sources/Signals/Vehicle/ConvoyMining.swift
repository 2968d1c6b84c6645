public import Primitives

/// Two vehicles that met, and how often.
public struct ConvoyPair: Hashable, Sendable {
  /// Packed registrations, `a` below `b`.
  public let a: UInt64
  public let b: UInt64
  /// Different (camera, ten minutes) at which they met.
  public let occasions: Int
  /// Different cameras at which they met.
  public let cameras: Int
  /// Different days (of UTC) on which they met.
  public let days: Int

  /// A pair with its counts.
  public init(a: UInt64, b: UInt64, occasions: Int, cameras: Int, days: Int) {
    self.a = a
    self.b = b
    self.occasions = occasions
    self.cameras = cameras
    self.days = days
  }
}

/// All pairs of vehicles that met at enough cameras on enough days. Exact; nothing is sampled.
///
/// Reads as: these two passed the same cameras, the same way, within a minute of each other, again
/// and again. It says nothing about why; two commuters do so too (see `ConvoyTest`).
///
/// A meeting is a read of a and a read of b at one camera in one direction, |t₁ − t₂| ≤ window; its
/// day is ⌊min(t₁, t₂) / 86,400⌋, its occasion (camera, ⌊min(t₁, t₂) / 600⌋). Reads without a
/// direction form a direction of their own. A vehicle does not meet itself.
///
/// Rows are put in order of (camera, direction, time) once. Then each vehicle's passes look both
/// ways along that order as far as the window reaches and count only partners above it, so every
/// meeting is seen once and the memory is that of one vehicle's meetings. A first look counts
/// partners in a column; only those met often enough are written down and counted exactly.
///
/// - Complexity: O(rows + meetings) time, O(rows + vehicles · threads) memory. The same on any
///   number of threads.
public struct ConvoyMining: Sendable {
  /// Farthest apart in time, seconds, that two reads still meet. The default is 60.
  public var windowSeconds: Int64
  /// Different cameras a pair needs. The default is 5.
  public var minCameras: Int
  /// Different days a pair needs. The default is 3.
  public var minDays: Int

  /// - Parameters:
  ///   - windowSeconds: Not negative.
  ///   - minCameras: At least 1.
  ///   - minDays: At least 1.
  public init(windowSeconds: Int64 = 60, minCameras: Int = 5, minDays: Int = 3) {
    precondition(windowSeconds >= 0, "a window is not negative")
    precondition(minCameras >= 1 && minDays >= 1, "a pair needs at least one camera and one day")
    self.windowSeconds = windowSeconds
    self.minCameras = minCameras
    self.minDays = minDays
  }

  /// Mines columns in step, rows in any order.
  ///
  /// - Parameters:
  ///   - plates: Packed registrations.
  ///   - cameras: Any numbering of cameras, below 2²⁴.
  ///   - directions: Raw values of `Compass`, 0 unknown; below 16.
  ///   - times: Seconds since the epoch.
  /// - Returns: Pairs, ascending by (a, b).
  /// - Throws: `CancelledWork`.
  public func run(
    plates: [UInt64], cameras: [UInt32], directions: [UInt8], times: [Int64], workers: Workers
  ) throws -> [ConvoyPair] {
    precondition(
      plates.count == cameras.count && plates.count == directions.count
        && plates.count == times.count, "columns are in step")
    guard !plates.isEmpty else { return [] }
    let lanes = ConvoyLanes(
      plates: plates, cameras: cameras, directions: directions, times: times, mining: self)
    guard lanes.plateValues.count > 1 else { return [] }
    // Enough chunks that a few busy vehicles do not keep one thread to the end.
    let chunks = min(256, max(1, lanes.plateValues.count / 512))
    return try parallelMap(chunks: chunks, on: workers) { chunk in
      var counting = ConvoyCounting(lanes: lanes, mining: self)
      return counting.pairs(
        of: chunkBounds(chunk, of: chunks, count: lanes.plateValues.count))
    }.flatMap { $0 }
  }
}
