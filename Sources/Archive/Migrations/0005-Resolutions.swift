extension Migration {
  /// The model that each run scored with, and which changes of entities a person undid.
  ///
  /// An undoing is itself a line of `entity_change`; its row here names the line that it undoes,
  /// who did it, when and why. Lines of the ledger are never changed or removed.
  static let resolutions = Migration(
    number: 5,
    statements: """
      CREATE TABLE run_model (
        run_no INTEGER PRIMARY KEY REFERENCES run (run_no),
        model TEXT NOT NULL CHECK (length(model) > 0)
      ) STRICT;

      CREATE TABLE entity_undoing (
        change_no INTEGER PRIMARY KEY REFERENCES entity_change (change_no),
        undone_change_no INTEGER NOT NULL UNIQUE REFERENCES entity_change (change_no),
        decided_by TEXT NOT NULL CHECK (length(decided_by) > 0),
        decided_at INTEGER NOT NULL,
        reason TEXT NOT NULL CHECK (length(reason) > 0),
        CHECK (undone_change_no < change_no)
      ) STRICT;

      CREATE TRIGGER entity_change_stays BEFORE UPDATE ON entity_change
      BEGIN SELECT RAISE(ABORT, 'a line of the ledger is never changed'); END;
      CREATE TRIGGER entity_change_is_kept BEFORE DELETE ON entity_change
      BEGIN SELECT RAISE(ABORT, 'a line of the ledger is never removed'); END;
      CREATE TRIGGER entity_undoing_stays BEFORE UPDATE ON entity_undoing
      BEGIN SELECT RAISE(ABORT, 'an undoing is never changed'); END;
      CREATE TRIGGER entity_undoing_is_kept BEFORE DELETE ON entity_undoing
      BEGIN SELECT RAISE(ABORT, 'an undoing is never removed'); END;
      """)
}
