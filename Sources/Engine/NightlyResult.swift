/// What a nightly run did, for the doors to show.
public struct NightlyResult: Sendable {
  /// The head of one published list.
  public struct Head: Sendable {
    /// One row: what it is about, and its first reasons.
    public struct Row: Sendable {
      public var title: String
      public var reasons: [String]
    }

    /// The list's file, without its extension.
    public var path: String
    public var rowCount: Int
    public var rows: [Row]
  }

  public var runId: String
  /// The folder of the run.
  public var folder: String
  /// The moment stood at, ISO 8601.
  public var asOf: String
  /// What became of each file of the inbox.
  public var files: [FileReport]
  /// Whether nothing was new, so that the lists of an earlier run stand.
  public var isStanding: Bool
  public var heads: [Head]
  /// How much traffic was touched, and what the picture does not cover, a sentence each.
  public var remarks: [String]
}
