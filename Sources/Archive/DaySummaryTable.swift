import GRDB
import Primitives

extension RecordArchive {
  /// The kept summary of a day, if it was made of that basis and its bytes are as they were
  /// written.
  ///
  /// - Parameters:
  ///   - day: Days since the epoch.
  ///   - basis: What it must have been made of: the digest of the day's sightings and the form.
  public func summary(ofDay day: Int64, basis: String) throws(ArchiveError) -> [UInt8]? {
    try read { database in
      let statement = try RawStatement(
        database, "SELECT digest, body FROM day_summary WHERE day = ? AND basis = ?")
      try statement.bind(day)
      try statement.bind(basis)
      guard try statement.step() else { return nil }
      let body = statement.blob(1)
      // A damaged summary is no loss: it is made anew.
      return UInt64(bitPattern: statement.integer(0)) == Self.digest(of: body) ? body : nil
    }
  }

  /// Keeps a day's summary in the place of an older one.
  public func keep(summary body: [UInt8], ofDay day: Int64, basis: String) throws(ArchiveError) {
    try write { database in
      let statement = try RawStatement(
        database,
        "INSERT OR REPLACE INTO day_summary (day, basis, digest, body) VALUES (?, ?, ?, ?)")
      try statement.bind(day)
      try statement.bind(basis)
      try statement.bind(Int64(bitPattern: Self.digest(of: body)))
      try statement.bind(body)
      try statement.run()
    }
  }

  /// Forgets all kept summaries: the next run makes them anew.
  public func forgetSummaries() throws(ArchiveError) {
    try write { database in try database.execute(sql: "DELETE FROM day_summary") }
  }

  private static func digest(of body: [UInt8]) -> UInt64 {
    var hash = StableHash(seed: UInt64(body.count))
    body.withUnsafeBytes { bytes in
      var at = 0
      while at + 8 <= bytes.count {
        hash.combine(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self)))
        at += 8
      }
      while at < bytes.count {
        hash.combine(UInt64(bytes[at]))
        at += 1
      }
    }
    return hash.value
  }
}
