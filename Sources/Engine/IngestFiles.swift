import Archive
import Foundation
import Intake
import Primitives
import Tabular
import Vocabulary

/// Takes what is new in an inbox into the archive, one transaction a file.
struct IngestFiles {
  let archive: RecordArchive
  let maxBad: Double
  let workers: Workers
  let progress: ProgressSink

  /// Every file of the inbox in its fixed order, and what became of each.
  func run(_ inbox: InboxListing) throws -> [FileReport] {
    var reports: [FileReport] = []
    for passed in inbox.scan.notUnderstood {
      let name = [passed.folder, passed.fileName].compactMap { $0 }.filter { !$0.isEmpty }
      progress(.note("\(name.joined(separator: "/")): not read: \(passed.reason)"))
    }
    for found in inbox.scan.files {
      let report = try ingest(found, inbox: inbox)
      progress(.file(report))
      reports.append(report)
    }
    if reports.contains(where: { $0.fate == .stored }) {
      _ = try archive.compactDays(workers: workers)
    }
    return reports
  }

  private func ingest(_ found: InboxScan.Found, inbox: InboxListing) throws -> FileReport {
    let folder = inbox.path + "/" + found.source
    let path = folder + "/" + found.fileName
    var report = FileReport(found)
    try report.fill { report in
      let mark = FileMark(path: path)
      (report.digest, report.bytes) = try FileDigest.sha256(path: path)
      try take(found, folder: folder, path: path, mark: mark, into: &report)
    }
    return report
  }

  private func take(
    _ found: InboxScan.Found, folder: String, path: String, mark: FileMark?,
    into report: inout FileReport
  ) throws {
    let file = SourceFile(
      source: found.source, kind: found.kind, name: found.fileName, digest: report.digest)
    if let retraction = try archive.retraction(ofDigest: report.digest) {
      report.fate = .retracted
      report.notes = [
        "retracted by \(retraction.decidedBy), \(retraction.decidedAt.iso8601): "
          + retraction.reason
      ]
      return
    }
    var summary: IntakeSummary?
    let contents = contents(of: found, folder: folder, path: path, size: report.bytes) {
      // What was read must be what the digest is of, or the archive would name other bytes.
      guard FileMark(path: path) == mark else {
        throw IntakeError.changed()
      }
      summary = $0
    }
    let outcome = try archive.ingest(file, bytes: report.bytes, workers: workers, contents)
    fill(&report, outcome, summary)
  }

  /// What reads a file into the archive.
  ///
  /// - Parameter summarise: Told what was read, at the end; a throw leaves the file out.
  private func contents(
    of found: InboxScan.Found, folder: String, path: String, size: Int,
    summarise: @escaping (IntakeSummary) throws -> Void = { _ in }
  ) -> (IngestWriter) throws -> IngestClosing {
    { writer in
      let reader = try Self.reader(of: found, folder: folder, maxBad: maxBad)
      let source = try SourceOpening.open(
        path: path, limits: found.section?.limits ?? ReadingLimits())
      var steps = LineSteps()
      var rows = 0
      var bad = 0
      let read = try reader.read(source, file: Ordinal(0), workers: workers) { batch in
        try Self.store(batch, writer)
        for step in batch.lineSteps { steps.append(row: step.row, line: step.line) }
        rows += batch.rows.count
        bad += batch.rejects.count
        progress(
          .ingesting(
            file: found.source + "/" + found.fileName, rows: rows, bytes: source.bytesRead,
            ofBytes: size, quarantined: bad))
      }
      try summarise(read)
      return IngestClosing(
        rowsRead: read.rowsRead - read.rowsIgnored, lineSteps: steps,
        warnings: Self.json(read.warningsByCode))
    }
  }

  /// A file of the inbox that is to be read once more.
  func again(_ found: InboxScan.Found, in inbox: InboxListing, held: HeldFile) -> FileAgain {
    let folder = inbox.path + "/" + found.source
    return FileAgain(
      held.file, bytes: held.bytes,
      contents(
        of: found, folder: folder, path: folder + "/" + found.fileName, size: held.bytes))
  }

  /// The reader of a file, with the side files that its mapping names.
  static func reader(
    of found: InboxScan.Found, folder: String, maxBad: Double
  ) throws -> FeedReader {
    let tables = try found.section.map { section throws(IntakeError) in
      try FeedTables.load(for: section) { side throws(TabularError) in
        try SourceOpening.open(path: folder + "/" + side)
      }
    }
    return FeedReader(
      source: found.source, kind: found.kind, fileName: found.fileName, section: found.section,
      tables: tables ?? .none, settings: IntakeSettings(maxBad: maxBad))
  }

  private static func store(_ batch: IntakeBatch, _ writer: IngestWriter) throws {
    switch batch.rows {
    case .records(let rows): if !rows.isEmpty { try writer.add(records: rows) }
    case .sightings(let columns): try writer.add(sightings: columns)
    case .calls(let columns): try writer.add(calls: columns)
    }
    if !batch.rejects.isEmpty {
      try writer.add(
        quarantined: batch.rejects.map {
          QuarantinedRow(diagnostic: $0.diagnostic, original: $0.text)
        })
    }
  }

  private func fill(
    _ report: inout FileReport, _ outcome: IngestOutcome, _ summary: IntakeSummary?
  ) {
    let counts = outcome.counts
    report.read = counts.rowsRead
    switch outcome {
    case .alreadyHeld:
      report.fate = .alreadyHeld
      report.alreadyHeld = counts.rowsRead
    case .ingested:
      report.fate = .stored
      report.stored = counts.rowsStored
      report.quarantined = counts.rowsQuarantined
      report.alreadyHeld = counts.rowsHeld
    }
    guard let summary else { return }
    report.leftOut = summary.rowsIgnored
    report.notes = summary.notes
    report.warnings = Dictionary(
      uniqueKeysWithValues: summary.warningsByCode.map { ($0.code, $0.count) })
  }

  /// A defect as one line, without its value.
  static func sentence(_ diagnostic: Diagnostic) -> String {
    let column = diagnostic.column.map { " \($0):" } ?? ""
    return
      "row \(diagnostic.place.row), line \(diagnostic.place.line), byte \(diagnostic.place.byte):"
      + "\(column) [\(diagnostic.code)] \(diagnostic.reason); \(diagnostic.mend)"
  }

  private static func json(_ counts: [IntakeSummary.CodeCount]) -> String {
    "[" + counts.map { "{\"code\":\"\($0.code)\",\"count\":\($0.count)}" }.joined(separator: ",")
      + "]"
  }
}

/// A duration in seconds.
func seconds(_ duration: Duration) -> Double {
  Double(duration.components.seconds) + Double(duration.components.attoseconds) * 1e-18
}
