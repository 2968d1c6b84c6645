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
/// A vehicle with too few cameras or days cannot be in a pair and is set aside first
/// (`ConvoyScreen`). The reads of the others are put in order of (camera, direction, time); a
/// read's meetings are then its neighbours there (`ConvoyLanes`). Most pairs meet once or twice:
/// which meet often is found by counting hashes, without writing meetings down (`ConvoyMeetings`),
/// and only those are counted exactly. Within 10 million reads of a region 2.1 million meetings are
/// found, and 2,900 pairs.
///
/// - Complexity: O(rows + meetings) time. Memory beside the columns given: 12 to 20 bytes a read of
///   vehicles that can be in a pair, 256 MB at most for rows on the move, 4 bytes a meeting and
///   512 MB at most for hashes, and the result. The same on any number of threads.
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
  /// - Throws: `CancelledWork`; `TooManyDays`.
  public func run(
    plates: [UInt64], cameras: [UInt32], directions: [UInt8], times: [Int64], workers: Workers
  ) throws -> [ConvoyPair] {
    try mine(
      plates: plates, cameras: cameras, directions: directions, times: times, workers: workers
    ).pairs
  }

  /// What was found, and of how much.
  public struct Found: Hashable, Sendable {
    /// Ascending by (a, b).
    public var pairs: [ConvoyPair] = []
    /// Vehicles with enough cameras and days to be in a pair.
    public var vehicles = 0
    /// Their reads.
    public var reads = 0
    /// Meetings of two of them.
    public var meetings = 0
  }

  /// As `run`, and says how much was looked at.
  public func mine(
    plates: [UInt64], cameras: [UInt32], directions: [UInt8], times: [Int64], workers: Workers
  ) throws -> Found {
    guard
      let input = try ConvoyInput(
        plates: plates, cameras: cameras, directions: directions, times: times, workers: workers)
    else { return Found() }
    guard let clock = input.clock(windowSeconds: windowSeconds) else { throw TooManyDays() }
    let lanes = try ConvoyLanes(
      ConvoyScreen(mining: self, reads: input, clock: clock).parts(workers: workers),
      lanes: (input.lastCamera + 1) << 4, clock: clock, workers: workers)
    let meetings = try ConvoyMeetings(
      lanes: lanes, window: clock.window, need: max(minCameras, minDays), workers: workers)
    let count = ConvoyCount(mining: self, plates: lanes.plates)
    var found = Found(
      pairs: try meetings.forEachCandidate(workers: workers) { count.pairs($0) },
      vehicles: lanes.plates.count, reads: lanes.keys.count, meetings: meetings.count)
    found.pairs.sort { ($0.a, $0.b) < ($1.a, $1.b) }
    return found
  }

  /// The reads span more than 136 years and lie on so many days that they cannot be counted.
  public struct TooManyDays: Error, Hashable, Sendable, CustomStringConvertible {
    /// One sentence, with the mend.
    public var description: String {
      "the reads span more than 136 years: leave out rows whose clock is wrong"
    }
  }
}
