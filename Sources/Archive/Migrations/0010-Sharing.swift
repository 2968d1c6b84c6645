extension Migration {
  /// What people are in an event, and what was handed to whom.
  ///
  /// `person_roles` says of people of an event whether they are suspects in it, convicted, victims,
  /// witnesses or other. Copies are registered with their rows, so that a copy can
  /// be told by any of its rows, and whoever received a subject can be told what changed.
  ///
  /// Identifiers only: an entry is the reference that the copy shows, a subject what the list is
  /// about, and `records` the records by which a person is known, each ended by a line break. Each
  /// disclosure is written in the transaction of its record in the log.
  static let sharing = Migration(
    number: 10,
    statements: """
      ALTER TABLE events ADD COLUMN "person_roles" TEXT;

      CREATE TABLE disclosure (
        disclosure_no INTEGER PRIMARY KEY,
        disclosure_id TEXT NOT NULL UNIQUE CHECK (length(disclosure_id) > 0),
        audit_no INTEGER NOT NULL UNIQUE REFERENCES audit_record (audit_no),
        agreement TEXT NOT NULL CHECK (length(agreement) > 0),
        recipient TEXT NOT NULL CHECK (length(recipient) > 0),
        recipient_class TEXT NOT NULL CHECK (length(recipient_class) > 0),
        purpose TEXT NOT NULL CHECK (length(purpose) > 0),
        copy TEXT NOT NULL UNIQUE CHECK (length(copy) > 0),
        issued_at INTEGER NOT NULL,
        valid_until INTEGER NOT NULL CHECK (valid_until > issued_at),
        data_through INTEGER NOT NULL,
        manifest TEXT NOT NULL
      ) STRICT;

      CREATE TABLE disclosed_entry (
        disclosure_no INTEGER NOT NULL REFERENCES disclosure (disclosure_no),
        entry TEXT NOT NULL CHECK (length(entry) > 0),
        list TEXT NOT NULL,
        subject TEXT NOT NULL,
        records TEXT NOT NULL,
        PRIMARY KEY (disclosure_no, entry)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX disclosed_entry_reference ON disclosed_entry (entry);
      CREATE INDEX disclosed_entry_subject ON disclosed_entry (subject);
      """)
}
