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
    FileSums(result.files).print()
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
