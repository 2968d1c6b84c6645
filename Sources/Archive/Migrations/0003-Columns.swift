extension Migration {
  /// Sightings and calls: chunks of columns in blobs, with what is needed to pass one over.
  ///
  /// Chunks of one `sorted_run` follow each other by `part`, and their rows are in order. A day has
  /// a run for every file that had rows of it, and one run once it has been compacted. Times are
  /// seconds since 1970-01-01T00:00:00Z, days are UTC days since then, and plates and numbers are
  /// packed as the program packs them.
  static let columns = Migration(
    number: 3,
    statements: """
      CREATE TABLE camera_key (
        camera_no INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        camera_id TEXT NOT NULL,
        UNIQUE (source, camera_id)
      ) STRICT;

      CREATE TABLE cell_key (
        cell_no INTEGER PRIMARY KEY,
        source TEXT NOT NULL,
        cell_id TEXT NOT NULL,
        UNIQUE (source, cell_id)
      ) STRICT;

      CREATE TABLE sighting_chunk (
        chunk_no INTEGER PRIMARY KEY,
        day INTEGER NOT NULL,
        sorted_run INTEGER NOT NULL,
        part INTEGER NOT NULL CHECK (part >= 0),
        plate_min INTEGER NOT NULL,
        plate_max INTEGER NOT NULL CHECK (plate_min <= plate_max),
        time_min INTEGER NOT NULL,
        time_max INTEGER NOT NULL CHECK (time_min <= time_max),
        rows INTEGER NOT NULL CHECK (rows BETWEEN 1 AND 65536),
        body BLOB NOT NULL,
        UNIQUE (day, sorted_run, part)
      ) STRICT;

      CREATE TABLE call_chunk (
        chunk_no INTEGER PRIMARY KEY,
        day INTEGER NOT NULL,
        sorted_run INTEGER NOT NULL,
        part INTEGER NOT NULL CHECK (part >= 0),
        number_min INTEGER NOT NULL,
        number_max INTEGER NOT NULL CHECK (number_min <= number_max),
        time_min INTEGER NOT NULL,
        time_max INTEGER NOT NULL CHECK (time_min <= time_max),
        rows INTEGER NOT NULL CHECK (rows BETWEEN 1 AND 65536),
        body BLOB NOT NULL,
        UNIQUE (day, sorted_run, part)
      ) STRICT;
      """)
}
