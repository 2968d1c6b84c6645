extension LineTracing {
  /// How lines are followed. Each default says why.
  public struct Settings: Hashable, Sendable {
    /// Days within which the old number falls silent and the new one begins.
    /// The default is 21: a line is seldom off the market longer, for its custom goes elsewhere.
    public var successionDays = 21.0
    /// Days for which both numbers may be in use while customers are told.
    /// The default is 7, as long as a hand-over takes.
    public var overlapDays = 7.0
    /// A number with more contacts than this is a business or a service as a contact, and says
    /// nothing. The default is 75; few people have so many.
    public var hubContacts = 75
    /// Most candidates that are weighed for one number. The default is 200, by shared contacts.
    public var candidateCeiling = 200
    /// Fewest contacts that a new number needs to be compared. The default is 3.
    public var contactsMin = 3
    /// Probability from which a number is joined to the lineage. The default is .9; below it a
    /// link is only proposed.
    public var joinProbability = 0.9
    /// Probability from which a link is reported at all. The default is .2.
    public var reportProbability = 0.2
    /// Most changes of number that are followed from one line record. The default is 8.
    public var changesMax = 8
    /// How much likelier two phones of one town share a contact than two of the region, at most.
    /// The default is 20, about the number of towns of a region; with fewer areas held, their
    /// number.
    public var localFactor = 20.0
    /// Outgoing texts that make a broadcast, within `broadcastMinutes`. The default is 8.
    public var broadcastTexts = 8
    /// Minutes within which a broadcast is sent. The default is 10.
    public var broadcastMinutes = 10.0
    /// Days without a call after which a line is no longer active. The default is 14.
    public var activeDays = 14.0
    /// Minutes within which events of two phones are compared. The default is 15: less than the
    /// drive between two towns.
    public var togetherMinutes = 15.0
    /// Different days on which a phone must be near the line to be weighed. The default is 3.
    public var togetherDaysMin = 3
    /// Most phones weighed as the second phone of one line. The default is 80.
    public var sameUserCeiling = 80
    /// Probability from which a person is named in a link to a line. The default is .1.
    public var personProbability = 0.1
    /// Most rows of calls cited for one finding or link. The default is 20.
    public var citedCalls = 20

    /// The defaults.
    public init() {}
  }
}
