import Picture
import Primitives
import Signals
public import Vocabulary

/// A list drawn: its files, and an explanation for each row.
public struct DrawnList: Sendable {
  /// The list.
  public let kind: ListKind
  /// Its files, in order of path.
  public let tables: [ListTable]
  /// One for each row, in order of the tables and their rows.
  public let explanations: [Explanation]
  /// Subjects of the run before that have findings still but no row, by file and the rank they
  /// would have.
  public let leftOut: [LeftOut]
}

/// Drafts to published rows: scored, ordered, cut at the floor and the capacity.
///
/// A draft without evidence does not pass. Ties are broken by subject, so that lists repeat.
struct Ranking {
  let input: TaskingInput
  let shape: ListShape
  let scoring: Scoring
  let outcomes: LastOutcome

  init(input: TaskingInput, shape: ListShape) {
    self.input = input
    self.shape = shape
    scoring = Scoring(policy: input.policy, catalogue: input.catalogue)
    outcomes = LastOutcome(of: shape.kind, in: input.picture)
  }

  func draw(_ drafts: [Draft]) -> DrawnList {
    let byPath = Dictionary(grouping: drafts, by: \.path)
    var tables: [ListTable] = []
    var explanations: [Explanation] = []
    var leftOut: [LeftOut] = []
    for path in Set(shape.paths).union(byPath.keys).sorted() {
      let rule = input.policy.rule(of: shape.kind)
      let scored = (byPath[path] ?? []).filter { !$0.findings.isEmpty }.map {
        Scored(
          draft: $0,
          score: scoring.score(prior: rule.prior, findings: $0.findings, unasked: $0.unasked))
      }.sorted {
        (-$0.score.total.value, $0.draft.subject) < (-$1.score.total.value, $1.draft.subject)
      }
      let resting = scored.map { self.resting($0.draft, rule) }
      let passing = zip(scored, resting).filter { item, rest in
        item.score.percent >= rule.floor && rest == nil
      }.map(\.0)
      let (table, why) = drawFile(path, passing, rule)
      tables.append(table)
      explanations += why
      leftOut += leaving(
        path, scored, resting, shown: Set(why.map(\.subject)), rule)
    }
    return DrawnList(
      kind: shape.kind, tables: tables, explanations: explanations, leftOut: leftOut)
  }

  /// A draft and what it scores.
  private struct Scored {
    let draft: Draft
    let score: Score
  }

  /// Those that stood on the file before and do not now, though something is found of them.
  private func leaving(
    _ path: String, _ scored: [Scored], _ resting: [String?], shown: Set<String>, _ rule: ListRule
  ) -> [LeftOut] {
    let earlier = input.earlier[path] ?? [:]
    return scored.indices.compactMap { index in
      let item = scored[index]
      guard earlier[item.draft.subject] != nil, !shown.contains(item.draft.subject) else {
        return nil
      }
      let rank = index + 1
      let score = Sentence.decimal(item.score.percent, 1)
      return LeftOut(
        reason: resting[index]
          ?? (item.score.percent < rule.floor
            ? "its score, \(score), is below the list's floor of \(Sentence.decimal(rule.floor, 0))"
            : "the list holds \(rule.capacity), and it would stand at rank \(rank)"),
        explanation: explain(
          item.draft, item.score, rank: rank, interval: (rank, rank), status: "gone", rule: rule))
    }
  }

  /// Why a draft that was just worked stays away: nil when it was not, or when what was found since
  /// would list it by itself.
  private func resting(_ draft: Draft, _ rule: ListRule) -> String? {
    guard
      let outcome = outcomes.worked(
        draft.subject, aliases: draft.aliases, withinDays: rule.restDays)
    else { return nil }
    let since = rescore(draft, rule) { evidence in
      input.picture.time(of: evidence).map { $0 > outcome.at.seconds } ?? false
    }
    guard since < rule.floor else { return nil }
    return Sentence.clean(
      "worked on \(LastOutcome.day(outcome)) (\(LastOutcome.result(outcome))), it rests for "
        + "\(rule.restDays) days unless what is found since would list it")
  }

  private func drawFile(
    _ path: String, _ scored: [Scored], _ rule: ListRule
  ) -> (ListTable, [Explanation]) {
    let intervals = RankIntervals(
      scoring: scoring, resamples: input.policy.resamples, seed: input.seed
    ).intervals(of: scored.map(\.draft))
    let earlier = input.earlier[path] ?? [:]
    var rows: [[ListCell]] = []
    var explanations: [Explanation] = []
    for (index, item) in scored.prefix(rule.capacity).enumerated() {
      let why = explain(
        item.draft, item.score, rank: index + 1, interval: intervals[index],
        status: Self.status(rank: index + 1, before: earlier[item.draft.subject]), rule: rule)
      rows.append(row(item.draft, item.score, why))
      explanations.append(why)
    }
    let columns = ListShape.sharedBefore + shape.columns + ListShape.sharedAfter
    return (ListTable(path: path, columns: columns, rows: rows), explanations)
  }

  static func status(rank: Int, before: Int?) -> String {
    guard let before else { return "new" }
    return rank < before ? "up" : rank > before ? "down" : "same"
  }

  private func row(_ draft: Draft, _ score: Score, _ why: Explanation) -> [ListCell] {
    let order = citations(draft, score)
    return [
      .number(String(why.rank)), .number(Sentence.decimal(score.percent, 2)),
      .text(input.policy.bands.name(of: score.percent)), .number(String(why.rankLow)),
      .number(String(why.rankHigh)), .text(why.status),
    ] + draft.cells + [
      .text(reasons(draft, score).joined(separator: ";")),
      .text(order.map { input.picture.reference(of: $0).text }.joined(separator: ";")),
      .text(why.handling), .text(basis(draft, score)),
    ]
  }

  /// Strongest first; what speaks against is marked, and so is what could not be asked.
  private func reasons(_ draft: Draft, _ score: Score) -> [String] {
    var reasons = score.contributions.map { step in
      let bits = Sentence.decimal(step.bits.value, 1)
      if step.evidence.isEmpty { return "\(step.sentence) (\(bits) bits)" }
      return step.bits.value > 0
        ? "\(step.sentence) (+\(bits) bits)"
        : "\(step.sentence.hasPrefix("against") ? "" : "against: ")\(step.sentence) (\(bits) bits)"
    }
    if let last = outcomes.outcome(of: draft.subject, aliases: draft.aliases) {
      reasons.append(last.sentence)
    }
    for id in score.unasked.keys.sorted() {
      reasons.append("not asked: \(id), \(score.unasked[id] ?? "")")
    }
    return reasons.map(Sentence.clean)
  }

  /// What each reason rests on, in their order. That something could not be asked is no reason.
  private func basis(_ draft: Draft, _ score: Score) -> String {
    var basis = score.contributions.map { step in
      (step.evidence.isEmpty ? .inferred : Basis.of(signal: step.signal, family: step.family))
        .rawValue
    }
    if outcomes.outcome(of: draft.subject, aliases: draft.aliases) != nil {
      basis.append(Basis.fact.rawValue)
    }
    return (basis + score.unasked.map { _ in "none" }).joined(separator: ";")
  }

  /// The most references one row cites; the explanation has them all.
  static let citationsMax = 200

  /// Records with conditions first, so that a row never shows a handling it does not cite; then
  /// those of the strongest steps.
  private func citations(_ draft: Draft, _ score: Score) -> [Evidence] {
    var seen: Set<Evidence> = []
    let last = outcomes.outcome(of: draft.subject, aliases: draft.aliases)
    let all =
      (score.contributions.flatMap(\.evidence) + draft.shown + [last?.evidence].compactMap { $0 })
      .filter { seen.insert($0).inserted }
    guard all.count > Self.citationsMax else { return all }
    let conditioned = all.filter { input.picture.grading(of: $0)?.handling == .conditions }
    let rest = all.filter { input.picture.grading(of: $0)?.handling != .conditions }
    return Array((conditioned + rest).prefix(max(Self.citationsMax, conditioned.count)))
  }
}
