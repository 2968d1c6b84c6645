public import Vocabulary

/// What is new, gone, up and down on one list since the run before, and why.
///
/// A subject that changed its name because two people turned out to be one is gone under the old
/// name and points at the new; one that moved to another force's file is gone from the one and new
/// on the other, and both say so. A row whose rank stands is no change, whatever its score did.
public struct ListChanges: Sendable {
  /// Which list.
  public let kind: ListKind
  /// By file in order of path; within a file the new first, then gone, up and down, each by rank.
  public let changes: [ListChange]

  /// - Parameters:
  ///   - list: The list as it is drawn now.
  ///   - before: Every row's explanation of the run before; empty on the first run.
  /// - Complexity: O(n²) in the rows of a file, for who passed whom; a file holds a thousand at
  ///   most.
  public init(of list: DrawnList, since before: [Explanation]) {
    kind = list.kind
    let comparison = Comparison(list: list, before: before)
    changes = comparison.changes().sorted {
      ($0.path, $0.kind, $0.rank ?? $0.rankBefore ?? 0, $0.subject)
        < ($1.path, $1.kind, $1.rank ?? $1.rankBefore ?? 0, $1.subject)
    }
  }
}

private struct Comparison {
  private let rows: [Explanation]
  private let rowsBefore: [Explanation]
  private let now: Standings
  private let before: Standings
  private let leftOut: [String: LeftOut]

  init(list: DrawnList, before earlier: [Explanation]) {
    rows = list.explanations
    rowsBefore = earlier
    now = Standings(rows)
    before = Standings(earlier)
    leftOut = Dictionary(
      list.leftOut.map { (Self.place($0.explanation), $0) }, uniquingKeysWith: { first, _ in first }
    )
  }

  private static func place(_ why: Explanation) -> String { why.path + "\n" + why.subject }

  func changes() -> [ListChange] {
    rows.compactMap { row in
      guard let was = before.row(of: row.subject, on: row.path) else { return arrived(row) }
      return was.rank == row.rank ? nil : moved(row, was)
    }
      + rowsBefore.filter { now.row(of: $0.subject, on: $0.path) == nil }.map(left)
  }

  private func arrived(_ row: Explanation) -> ListChange {
    var why: [String] = []
    if let was = before.row(of: row.subject) {
      why.append("was on \(was.path) at rank \(was.rank)")
    } else if let was = before.namesake(of: row) {
      why.append("was listed as \(was.subject) at rank \(was.rank)")
    }
    why += strongest(row, 3)
    return ListChange(
      path: row.path, subject: row.subject, kind: .new, rankBefore: nil, rank: row.rank,
      scoreBefore: nil, score: row.score, why: why.map(Sentence.clean), handling: row.handling)
  }

  private func moved(_ row: Explanation, _ was: Explanation) -> ListChange {
    let isUp = row.rank < was.rank
    return ListChange(
      path: row.path, subject: row.subject, kind: isUp ? .up : .down, rankBefore: was.rank,
      rank: row.rank, scoreBefore: was.score, score: row.score,
      why: WaterfallDifference(from: was, to: row).sentences + others(row, was, isUp: isUp),
      handling: stricter(row, was))
  }

  /// What the other rows of the file did to this one's rank.
  private func others(_ row: Explanation, _ was: Explanation, isUp: Bool) -> [String] {
    let present = (now.files[row.path] ?? []).filter { $0.subject != row.subject }
    let ranks = present.map {
      (now: $0.rank, before: before.row(of: $0.subject, on: $0.path)?.rank)
    }
    var why: [String] = []
    if isUp {
      let gone = (before.files[row.path] ?? []).count {
        $0.rank < was.rank && now.row(of: $0.subject, on: $0.path) == nil
      }
      let passed = ranks.count { $0.now > row.rank && $0.before ?? .max < was.rank }
      if gone > 0 { why.append("above it \(gone) left the list") }
      if passed > 0 { why.append("it passed \(passed)") }
    } else {
      let arrived = ranks.count { $0.now < row.rank && $0.before == nil }
      let passed = ranks.count { $0.now < row.rank && $0.before ?? 0 > was.rank }
      if arrived > 0 { why.append("above it \(arrived) came new") }
      if passed > 0 { why.append("it was passed by \(passed)") }
    }
    return why
  }

  private func left(_ was: Explanation) -> ListChange {
    let dropped = leftOut[Self.place(was)]
    var why: [String] = []
    if let elsewhere = now.row(of: was.subject) {
      why.append("now on \(elsewhere.path) at rank \(elsewhere.rank)")
    } else if let merged = now.namesake(of: was) {
      why.append("now listed as \(merged.subject) at rank \(merged.rank)")
    } else if let dropped {
      why.append(dropped.reason)
      if let outcome = dropped.explanation.lastOutcome, outcome != was.lastOutcome {
        why.append(outcome)
      }
      why += WaterfallDifference(from: was, to: dropped.explanation).sentences
    } else {
      why.append("nothing found speaks of it any more")
      why += strongest(was, 2).map { "before: " + $0 }
    }
    return ListChange(
      path: was.path, subject: was.subject, kind: .gone, rankBefore: was.rank, rank: nil,
      scoreBefore: was.score, score: dropped?.explanation.score, why: why.map(Sentence.clean),
      handling: dropped.map { stricter(was, $0.explanation) } ?? was.handling)
  }

  private func strongest(_ row: Explanation, _ count: Int) -> [String] {
    row.steps.filter { $0.bits > 0 && !$0.evidence.isEmpty }.prefix(count).map {
      "\($0.sentence) (\(WaterfallDifference.signed($0.bits)) bits)"
    }
  }

  private func stricter(_ one: Explanation, _ other: Explanation) -> String {
    [one.handling, other.handling].compactMap(Handling.init(rawValue:)).max()?.rawValue
      ?? one.handling
  }
}
