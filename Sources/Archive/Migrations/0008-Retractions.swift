extension Migration {
  /// Files that were taken out again and are not to come back, with who decided it and why.
  static let retractions = Migration(
    number: 8,
    statements: """
      CREATE TABLE retraction (
        digest TEXT PRIMARY KEY
          CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
        source TEXT NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        decided_by TEXT NOT NULL CHECK (length(decided_by) > 0),
        decided_at INTEGER NOT NULL,
        reason TEXT NOT NULL CHECK (length(reason) > 0)
      ) STRICT;
      """)
}
