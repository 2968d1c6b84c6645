import Archive
import Foundation
import Primitives

/// The log of an archive: who collected, altered, looked at, disclosed, combined or erased what.
public struct AuditArchive: Sendable {
  private let archive: String

  /// - Parameter archive: The archive of a nightly run.
  public init(archive: String) { self.archive = archive }

  /// The log, oldest first, a line a record. Looking at it is itself logged.
  public func list() throws -> [String] {
    let store = try StandingArchive.open(archive, .writing)
    let records = try store.auditLog()
    try store.log(AuditEntry(.consultation, "audit_log", [], rows: records.count))
    return records.map(Self.text) + ["records: \(records.count)"]
  }

  /// What is wrong with the log, each a sentence; empty when all is well.
  ///
  /// - Parameters:
  ///   - heads: A file of heads that were noted outside the archive; nil when there is none.
  ///   - key: The public key by which they are signed; nil to take them unsigned.
  /// - Returns: Findings, and how many records and heads were looked at.
  public func verify(
    heads: String?, key: String?
  ) throws -> (findings: [String], records: Int, heads: Int) {
    let store = try StandingArchive.open(archive, .reading)
    var findings: [String] = []
    var noted: [AuditHead] = []
    if let heads {
      guard FileManager.default.fileExists(atPath: heads) else {
        throw EngineError(
          "there are no heads at \(heads)",
          mend: "name the file that the nightly job adds to, such as lists/audit-heads.ndjson",
          exit: .noInput)
      }
      let verifying = try key.map { path throws(EngineError) in try VerifyingKey(path: path) }
      for line in try AuditHeads(path: heads).lines() {
        if let verifying {
          let signature = line.signature.flatMap { Data(base64Encoded: $0) }
          guard let signature, verifying.isRight(signature, of: line.signed) else {
            findings.append("the head of record \(line.number) is not signed by this key")
            continue
          }
        }
        guard let hash = AuditHeads.bytes(line.hash) else {
          findings.append("the head of record \(line.number) has no readable hash")
          continue
        }
        noted.append(AuditHead(number: line.number, hash: hash))
      }
    }
    let log = try store.auditLog()
    findings += AuditCheck.findings(log: log, heads: noted)
    return (findings, log.count, noted.count)
  }

  private static func text(_ record: AuditRecord) -> String {
    let entry = record.entry
    var parts = [
      String(record.number), record.at.iso8601, record.actor, entry.operation.rawValue,
      entry.objectKind,
    ]
    let shown = entry.objects.prefix(4).joined(separator: ", ")
    if !shown.isEmpty {
      parts.append(entry.objects.count > 4 ? shown + ", …" : shown)
    }
    parts.append("rows \(entry.rows)")
    if let recipient = entry.recipient { parts.append("to \(recipient)") }
    if entry.outcome != .done { parts.append(entry.outcome.rawValue) }
    if !entry.reason.isEmpty { parts.append(entry.reason) }
    return parts.joined(separator: "  ")
  }
}
