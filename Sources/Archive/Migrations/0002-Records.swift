extension Migration {
  /// Records: a head that says whose row it is and where it stood, and a table a kind with the
  /// contract's columns, so that the rows can be read with any SQLite shell.
  ///
  /// `file_no`, `row` and `line` say where the row was first stored, and never change. The
  /// `latest_…` columns say where the newest row with the same content stood, from which its
  /// newness follows. The one row of an identity without `superseded_by` is the current one; the
  /// index keeps it to one. `record_head_successor` is for the foreign key: without it, each row
  /// that is replaced costs a walk through all of them. Instants are seconds since
  /// 1970-01-01T00:00:00Z.
  static let records = Migration(
    number: 2,
    statements: """
      CREATE TABLE record_head (
        record_no INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,
        source_no INTEGER NOT NULL REFERENCES source (source_no),
        identifier TEXT NOT NULL,
        identity TEXT NOT NULL,
        file_no INTEGER NOT NULL REFERENCES source_file (file_no),
        row INTEGER NOT NULL CHECK (row >= 1),
        line INTEGER NOT NULL CHECK (line >= 1),
        latest_file_no INTEGER NOT NULL REFERENCES source_file (file_no),
        latest_row INTEGER NOT NULL CHECK (latest_row >= 1),
        latest_line INTEGER NOT NULL CHECK (latest_line >= 1),
        content_hash INTEGER NOT NULL,
        superseded_by INTEGER REFERENCES record_head (record_no) DEFERRABLE INITIALLY DEFERRED
          CHECK (superseded_by <> record_no)
      ) STRICT;
      CREATE UNIQUE INDEX record_head_current
        ON record_head (kind, source_no, identity) WHERE superseded_by IS NULL;
      CREATE INDEX record_head_history
        ON record_head (kind, source_no, identity) WHERE superseded_by IS NOT NULL;
      CREATE INDEX record_head_successor
        ON record_head (superseded_by) WHERE superseded_by IS NOT NULL;

      CREATE TABLE "areas" (
        record_no INTEGER PRIMARY KEY REFERENCES record_head (record_no),
        "area_id" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "force" TEXT NOT NULL,
        "role" TEXT,
        "latitude" REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
        "longitude" REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),
        "population" INTEGER CHECK ("population" >= 0)
      ) STRICT;

      CREATE TABLE "associations" (
        record_no INTEGER PRIMARY KEY REFERENCES record_head (record_no),
        "association_id" TEXT NOT NULL,
        "person_id_a" TEXT NOT NULL,
        "person_id_b" TEXT NOT NULL,
        "kind" TEXT,
        "since" TEXT,
        "until" TEXT,
        "source_eval" TEXT,
        "intel_eval" TEXT,
        "handling" TEXT,
        "grade_original" TEXT
      ) STRICT;

      CREATE TABLE "cameras" (
        record_no INTEGER PRIMARY KEY REFERENCES record_head (record_no),
        "camera_id" TEXT NOT NULL,
        "name" TEXT,
        "road" TEXT,
        "latitude" REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
        "longitude" REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),
        "area_id" TEXT,
        "force" TEXT
      ) STRICT;

      CREATE TABLE "cells" (
        record_no INTEGER PRIMARY KEY REFERENCES record_head (record_no),
        "cell_id" TEXT NOT NULL,
        "latitude" REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
        "longitude" REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),
        "azimuth_deg" REAL,
        "range_m" REAL,
        "area_id" TEXT
      ) STRICT;

      CREATE TABLE "events" (
        record_no INTEGER PRIMARY KEY REFERENCES record_head (record_no),
        "event_id" TEXT NOT NULL,
        "kind" TEXT NOT NULL,
        "at" INTEGER NOT NULL,
        "area_id" TEXT,
        "latitude" REAL CHECK (latitude BETWEEN -90 AND 90),
        "longitude" REAL CHECK (longitude BETWEEN -180 AND 180),
        "person_ids" TEXT,
        "vrms" TEXT,
        "numbers" TEXT,
        "imeis" TEXT,
        "premises_ids" TEXT,
        "drugs" TEXT,
        "cash_gbp" INTEGER CHECK ("cash_gbp" >= 0),
        "weapon" TEXT,
        "text" TEXT,
        "source_eval" TEXT,
        "intel_eval" TEXT,
        "handling" TEXT,
        "grade_original" TEXT
      ) STRICT;

      CREATE TABLE "groups" (
        record_no INTEGER PRIMARY KEY REFERENCES record_head (record_no),
        "group_id" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "kind" TEXT NOT NULL,
        "tier" TEXT,
        "owner_force" TEXT,
        "lead_responsible_officer" TEXT,
        "member_person_ids" TEXT
      ) STRICT;

      CREATE TABLE "lines" (
        record_no INTEGER PRIMARY KEY REFERENCES record_head (record_no),
        "line_id" TEXT NOT NULL,
        "number" TEXT NOT NULL,
        "brand" TEXT,
        "status" TEXT NOT NULL,
        "opened_on" TEXT,
        "closed_on" TEXT,
        "hub_area_id" TEXT,
        "market_area_ids" TEXT,
        "holder_person_id" TEXT,
        "source_eval" TEXT,
        "intel_eval" TEXT,
        "handling" TEXT,
        "grade_original" TEXT
      ) STRICT;

      CREATE TABLE "outcomes" (
        record_no INTEGER PRIMARY KEY REFERENCES record_head (record_no),
        "outcome_id" TEXT NOT NULL,
        "list" TEXT NOT NULL,
        "subject" TEXT NOT NULL,
        "at" INTEGER NOT NULL,
        "force" TEXT,
        "result" TEXT,
        "arrests" INTEGER CHECK ("arrests" >= 0),
        "cash_gbp" INTEGER CHECK ("cash_gbp" >= 0),
        "drugs" TEXT,
        "weapons" TEXT,
        "safeguarded" INTEGER CHECK ("safeguarded" >= 0),
        "disruption" TEXT,
        "four_p" TEXT,
        "lead" TEXT
      ) STRICT;

      CREATE TABLE "persons" (
        record_no INTEGER PRIMARY KEY REFERENCES record_head (record_no),
        "person_id" TEXT NOT NULL,
        "family_name" TEXT,
        "given_names" TEXT,
        "date_of_birth" TEXT,
        "sex" TEXT,
        "ethnicity" TEXT,
        "pnc_id" TEXT,
        "address" TEXT,
        "postcode" TEXT,
        "area_id" TEXT,
        "numbers" TEXT,
        "aliases" TEXT,
        "subject_category" TEXT
      ) STRICT;

      CREATE TABLE "premises" (
        record_no INTEGER PRIMARY KEY REFERENCES record_head (record_no),
        "premises_id" TEXT NOT NULL,
        "uprn" TEXT,
        "address" TEXT,
        "postcode" TEXT,
        "latitude" REAL CHECK (latitude BETWEEN -90 AND 90),
        "longitude" REAL CHECK (longitude BETWEEN -180 AND 180),
        "area_id" TEXT,
        "occupier_person_id" TEXT,
        "status" TEXT,
        "vulnerability" TEXT,
        "first_reported_on" TEXT,
        "last_reported_on" TEXT,
        "source_eval" TEXT,
        "intel_eval" TEXT,
        "handling" TEXT,
        "grade_original" TEXT
      ) STRICT;

      CREATE TABLE "premises_visits" (
        record_no INTEGER PRIMARY KEY REFERENCES record_head (record_no),
        "visit_id" TEXT NOT NULL,
        "premises_id" TEXT NOT NULL,
        "visited_at" INTEGER NOT NULL,
        "agency" TEXT,
        "finding" TEXT,
        "present_person_ids" TEXT,
        "present_vrms" TEXT
      ) STRICT;

      CREATE TABLE "providers" (
        record_no INTEGER PRIMARY KEY REFERENCES record_head (record_no),
        "provider_id" TEXT NOT NULL,
        "name" TEXT NOT NULL,
        "area_ids" TEXT,
        "age_from" INTEGER,
        "age_to" INTEGER,
        "offers" TEXT,
        "capacity" INTEGER CHECK ("capacity" >= 0)
      ) STRICT;

      CREATE TABLE "vehicles" (
        record_no INTEGER PRIMARY KEY REFERENCES record_head (record_no),
        "vrm" TEXT NOT NULL,
        "make" TEXT,
        "model" TEXT,
        "colour" TEXT,
        "kind" TEXT,
        "keeper_person_id" TEXT,
        "keeper_from" TEXT,
        "keeper_to" TEXT,
        "markers" TEXT
      ) STRICT;
      """)
}
