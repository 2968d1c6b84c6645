public import Primitives

/// How large a synthetic region is, how dirty its feeds are, and how clever its lines are.
///
/// Everything that decides a byte of the output is here; no clock and no environment is read.
public struct WorldSettings: Hashable, Sendable {
  /// The named sizes.
  public enum Preset: String, CaseIterable, Sendable {
    /// Three lines, 30 days, about 50,000 sightings; made in a second or two.
    case small
    /// Six forces, 25 lines, 60 days, about 6,000,000 sightings.
    case region
    /// The records of `region` for the same seed and, instead of its traces, one night of about
    /// 5,000,000 reads that begins at the end of `region`'s period.
    case night
  }

  /// How much is missing, misread, late or wrong.
  public enum Noise: String, CaseIterable, Sendable {
    case low, mid, high
  }

  /// The size by name.
  public var preset: Preset
  /// Any word; the same seed gives the same bytes.
  public var seed: UInt64
  /// The default is `mid`.
  public var noise: Noise
  /// Whether nothing is missing, misread, late or wrong, whatever `noise` says. The people, trips
  /// and records are those of the same seed with noise, so that a list can be compared with the
  /// list that perfect feeds would give. The default is false.
  public var isClean = false
  /// Whether the lines fight back: a new number each week, trains for some trips, swapped plates.
  /// The default is false.
  public var isAdversarial: Bool
  /// The first day after the simulated period; the period ends at its midnight, UTC. The default
  /// is 2026-03-31, so that London's change to summer time lies inside the period.
  public var end: CivilDate
  /// Days before `end` that are simulated, at least 14.
  public var days: Int
  /// Deal lines.
  public var lineCount: Int
  /// Sightings aimed at; what is written differs by a few per cent.
  public var sightings: Int
  /// Calls and messages aimed at.
  public var calls: Int
  /// Records of people aimed at.
  public var personRecords: Int
  /// Road kilometres between two cameras of a corridor.
  public var cameraSpacing: Double
  /// Vehicles that are merely there. At least 1,000.
  public var backgroundVehicles: Int
  /// Customers of one line, fewest and most.
  public var customers: ClosedRange<Int>
  /// Events that have nothing to do with any line.
  public var backgroundEvents: Int
  /// Innocent look-alikes of each kind, for every line.
  public var lookalikesPerLine: Int

  /// The settings of a preset.
  public init(
    preset: Preset, seed: UInt64, noise: Noise = .mid, isAdversarial: Bool = false
  ) {
    guard let end = CivilDate(year: 2026, month: 3, day: 31) else {
      preconditionFailure("March has 31 days")
    }
    self.preset = preset
    self.seed = seed
    self.noise = noise
    self.isAdversarial = isAdversarial
    self.end = end
    let isSmall = preset == .small
    days = isSmall ? 30 : 60
    lineCount = isSmall ? 3 : 25
    sightings = isSmall ? 50_000 : preset == .night ? 5_000_000 : 6_000_000
    calls = isSmall ? 10_000 : 1_000_000
    personRecords = isSmall ? 1_500 : 60_000
    cameraSpacing = isSmall ? 28 : 8
    backgroundVehicles = isSmall ? 2_500 : preset == .night ? 900_000 : 240_000
    customers = isSmall ? 14...22 : 35...80
    backgroundEvents = isSmall ? 400 : 16_000
    lookalikesPerLine = isSmall ? 3 : 6
  }
}

/// The rates behind a noise level.
struct NoiseRates: Sendable {
  /// Share of passes that no camera reads.
  let unread: Double
  /// Share of reads with one character taken for another.
  let misread: Double
  /// Share of rows planted so that they cannot be read; below one in a hundred.
  let badRow: Double
  /// Share of rows that come in the next file.
  let late: Double
  /// Share of cameras whose clock is wrong for some days.
  let clockFault: Double
  /// Chance that an optional field of a person's record is empty.
  let missingField: Double
  /// Chance of a slip in a name.
  let typo: Double
  /// Share of events and visits that never reach a feed.
  let lostRecord: Double

  /// - Parameter isClean: All rates are 0.
  init(_ noise: WorldSettings.Noise, isClean: Bool) {
    guard !isClean else {
      (unread, misread, badRow, late) = (0, 0, 0, 0)
      (clockFault, missingField, typo, lostRecord) = (0, 0, 0, 0)
      return
    }
    switch noise {
    case .low:
      (unread, misread, badRow, late) = (0.03, 0.005, 0.0005, 0.002)
      (clockFault, missingField, typo, lostRecord) = (0.005, 0.06, 0.03, 0.03)
    case .mid:
      (unread, misread, badRow, late) = (0.08, 0.02, 0.002, 0.006)
      (clockFault, missingField, typo, lostRecord) = (0.015, 0.15, 0.08, 0.10)
    case .high:
      (unread, misread, badRow, late) = (0.20, 0.05, 0.006, 0.02)
      (clockFault, missingField, typo, lostRecord) = (0.04, 0.30, 0.15, 0.25)
    }
  }
}
