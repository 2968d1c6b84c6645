import Archive
import Foundation
import Primitives

/// The register of copies: what was handed to whom, and which copy a row was taken from.
public struct ListDisclosures: Sendable {
  private let archive: String

  /// - Parameter archive: The archive that the exports were made of.
  public init(archive: String) { self.archive = archive }

  /// Every copy, oldest first. The look is logged before anything is shown.
  public func list() throws -> [String] {
    let store = try StandingArchive.open(archive, .writing)
    let copies = try store.disclosures()
    try store.log(AuditEntry(.consultation, "disclosures", [], rows: copies.count))
    return try copies.map {
      Self.line($0) + "  rows \(try store.disclosedEntries(of: $0.id).count)"
    }
      + ["copies: \(copies.count)"]
  }

  /// The copies that a subject is in, by the name of the subject, one of its records (`source:id`),
  /// a row's reference (`E…`) or a copy's mark (`C…`).
  ///
  /// - Throws: When no copy holds it.
  public func find(_ wanted: String) throws -> [String] {
    let store = try StandingArchive.open(archive, .writing)
    var lines: [String] = []
    for copy in try store.disclosures() {
      if copy.copy == wanted || copy.id == wanted { lines.append(Self.line(copy)) }
      for entry in try store.disclosedEntries(of: copy.id)
      where entry.entry == wanted || entry.subject == wanted || entry.records.contains(wanted) {
        lines.append(Self.line(copy) + "  \(entry.entry)  \(entry.list)  \(entry.subject)")
      }
    }
    try store.log(AuditEntry(.consultation, "disclosures", [wanted], rows: lines.count))
    guard !lines.isEmpty else {
      throw EngineError(
        "no copy that was handed over holds \(wanted)",
        mend: "write an entry (E…) or a copy (C…) as a row shows it, or a subject as a list names "
          + "it", exit: .noInput)
    }
    return lines
  }

  private static func line(_ copy: Disclosure) -> String {
    [
      copy.id, copy.issuedAt.iso8601, "to \(copy.recipient) (\(copy.recipientClass))",
      "under \(copy.agreement)", "for \(copy.purpose)", "valid to \(copy.validUntil.iso8601)",
    ].joined(separator: "  ")
  }
}
