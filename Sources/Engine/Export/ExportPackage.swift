import Archive
import Foundation
import Picture
import Primitives
import Tasking
import Vocabulary

/// An export, complete and signed, before anything of it is written: a pure function of the lists
/// that the recipient may see, the agreement, the purpose, the moment and the key.
struct ExportPackage {
  /// Paths within the export's folder and their contents.
  let files: [(path: String, bytes: Data)]
  let disclosure: Disclosure
  let entries: [DisclosedEntry]
  /// Rows of each table, by file.
  let counts: [(path: String, rows: Int)]

  /// - Parameters:
  ///   - outcome: Worked out for the agreement's audience.
  ///   - given: The lists that are handed over.
  init(
    _ outcome: Correlation.Outcome, agreement: SharingAgreement, purpose: String,
    given: [SharingAgreement.List], format: ExportFormat, now: Instant, key: SigningKey
  ) throws {
    let picture = outcome.answers.picture
    let marks = CopyMarks(
      agreement: agreement, purpose: purpose, dataThrough: picture.asOf, issuedAt: now,
      signedWith: key)
    let tables = ExportTables(agreement: agreement, marks: marks, picture: picture)
      .tables(of: outcome.drawn, given: given)
    var files = tables.map { table in
      (
        path: "\(table.name)-\(marks.marking).\(format.ending)",
        bytes: Data(format.text(of: table).utf8)
      )
    }
    counts = zip(files, tables).map { (path: $0.path, rows: $1.rows.count) }
    let manifest = ExportManifest(
      exportId: Self.name(of: marks), copy: marks.copy, agreement: agreement.id,
      recipient: agreement.recipient, recipientClass: agreement.recipientClass.rawValue,
      purpose: purpose, issuedAt: marks.issuedAt.iso8601, validUntil: marks.validUntil.iso8601,
      dataThrough: marks.dataThrough.iso8601, marking: marks.marking,
      conditionsAuthorisedBy: agreement.conditionsAuthorisedBy, format: format.rawValue,
      codeVersion: ProgramVersion.text,
      files: zip(files, tables).map { file, table in
        ExportManifest.File(
          path: file.path, rows: table.rows.count, sha256: FileDigest.sha256(data: file.bytes))
      })
    let text = try manifest.json()
    files.append((path: "MANIFEST.json", bytes: Data(text.utf8)))
    files.append((path: "MANIFEST.sig", bytes: try key.signature(of: Data(text.utf8))))
    self.files = files
    entries = tables.flatMap(\.entries)
    disclosure = Disclosure(
      id: manifest.exportId, agreement: agreement.id, recipient: agreement.recipient,
      recipientClass: agreement.recipientClass.rawValue, purpose: purpose, copy: marks.copy,
      issuedAt: now, validUntil: marks.validUntil, dataThrough: picture.asOf, manifest: text)
  }

  /// The day and the copy.
  private static func name(of marks: CopyMarks) -> String {
    marks.issuedAt.utcDay.iso8601.split(separator: "-").joined() + "-" + marks.copy
  }
}
