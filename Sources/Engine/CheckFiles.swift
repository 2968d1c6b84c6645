import Foundation
import Intake
public import Primitives
import Tabular
import Vocabulary

/// Reads an inbox against the contract and writes nothing.
public struct CheckFiles: Sendable {
  private let inbox: String
  private let maxBad: Double
  private let workers: Workers

  /// - Parameter maxBad: The share of a file's rows that may be bad before it is refused.
  public init(inbox: String, maxBad: Double = 0.05, workers: Workers) {
    self.inbox = inbox
    self.maxBad = maxBad
    self.workers = workers
  }

  /// Every file of the inbox, and what a nightly run would make of it. `stored` counts the rows
  /// that would be; repeats of what an archive already holds are not known here.
  public func run(progress: ProgressSink) throws -> [FileReport] {
    let listing = try InboxListing(path: inbox)
    for passed in listing.scan.notUnderstood {
      let name = [passed.folder, passed.fileName].compactMap { $0 }.filter { !$0.isEmpty }
      progress(.note("\(name.joined(separator: "/")): not read: \(passed.reason)"))
    }
    return try listing.scan.files.map { found in
      let report = try check(found, inbox: listing)
      progress(.file(report))
      return report
    }
  }

  private func check(_ found: InboxScan.Found, inbox: InboxListing) throws -> FileReport {
    let folder = inbox.path + "/" + found.source
    let path = folder + "/" + found.fileName
    var report = FileReport(found)
    try report.fill { report in
      (report.digest, report.bytes) = try FileDigest.sha256(path: path)
      var examples: [String] = []
      let summary = try reader(of: found, folder: folder).read(
        SourceOpening.open(path: path, limits: found.section?.limits ?? ReadingLimits()),
        file: Ordinal(0), workers: workers
      ) { batch in
        for reject in batch.rejects where examples.count < 20 {
          examples.append(IngestFiles.sentence(reject.diagnostic))
        }
      }
      report.fate = .stored
      report.read = summary.rowsRead - summary.rowsIgnored
      report.stored = summary.rowsKept
      report.quarantined = summary.rowsRejected
      report.leftOut = summary.rowsIgnored
      report.notes = summary.notes
      report.warnings = Dictionary(
        uniqueKeysWithValues: summary.warningsByCode.map { ($0.code, $0.count) })
      report.examples = examples
    }
    return report
  }

  private func reader(of found: InboxScan.Found, folder: String) throws -> FeedReader {
    try IngestFiles.reader(of: found, folder: folder, maxBad: maxBad)
  }
}
