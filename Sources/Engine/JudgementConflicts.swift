import Archive
import Vocabulary

/// Judgements that cannot all be true: two records judged two people, and others judged one person
/// that lead from the one to the other.
///
/// Every judgement stays as it is; the next resolution lets "same" win, and says so. Time: O(all
/// judgements) for each contradiction.
struct JudgementConflicts {
  /// One contradiction.
  struct Conflict: Hashable {
    /// Records judged two people.
    var apart: HeldJudgement
    /// Judgements "same" that lead from one to the other, in order.
    var path: [HeldJudgement]

    /// For a person who must mend it.
    var sentence: String {
      let steps = path.map {
        "\($0.left.text) and \($0.right.text) the same (\($0.decidedBy))"
      }.joined(separator: ", ")
      return "judgements contradict each other: \(apart.left.text) and \(apart.right.text) are two "
        + "people (\(apart.decidedBy)), but judged \(steps); \"same\" wins until one of them is "
        + "judged anew"
    }
  }

  private let judgements: [HeldJudgement]
  private var links: [RecordKey: [HeldJudgement]] = [:]

  /// - Parameter judgements: Those that rule, in a fixed order.
  init(_ judgements: [HeldJudgement]) {
    self.judgements = judgements
    for judgement in judgements where judgement.verdict == .same {
      links[judgement.left, default: []].append(judgement)
      links[judgement.right, default: []].append(judgement)
    }
  }

  /// All contradictions, in order of the pairs judged apart.
  func all() -> [Conflict] {
    judgements.compactMap { judgement in
      guard judgement.verdict == .notTheSame,
        let path = path(from: judgement.left, to: judgement.right)
      else { return nil }
      return Conflict(apart: judgement, path: path)
    }
  }

  /// Records that judgements make one person with this one, itself included, in order.
  func joined(with record: RecordKey) -> [RecordKey] { reached(from: record).keys.sorted() }

  /// The fewest judgements "same" that lead from one record to another; nil when none do.
  func path(from start: RecordKey, to end: RecordKey) -> [HeldJudgement]? {
    guard links[start] != nil, links[end] != nil else { return nil }
    let steps = reached(from: start)
    guard start != end, steps.index(forKey: end) != nil else { return nil }
    var path: [HeldJudgement] = []
    var at = end
    while at != start, let step = steps[at] ?? nil {
      path.append(step)
      at = step.left == at ? step.right : step.left
    }
    return path.reversed()
  }

  /// Each record that can be reached, with the judgement by which it was.
  private func reached(from start: RecordKey) -> [RecordKey: HeldJudgement?] {
    var steps: [RecordKey: HeldJudgement?] = [:]
    steps.updateValue(nil, forKey: start)
    var queue = [start]
    var next = 0
    while next < queue.count {
      let at = queue[next]
      next += 1
      for judgement in links[at] ?? [] {
        let other = judgement.left == at ? judgement.right : judgement.left
        guard steps.index(forKey: other) == nil else { continue }
        steps.updateValue(judgement, forKey: other)
        queue.append(other)
      }
    }
    return steps
  }
}
