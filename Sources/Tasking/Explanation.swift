/// Why a row stands where it stands, complete enough to be stored and printed years later.
///
/// `prior` and the bits of `steps` sum to `total`, to the last digit that is printed.
public struct Explanation: Codable, Hashable, Sendable {
  /// One step of the waterfall.
  public struct Step: Codable, Hashable, Sendable {
    public var signal: String
    public var family: String
    public var bits: Double
    public var sentence: String
    /// References to records, `source:kind:…`.
    public var evidence: [String]
    /// The innocent explanations of the signal.
    public var innocentWhen: [String]
    /// Why it weighs so much, who decided, and when.
    public var weight: String
    /// Grades of the records, worst first, such as `2CP`; empty when none is graded.
    public var grades: [String]
    /// What the answer rests on; nil in explanations that were stored before this was said.
    public var basis: Basis?
  }

  public var list: String
  public var path: String
  public var subject: String
  public var aliases: [String]
  public var rank: Int
  public var rankLow: Int
  public var rankHigh: Int
  public var status: String
  /// Bits before anything was found.
  public var prior: Double
  public var steps: [Step]
  public var total: Double
  /// The score in per cent.
  public var score: Double
  public var handling: String
  /// The grade of everything it stands on, merged: the strictest of each part, such as `3DC`; nil
  /// when nothing is graded, and in explanations that were stored before this was said.
  public var grade: String?
  /// Signals that could not be asked, and why.
  public var unasked: [String: String]
  /// The score without all records of one source, by source.
  public var withoutSource: [String: Double]
  /// The score without the records of the lowest grade it stands on; nil when nothing is graded.
  public var withoutLowestGrade: Double?
  /// The lowest grade it stands on.
  public var lowestGrade: String?
  /// What happened last time it stood on the list, with the record that says so.
  public var lastOutcome: String?
  public var lastOutcomeRecord: String?
  /// Oldest and newest evidence, seconds since the epoch; nil when no record is dated.
  public var oldest: Int64?
  public var newest: Int64?
  /// The day by which somebody must look again, days since the epoch.
  public var expiresOnDay: Int
}
