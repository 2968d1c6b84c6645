/// What following the vehicles came to.
public struct VehicleFindings: Sendable {
  /// How many vehicles a run looked at, and how few of them it names.
  public struct Collateral: Hashable, Sendable {
    /// Different registrations read.
    public var platesRead: Int
    /// Of those (and of vehicles that records name without a read), the ones with a path to a seed.
    public var platesTouchingSeed: Int
    /// Those returned as candidates.
    public var platesShown: Int

    /// The three counts.
    public init(platesRead: Int, platesTouchingSeed: Int, platesShown: Int) {
      self.platesRead = platesRead
      self.platesTouchingSeed = platesTouchingSeed
      self.platesShown = platesShown
    }
  }

  /// Vehicles with a path to a seed, most bits first, ties by registration.
  public let candidates: [VehicleCandidate]
  /// Links of the kinds `convoy`, `line_vehicle`, `vehicle_premises` and `person_vehicle`.
  public let links: [InferredLink]
  /// Reads given back to the vehicle that made them.
  public let repairs: Int
  /// Packed registrations that two vehicles seem to carry, ascending.
  public let clones: [UInt64]
  /// Cameras (positions in `holdings.cameras`) whose clock seems wrong, with the day (of UTC, since
  /// the epoch), ascending.
  public let faultyClocks: [(camera: Int, day: Int)]
  public let collateral: Collateral

  /// Everything at once.
  public init(
    candidates: [VehicleCandidate], links: [InferredLink], repairs: Int, clones: [UInt64],
    faultyClocks: [(camera: Int, day: Int)], collateral: Collateral
  ) {
    self.candidates = candidates
    self.links = links
    self.repairs = repairs
    self.clones = clones
    self.faultyClocks = faultyClocks
    self.collateral = collateral
  }
}
