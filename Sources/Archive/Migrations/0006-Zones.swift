extension Migration {
  /// What a chunk holds, told beside it, so that days, vehicles and cameras are found without
  /// reading chunks.
  ///
  /// `cameras` are the cameras of a chunk (`CameraSet`), and the two sums are those of its rows'
  /// hashes (`ContentSum`). A chunk written before this step has NULL there and stands in the form
  /// before `SightingChunk`; it is read as it is, until its day is compacted the next time.
  ///
  /// A zone index holds all that is asked of a chunk before its body: the bodies would have to be
  /// passed over page by page.
  static let zones = Migration(
    number: 6,
    statements: """
      ALTER TABLE sighting_chunk ADD COLUMN cameras BLOB;
      ALTER TABLE sighting_chunk ADD COLUMN content_low INTEGER;
      ALTER TABLE sighting_chunk ADD COLUMN content_high INTEGER;

      CREATE INDEX sighting_chunk_zone ON sighting_chunk
        (day, plate_max, plate_min, time_min, time_max, rows, sorted_run, part, content_low,
         content_high, cameras);
      CREATE INDEX call_chunk_zone ON call_chunk
        (day, number_max, number_min, time_min, time_max, rows, sorted_run, part);
      """)
}
