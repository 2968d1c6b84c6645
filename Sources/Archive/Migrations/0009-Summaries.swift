extension Migration {
  /// What was worked out of a day and is kept, so that a night works only on days that changed.
  ///
  /// A row can be removed or replaced at any time: it is made anew from the day's sightings.
  /// `basis` names what it was made of; `digest` is a hash of `body`, which a reader checks.
  static let summaries = Migration(
    number: 9,
    statements: """
      CREATE TABLE day_summary (
        day INTEGER PRIMARY KEY,
        basis TEXT NOT NULL CHECK (length(basis) > 0),
        digest INTEGER NOT NULL,
        body BLOB NOT NULL
      ) STRICT;
      """)
}
