extension Migration {
  /// What was run, what it published, who was resolved to whom, and what people decided.
  /// Columns of JSON are checked by the statements that write them: with `trusted_schema` off,
  /// SQLite 3.40 lets no schema call `json_valid`.
  static let findings = Migration(
    number: 4,
    statements: """
      CREATE TABLE run (
        run_no INTEGER PRIMARY KEY,
        run_id TEXT NOT NULL UNIQUE,
        inputs_digest TEXT NOT NULL,
        as_of INTEGER NOT NULL,
        seed TEXT NOT NULL,
        configuration TEXT NOT NULL,
        manifest TEXT,
        status TEXT NOT NULL CHECK (status IN ('begun', 'finished', 'abandoned')),
        CHECK ((status = 'finished') = (manifest IS NOT NULL))
      ) STRICT;

      CREATE TABLE list_entry (
        run_no INTEGER NOT NULL REFERENCES run (run_no),
        list TEXT NOT NULL,
        force TEXT NOT NULL,
        position INTEGER NOT NULL CHECK (position >= 1),
        subject TEXT NOT NULL,
        row TEXT NOT NULL,
        explanation TEXT NOT NULL,
        PRIMARY KEY (run_no, list, force, position)
      ) STRICT;
      CREATE INDEX list_entry_by_subject ON list_entry (run_no, list, subject);

      CREATE TABLE entity_member (
        source TEXT NOT NULL,
        person_id TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        probability REAL NOT NULL CHECK (probability BETWEEN 0 AND 1),
        run_no INTEGER NOT NULL REFERENCES run (run_no),
        PRIMARY KEY (source, person_id)
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX entity_member_by_entity ON entity_member (entity_id);

      CREATE TABLE entity_change (
        change_no INTEGER PRIMARY KEY,
        run_no INTEGER NOT NULL REFERENCES run (run_no),
        change TEXT NOT NULL CHECK (change IN ('merge', 'split')),
        entities_before TEXT NOT NULL,
        entities_after TEXT NOT NULL,
        detail TEXT NOT NULL
      ) STRICT;

      CREATE TABLE judgement (
        judgement_no INTEGER PRIMARY KEY,
        left_source TEXT NOT NULL,
        left_id TEXT NOT NULL,
        right_source TEXT NOT NULL,
        right_id TEXT NOT NULL,
        verdict TEXT NOT NULL CHECK (verdict IN ('same', 'not_the_same', 'unsure')),
        decided_by TEXT NOT NULL CHECK (length(decided_by) > 0),
        decided_at INTEGER NOT NULL,
        reason TEXT NOT NULL CHECK (length(reason) > 0),
        CHECK ((left_source, left_id) < (right_source, right_id))
      ) STRICT;
      CREATE INDEX judgement_by_pair
        ON judgement (left_source, left_id, right_source, right_id, judgement_no);

      CREATE TRIGGER judgement_stays BEFORE UPDATE ON judgement
      BEGIN SELECT RAISE(ABORT, 'a judgement is never changed, only followed by a later one'); END;
      CREATE TRIGGER judgement_is_kept BEFORE DELETE ON judgement
      BEGIN SELECT RAISE(ABORT, 'a judgement is never removed'); END;
      """)
}
