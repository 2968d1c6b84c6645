extension VehicleTracing {
  /// How vehicles are followed. Each default says why; times are seconds unless named otherwise.
  public struct Settings: Hashable, Sendable {
    /// A longer stay than the road explains is a stop. The default is 480: shorter ones are queues
    /// and traffic lights. Range 60 … 3,600.
    public var stopSeconds: Int64 = 480
    /// How many times the usual time a leg may take and still be driving. The default is 1.6:
    /// the slow tenth of a road's traffic. Range 1 … 5.
    public var legFactor = 1.6
    /// The longest absence from the hub that is one trip. The default is 24 hours: out and back
    /// within a day is what sets supply apart from a move. Range 3,600 … 172,800.
    public var tripSeconds: Int64 = 86_400
    /// Days with a trip before a corridor alone makes a vehicle a candidate. The default is 2: one
    /// trip is a trip. Range 1 … 30.
    public var minTripDays = 2
    /// Straight-line speed, kilometres an hour, that no vehicle on a public road holds between two
    /// cameras. The default is 220. Range 150 … 400.
    public var impossibleSpeed = 220.0
    /// How far apart in time two vehicles pass one camera and still are together. The default is
    /// 60. Range 5 … 600.
    public var convoyWindow: Int64 = 60
    /// Joint passes, days and cameras that company needs. The defaults are 4, 3 and 2: below them
    /// the chance statement is not worth reading.
    public var convoyPasses = 4
    public var convoyDays = 3
    public var convoyCameras = 2
    /// Share of false ones allowed among convoys reported. The default is 0.05.
    public var convoyFalseRate = 0.05
    /// Vehicles that company is asked of, strongest first. The default is 300, which bounds the
    /// cost. Range 0 … 10,000.
    public var convoyTargets = 300
    /// Bits without company that make a vehicle a target of the convoy question. The default is 3.
    public var convoyTargetBits = 3.0
    /// Vehicles looked at closely, best first. The default is 4,000. Range 100 … 100,000.
    public var closeLooks = 4_000
    /// Candidates returned, best by bits. The default is 2,000: a region's lists show some tens.
    public var maxCandidates = 2_000
    /// The likeliest a line–vehicle link may be called. The default is 0.97: records are wrong in
    /// ways nobody wrote down.
    public var maxProbability = 0.97
    /// The least likely link that is returned. The default is 0.10.
    public var minLinkProbability = 0.10
    /// How close in time a read and a cell event can speak of one journey. The default is 600.
    public var cellWindow: Int64 = 600
    /// How far a cell serves, kilometres, when neither its range nor a neighbour says. The default
    /// is 3.
    public var cellRadius = 3.0
    /// How near a camera must be to a home to say that a vehicle stopped there, kilometres. The
    /// default is 1.5.
    public var premisesRadius = 1.5
    /// Length of the window in which a vehicle is expected. The default is 3 hours, the longest
    /// that a roads team can wait. Range 1,800 … 10,800.
    public var windowSeconds: Int64 = 10_800
    /// How many days ahead a window may lie. The default is 7.
    public var horizonDays = 7

    /// The defaults.
    public init() {}
  }
}
