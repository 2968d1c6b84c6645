extension Migration {
  /// Sources, the files they delivered, and the rows of them that could not be read.
  ///
  /// `file_no` counts files in the order of their arrival. `stamp` is the day from which a file
  /// speaks, as a number like 20260314 (see `FileStamp`); 0 is before all days. `line_steps` and
  /// `stored_rows` (of sightings and calls) are the forms of `LineSteps` and `RowSet`.
  static let files = Migration(
    number: 1,
    statements: """
      CREATE TABLE source (
        source_no INTEGER PRIMARY KEY,
        source TEXT NOT NULL UNIQUE
          CHECK (length(source) > 0 AND source NOT GLOB '*[^a-z0-9-]*')
      ) STRICT;

      CREATE TABLE source_file (
        file_no INTEGER PRIMARY KEY,
        digest TEXT NOT NULL UNIQUE
          CHECK (length(digest) = 64 AND digest NOT GLOB '*[^0-9a-f]*'),
        source_no INTEGER NOT NULL REFERENCES source (source_no),
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        bytes INTEGER NOT NULL CHECK (bytes >= 0),
        stamp INTEGER NOT NULL CHECK (stamp >= 0),
        rows_read INTEGER NOT NULL DEFAULT 0 CHECK (rows_read >= 0),
        rows_stored INTEGER NOT NULL DEFAULT 0 CHECK (rows_stored >= 0),
        rows_quarantined INTEGER NOT NULL DEFAULT 0 CHECK (rows_quarantined >= 0),
        rows_held INTEGER NOT NULL DEFAULT 0 CHECK (rows_held >= 0),
        warnings TEXT NOT NULL DEFAULT '[]',
        line_steps BLOB NOT NULL DEFAULT x'',
        stored_rows BLOB NOT NULL DEFAULT x'',
        CHECK (rows_read = rows_stored + rows_quarantined + rows_held)
      ) STRICT;
      CREATE INDEX source_file_by_source ON source_file (source_no, kind, stamp);

      CREATE TABLE quarantine (
        quarantine_no INTEGER PRIMARY KEY,
        file_no INTEGER NOT NULL REFERENCES source_file (file_no),
        row INTEGER NOT NULL CHECK (row >= 0),
        line INTEGER NOT NULL CHECK (line >= 0),
        byte INTEGER NOT NULL CHECK (byte >= 0),
        column_name TEXT,
        value TEXT NOT NULL,
        code TEXT NOT NULL,
        reason TEXT NOT NULL,
        mend TEXT NOT NULL,
        original TEXT NOT NULL
      ) STRICT;
      CREATE INDEX quarantine_by_file ON quarantine (file_no, row);
      """)
}
