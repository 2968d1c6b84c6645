extension Migration {
  /// Who collected, altered, looked at, disclosed, combined or erased what, and when: a chain of
  /// records, each of which holds the hash of the one before.
  ///
  /// Identifiers only, never content, so that what is erased is not kept here.
  static let auditLog = Migration(
    number: 7,
    statements: """
      CREATE TABLE audit_record (
        audit_no INTEGER PRIMARY KEY,
        at INTEGER NOT NULL,
        actor TEXT NOT NULL CHECK (length(actor) > 0),
        operation TEXT NOT NULL CHECK (operation IN ('collection', 'alteration', 'consultation',
          'disclosure', 'combination', 'erasure', 'administration')),
        object_kind TEXT NOT NULL CHECK (length(object_kind) > 0),
        objects TEXT NOT NULL,
        rows INTEGER NOT NULL CHECK (rows >= 0),
        recipient TEXT CHECK ((operation = 'disclosure') = (recipient IS NOT NULL)),
        reason TEXT NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('done', 'denied', 'failed')),
        previous BLOB NOT NULL CHECK (length(previous) = 32),
        hash BLOB NOT NULL CHECK (length(hash) = 32)
      ) STRICT;

      CREATE TRIGGER audit_record_stays BEFORE UPDATE ON audit_record
      BEGIN SELECT RAISE(ABORT, 'a record of the log is never changed'); END;
      CREATE TRIGGER audit_record_is_kept BEFORE DELETE ON audit_record
      BEGIN SELECT RAISE(ABORT, 'a record of the log is never removed'); END;
      """)
}
