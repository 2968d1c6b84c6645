import GRDB
import Primitives

extension RecordArchive {
  /// All runs, in the order in which they were begun.
  public func runs() throws(ArchiveError) -> [HeldRun] {
    try read { database in try Self.runs(database, where: "1 ORDER BY run_no", []) }
  }

  /// The run of a name, if there is one.
  public func run(_ id: String) throws(ArchiveError) -> HeldRun? {
    try read { database in try Self.runs(database, where: "run_id = ?", [id]).first }
  }

  /// The newest run that was finished.
  public func lastFinishedRun() throws(ArchiveError) -> HeldRun? {
    try read { database in
      try Self.runs(database, where: "status = 'finished' ORDER BY run_no DESC LIMIT 1", []).first
    }
  }

  /// What a run matched people by, as text; nil when it matched nobody or kept none.
  public func model(ofRun id: String) throws(ArchiveError) -> String? {
    try read { database in
      try String.fetchOne(
        database, sql: "SELECT model FROM run_model JOIN run USING (run_no) WHERE run_id = ?",
        arguments: [id])
    }
  }

  /// A list of a run, by force and position.
  ///
  /// - Parameter force: Only that force's list; nil for all of them.
  public func entries(
    run: String, list: String, force: String? = nil
  ) throws(ArchiveError) -> [ListEntry] {
    if let force {
      return try entries(where: "run_id = ? AND list = ? AND force = ?", [run, list, force])
    }
    return try entries(where: "run_id = ? AND list = ?", [run, list])
  }

  /// The rows of a run's list that are about one subject: one for each force whose list it is on.
  public func entries(
    run: String, list: String, subject: String
  ) throws(ArchiveError) -> [ListEntry] {
    try entries(where: "run_id = ? AND list = ? AND subject = ?", [run, list, subject])
  }

  private func entries(
    where condition: String, _ texts: [String]
  ) throws(ArchiveError) -> [ListEntry] {
    try read { database in
      let statement = try RawStatement(
        database,
        """
        SELECT list, force, position, subject, row, explanation
        FROM list_entry JOIN run USING (run_no)
        WHERE status = 'finished' AND \(condition) ORDER BY list, force, position
        """)
      for text in texts { try statement.bind(text) }
      var entries: [ListEntry] = []
      while try statement.step() {
        entries.append(
          ListEntry(
            list: statement.text(0), force: statement.text(1),
            position: Int(statement.integer(2)), subject: statement.text(3),
            row: statement.text(4), explanation: statement.text(5)))
      }
      return entries
    }
  }

  private static func runs(
    _ database: Database, where condition: String, _ texts: [String]
  ) throws -> [HeldRun] {
    let statement = try RawStatement(
      database,
      """
      SELECT run_id, inputs_digest, as_of, seed, configuration, run_no, status, manifest
      FROM run WHERE \(condition)
      """)
    for text in texts { try statement.bind(text) }
    var runs: [HeldRun] = []
    while try statement.step() {
      guard let seed = UInt64(statement.text(3)),
        let status = HeldRun.Status(rawValue: statement.text(6))
      else { throw ColumnChunk.Damage(what: "a run's seed or status is not readable") }
      runs.append(
        HeldRun(
          opening: RunOpening(
            id: statement.text(0), inputsDigest: statement.text(1),
            asOf: Instant(seconds: statement.integer(2)), seed: seed,
            configuration: statement.text(4)),
          number: Int(statement.integer(5)), status: status,
          manifest: statement.optionalText(7)))
    }
    return runs
  }
}
