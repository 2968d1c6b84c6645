/// When and where a vehicle is expected next.
public struct Forecast: Sendable {
  /// The window, seconds since the epoch, `from` at or after the run's moment.
  public let from: Int64
  public let to: Int64
  /// Positions in `holdings.cameras` that it is likely to pass, in order of passing; at most 4.
  public let cameras: [Int]
  /// Of the windows given this, about this share should come true.
  public let probability: Double

  /// A window with its probability.
  public init(from: Int64, to: Int64, cameras: [Int], probability: Double) {
    self.from = from
    self.to = to
    self.cameras = cameras
    self.probability = probability
  }
}

/// A vehicle that a seed touches, with all that speaks for and against.
public struct VehicleCandidate: Sendable {
  /// Packed registration.
  public let plate: UInt64
  /// For and against.
  public let findings: [Finding]
  /// Signals that could not be asked, and why.
  public let unasked: [String: String]
  /// Positions in the run's lineages, likeliest first.
  public let lineages: [Int]
  /// Positions in `holdings.areas`: where its trips start and go.
  public let fromArea: Int?
  public let toArea: Int?
  public let forecast: Forecast?
  /// Short warnings for officers: clone suspected, weapon marker, …
  public let warnings: [String]
  /// Whether a young person was found in it or with it.
  public let childAtRisk: Bool

  /// A candidate with everything found of it.
  public init(
    plate: UInt64, findings: [Finding], unasked: [String: String], lineages: [Int], fromArea: Int?,
    toArea: Int?, forecast: Forecast?, warnings: [String], childAtRisk: Bool
  ) {
    self.plate = plate
    self.findings = findings
    self.unasked = unasked
    self.lineages = lineages
    self.fromArea = fromArea
    self.toArea = toArea
    self.forecast = forecast
    self.warnings = warnings
    self.childAtRisk = childAtRisk
  }
}

/// A person assessed for control of a line, or a young person at its edge.
public struct PersonCandidate: Sendable {
  /// Position in `RegionalPicture.entities`.
  public let entity: Int
  public let findings: [Finding]
  public let unasked: [String: String]
  /// Positions in the run's lineages, strongest tie first.
  public let lineages: [Int]
  /// Indicators of exploitation, as short terms (`missing`, `found_away`, `absence` …); empty for
  /// controllers.
  public let indicators: [String]
  /// Positions in `holdings.providers` that take this age and area; empty for controllers.
  public let providers: [Int]
  /// What the safeguarding route is; empty for controllers.
  public let safeguarding: String

  /// A candidate with everything found of it.
  public init(
    entity: Int, findings: [Finding], unasked: [String: String], lineages: [Int],
    indicators: [String] = [], providers: [Int] = [], safeguarding: String = ""
  ) {
    self.entity = entity
    self.findings = findings
    self.unasked = unasked
    self.lineages = lineages
    self.indicators = indicators
    self.providers = providers
    self.safeguarding = safeguarding
  }
}

/// A home that may be cuckooed now.
public struct PremisesCandidate: Sendable {
  /// Position in `holdings.premises`.
  public let premises: Int
  public let findings: [Finding]
  public let unasked: [String: String]
  /// Positions in the run's lineages, strongest tie first.
  public let lineages: [Int]
  /// Newest visit, seconds since the epoch.
  public let lastVisited: Int64?
  /// The day by which somebody should go, days since the epoch.
  public let visitByDay: Int?

  /// A candidate with everything found of it.
  public init(
    premises: Int, findings: [Finding], unasked: [String: String], lineages: [Int],
    lastVisited: Int64?, visitByDay: Int?
  ) {
    self.premises = premises
    self.findings = findings
    self.unasked = unasked
    self.lineages = lineages
    self.lastVisited = lastVisited
    self.visitByDay = visitByDay
  }
}
