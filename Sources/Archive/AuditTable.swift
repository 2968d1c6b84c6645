import GRDB
import Glibc
import Primitives

extension RecordArchive {
  /// Writes a record of the log in a transaction of its own: of what is about to be looked at or
  /// given away. If it cannot be written, nothing may be shown.
  ///
  /// - Returns: The record's number.
  @discardableResult
  public func log(_ entry: AuditEntry) throws(ArchiveError) -> Int {
    try write { database in try log(entry, database) }
  }

  /// Writes a record of the log in the transaction of what it tells of.
  @discardableResult
  func log(_ entry: AuditEntry, _ database: Database) throws -> Int {
    let head = try Self.head(database)
    let now = configuration.now ?? Instant(seconds: Int64(time(nil)))
    let bare = AuditRecord(
      number: head.number + 1, at: now, actor: configuration.actor, entry: entry,
      previous: head.hash, hash: [])
    let statement = try RawStatement(
      database,
      """
      INSERT INTO audit_record (audit_no, at, actor, operation, object_kind, objects, rows,
        recipient, reason, outcome, previous, hash)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """)
    try statement.bind(bare.number)
    try statement.bind(now.seconds)
    try statement.bind(bare.actor)
    try statement.bind(entry.operation.rawValue)
    try statement.bind(entry.objectKind)
    try statement.bind(Self.text(entry.objects))
    try statement.bind(entry.rows)
    if let recipient = entry.recipient {
      try statement.bind(recipient)
    } else {
      try statement.bindNull()
    }
    try statement.bind(entry.reason)
    try statement.bind(entry.outcome.rawValue)
    try statement.bind(head.hash)
    try statement.bind(bare.rightHash)
    try statement.run()
    return bare.number
  }

  /// The end of the log's chain.
  public func auditHead() throws(ArchiveError) -> AuditHead { try read { try Self.head($0) } }

  private static func head(_ database: Database) throws -> AuditHead {
    let statement = try RawStatement(
      database, "SELECT audit_no, hash FROM audit_record ORDER BY audit_no DESC LIMIT 1")
    defer { statement.reset() }
    guard try statement.step() else { return .none }
    return AuditHead(number: Int(statement.integer(0)), hash: statement.blob(1))
  }

  /// The log, oldest first.
  ///
  /// - Parameter from: The first record wanted.
  public func auditLog(from number: Int = 1) throws(ArchiveError) -> [AuditRecord] {
    try read { database in
      let statement = try RawStatement(
        database,
        """
        SELECT audit_no, at, actor, operation, object_kind, objects, rows, recipient, reason,
          outcome, previous, hash
        FROM audit_record WHERE audit_no >= ? ORDER BY audit_no
        """)
      try statement.bind(number)
      var records: [AuditRecord] = []
      while try statement.step() {
        guard let operation = AuditEntry.Operation(rawValue: statement.text(3)),
          let outcome = AuditEntry.Outcome(rawValue: statement.text(9))
        else { throw ColumnChunk.Damage(what: "the audit log has an unknown operation") }
        var entry = AuditEntry(
          operation, statement.text(4), Self.objects(statement.text(5)),
          rows: Int(statement.integer(6)), reason: statement.text(8), outcome: outcome)
        entry.recipient = statement.isNull(7) ? nil : statement.text(7)
        records.append(
          AuditRecord(
            number: Int(statement.integer(0)), at: Instant(seconds: statement.integer(1)),
            actor: statement.text(2), entry: entry, previous: statement.blob(10),
            hash: statement.blob(11)))
      }
      return records
    }
  }

  /// Identifiers, one a line; line breaks and backslashes within one are written as `\n` and `\\`.
  private static func text(_ objects: [String]) -> String {
    objects.map { object in
      var written = ""
      for scalar in object.unicodeScalars {
        switch scalar {
        case "\\": written += "\\\\"
        case "\n": written += "\\n"
        default: written.unicodeScalars.append(scalar)
        }
      }
      return written + "\n"
    }.joined()
  }

  private static func objects(_ text: String) -> [String] {
    var objects: [String] = []
    var object = ""
    var isEscaped = false
    for scalar in text.unicodeScalars {
      if isEscaped {
        object.unicodeScalars.append(scalar == "n" ? "\n" : scalar)
        isEscaped = false
      } else if scalar == "\\" {
        isEscaped = true
      } else if scalar == "\n" {
        objects.append(object)
        object = ""
      } else {
        object.unicodeScalars.append(scalar)
      }
    }
    return objects
  }
}
