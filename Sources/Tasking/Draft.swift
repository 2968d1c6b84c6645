import Picture
import Signals
import Vocabulary

/// A row before it has a rank: who or what, which list, what was found, and its own columns.
struct Draft: Sendable {
  /// What the row is about, as `explain --subject` names it.
  let subject: String
  /// Other names by which it can be asked for: `source:id` of each record.
  let aliases: [String]
  /// The file: `controllers`, `vehicle_stops/cheshire`, …
  let path: String
  let findings: [Finding]
  let unasked: [String: String]
  /// Records the row itself shows, beyond what its findings stand on.
  let shown: [Evidence]
  /// The list's own columns, in its order.
  let cells: [ListCell]
}

/// One list's shape: its columns, and every file it is published in.
struct ListShape: Sendable {
  let kind: ListKind
  /// Columns of its own.
  let columns: [String]
  /// Files, so that an empty list is published too.
  let paths: [String]

  static let sharedBefore = ["rank", "score", "band", "rank_low", "rank_high", "status"]
  static let sharedAfter = ["reasons", "evidence", "handling", "basis"]
}
