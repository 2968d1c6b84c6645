import Vocabulary

/// The changes of a list as it is published: `changes/<file>` beside each `<file>`.
public struct ChangeTable {
  /// The header.
  public static let columns = [
    "change", "subject", "rank_before", "rank", "score_before", "score", "why", "handling",
  ]

  /// - Parameters:
  ///   - changes: Of one list.
  ///   - paths: Every file of the list, so that one without changes is published too.
  /// - Returns: One table for each file, in order of path.
  public static func tables(of changes: ListChanges, paths: [String]) -> [ListTable] {
    let byPath = Dictionary(grouping: changes.changes, by: \.path)
    return Set(paths).union(byPath.keys).sorted().map { path in
      ListTable(
        path: "changes/" + path, columns: columns, rows: (byPath[path] ?? []).map(row))
    }
  }

  private static func row(_ change: ListChange) -> [ListCell] {
    [
      .text(change.kind.rawValue), .text(change.subject), rank(change.rankBefore),
      rank(change.rank), score(change.scoreBefore), score(change.score),
      .text(change.why.joined(separator: ";")), .text(change.handling),
    ]
  }

  private static func rank(_ rank: Int?) -> ListCell {
    rank.map { .number(String($0)) } ?? .text("")
  }

  private static func score(_ score: Double?) -> ListCell {
    score.map { .number(Sentence.decimal($0, 2)) } ?? .text("")
  }
}
