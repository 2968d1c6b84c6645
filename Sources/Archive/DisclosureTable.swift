import GRDB
public import Primitives

/// One copy that was handed to somebody outside.
public struct Disclosure: Hashable, Sendable {
  /// Its name, which is also its folder's.
  public var id: String
  /// The sharing agreement under which it was given.
  public var agreement: String
  /// Who received it.
  public var recipient: String
  /// What kind of body the recipient is.
  public var recipientClass: String
  /// What it was given for.
  public var purpose: String
  /// The mark that every row of this copy carries, and no other copy.
  public var copy: String
  /// When it was given.
  public var issuedAt: Instant
  /// Until when it may be used; later than `issuedAt`.
  public var validUntil: Instant
  /// The newest moment that its data reach.
  public var dataThrough: Instant
  /// Its manifest, as JSON.
  public var manifest: String

  /// A copy; no text may be empty.
  public init(
    id: String, agreement: String, recipient: String, recipientClass: String, purpose: String,
    copy: String, issuedAt: Instant, validUntil: Instant, dataThrough: Instant, manifest: String
  ) {
    self.id = id
    self.agreement = agreement
    self.recipient = recipient
    self.recipientClass = recipientClass
    self.purpose = purpose
    self.copy = copy
    self.issuedAt = issuedAt
    self.validUntil = validUntil
    self.dataThrough = dataThrough
    self.manifest = manifest
  }
}

/// One row of a copy: what it called its subject, and what the archive calls it.
public struct DisclosedEntry: Hashable, Sendable {
  /// The reference that the row shows.
  public var entry: String
  /// The list, such as `premises`.
  public var list: String
  /// What the row is about: an entity, a registration, a home, a lineage.
  public var subject: String
  /// Records by which the subject is known, `source:id`.
  public var records: [String]

  /// A row of a copy.
  public init(entry: String, list: String, subject: String, records: [String]) {
    self.entry = entry
    self.list = list
    self.subject = subject
    self.records = records
  }
}

extension RecordArchive {
  /// Writes that a copy is handed over, its rows, and its record in the log, in one transaction.
  ///
  /// Called before the copy can be read by anybody: if this cannot be written, nothing leaves.
  ///
  /// - Returns: The number of the record in the log.
  /// - Throws: `refused` when a copy of that name was handed over before.
  @discardableResult
  public func disclose(
    _ disclosure: Disclosure, entries: [DisclosedEntry]
  ) throws(ArchiveError) -> Int {
    try write { database in
      let record = try log(
        AuditEntry(
          .disclosure, "export",
          [disclosure.id, disclosure.agreement]
            + Set(entries.map { "\($0.list):\($0.subject)" }).sorted(),
          rows: entries.count, recipient: disclosure.recipient, reason: disclosure.purpose),
        database)
      try database.execute(
        sql: """
          INSERT INTO disclosure (disclosure_id, audit_no, agreement, recipient, recipient_class,
            purpose, copy, issued_at, valid_until, data_through, manifest)
          VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, iif(json_valid(?11), ?11, NULL))
          """,
        arguments: [
          disclosure.id, record, disclosure.agreement, disclosure.recipient,
          disclosure.recipientClass, disclosure.purpose, disclosure.copy,
          disclosure.issuedAt.seconds, disclosure.validUntil.seconds,
          disclosure.dataThrough.seconds, disclosure.manifest,
        ])
      let number = database.lastInsertedRowID
      for entry in entries {
        try database.execute(
          sql: "INSERT INTO disclosed_entry VALUES (?, ?, ?, ?, ?)",
          arguments: [
            number, entry.entry, entry.list, entry.subject,
            entry.records.map { $0 + "\n" }.joined(),
          ])
      }
      return record
    }
  }

  /// Every copy that was handed over, oldest first.
  public func disclosures() throws(ArchiveError) -> [Disclosure] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT disclosure_id, agreement, recipient, recipient_class, purpose, copy, issued_at,
            valid_until, data_through, manifest
          FROM disclosure ORDER BY disclosure_no
          """
      ).map { row in
        Disclosure(
          id: row[0], agreement: row[1], recipient: row[2], recipientClass: row[3],
          purpose: row[4], copy: row[5], issuedAt: Instant(seconds: row[6]),
          validUntil: Instant(seconds: row[7]), dataThrough: Instant(seconds: row[8]),
          manifest: row[9])
      }
    }
  }

  /// The rows of a copy, in order of their references.
  public func disclosedEntries(of id: String) throws(ArchiveError) -> [DisclosedEntry] {
    try read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT entry, list, subject, records FROM disclosed_entry JOIN disclosure
            USING (disclosure_no) WHERE disclosure_id = ? ORDER BY entry
          """, arguments: [id]
      ).map { row in
        let records: String = row[3]
        return DisclosedEntry(
          entry: row[0], list: row[1], subject: row[2],
          records: records.split(separator: "\n").map(String.init))
      }
    }
  }
}
