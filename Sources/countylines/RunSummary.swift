import Engine
import Foundation

/// What a nightly run prints at its end: the sum of rows, the head of each list, and where they
/// are.
struct RunSummary {
  let result: NightlyResult
  let head: Int

  /// Characters of a row or reason that are shown.
  private static let width = 140

  func print() {
    let files = result.files
    func sum(_ value: (FileReport) -> Int) -> Int { files.reduce(0) { $0 + value($1) } }
    let taken = files.filter { $0.fate != .refused }
    func kept(_ value: (FileReport) -> Int) -> Int { taken.reduce(0) { $0 + value($1) } }
    Terminal.result(
      "\(files.count) files: read \(kept(\.read)) = stored \(kept(\.stored)) + quarantined "
        + "\(kept(\.quarantined)) + already held \(kept(\.alreadyHeld))")
    let refused = files.count - taken.count
    if refused > 0 {
      Terminal.result(
        "\(refused) files refused, nothing of them kept; \(sum(\.read) - kept(\.read)) rows seen")
    }
    if result.isStanding {
      Terminal.result("nothing new: the lists of \(result.runId) stand")
    }
    Terminal.result("as of \(result.asOf)")
    for remark in result.remarks { Terminal.result(remark) }
    if head > 0 { for table in result.heads { show(table) } }
    Terminal.result("")
    Terminal.result("lists in \(result.folder)")
  }

  /// The head of one list, cut to the width of a terminal.
  private func show(_ table: NightlyResult.Head) {
    Terminal.result("")
    Terminal.result("\(table.path): \(table.rowCount) \(table.rowCount == 1 ? "row" : "rows")")
    for row in table.rows.prefix(head) {
      Terminal.result("  " + String(row.title.prefix(Self.width)))
      for reason in row.reasons.prefix(2) {
        Terminal.result("       " + String(reason.prefix(Self.width)))
      }
    }
  }
}
