extension PremisesAssessment {
  /// How signs are weighed. Each default says why.
  public struct Settings: Hashable, Sendable {
    /// Days after which a sign says half as much. The default is 14: a home is cuckooed for one to
    /// six weeks, then the line moves on.
    public var halfLifeDays = 14.0
    /// Days without a sign after which a home is taken to be left. The default is 42.
    public var leftAfterDays = 42.0
    /// What is left of earlier signs after a visit with no concern, 0 … 1. The default is .25:
    /// occupiers are told what to say at the door.
    public var afterNoConcern = 0.25
    /// What is left of earlier signs once the occupier is rehoused, 0 … 1. The default is .05.
    public var afterRehousing = 0.05
    /// Days of calls that count as now, for lines that settle in a cell. The default is 21.
    public var settlingDays = 21.0
    /// Kilometres within which a cell may serve a home. The default is 2.5.
    public var cellKilometres = 2.5
    /// Fewest calls with which a phone can be said to have settled. The default is 4.
    public var settlingCallsMin = 4
    /// How unlikely the calls must be by the phone's own past. The default is .01.
    public var settlingChance = 0.01
    /// Probability from which a link of a line to a home is reported. The default is .2.
    public var reportProbability = 0.2
    /// Most rows of calls cited for one finding. The default is 20.
    public var citedCalls = 20

    /// The defaults.
    public init() {}
  }
}
