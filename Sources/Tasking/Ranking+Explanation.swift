import Algorithms
import Picture
import Primitives
import Signals
import Vocabulary

extension Ranking {
  func explain(
    _ draft: Draft, _ score: Score, rank: Int, interval: (low: Int, high: Int), status: String,
    rule: ListRule
  ) -> Explanation {
    let picture = input.picture
    let evidence = Array(Set(score.contributions.flatMap(\.evidence) + draft.shown)).sorted()
    let graded = evidence.compactMap { picture.grading(of: $0) }
    let times = evidence.compactMap { picture.time(of: $0) }
    let last = outcomes.outcome(of: draft.subject, aliases: draft.aliases)
    let lowest = graded.min { ($0.weight, $0.text) < ($1.weight, $1.text) }
    return Explanation(
      list: shape.kind.rawValue, path: draft.path, subject: draft.subject, aliases: draft.aliases,
      rank: rank, rankLow: interval.low, rankHigh: interval.high, status: status,
      prior: score.prior.value, steps: score.contributions.map(step), total: score.total.value,
      score: score.percent,
      handling: (graded.map(\.handling).max() ?? .permitted).rawValue,
      grade: Grading.merged(graded)?.text, unasked: draft.unasked,
      withoutSource: withoutSources(draft, evidence, rule),
      withoutLowestGrade: lowest.map { grade in
        rescore(draft, rule) { picture.grading(of: $0) != grade }
      },
      lowestGrade: lowest?.text, lastOutcome: last?.sentence,
      lastOutcomeRecord: last.map { picture.reference(of: $0.evidence).text }, oldest: times.min(),
      newest: times.max(),
      expiresOnDay: LondonTime.civil(picture.asOf).day.daysSinceEpoch + rule.expiryDays)
  }

  private func step(_ contribution: Contribution) -> Explanation.Step {
    let signal = input.catalogue.first { $0.id == contribution.signal }
    let weight = input.policy.weights[contribution.signal]
    let grades = contribution.evidence.compactMap { input.picture.grading(of: $0) }
      .sorted { ($0.weight, $0.text) < ($1.weight, $1.text) }.map(\.text)
    return Explanation.Step(
      signal: contribution.signal, family: contribution.family.rawValue,
      bits: contribution.bits.value, sentence: contribution.sentence,
      evidence: contribution.evidence.map { input.picture.reference(of: $0).text },
      innocentWhen: signal?.innocentWhen ?? [],
      weight: weight.map {
        "\(Sentence.decimal($0.bits, 1)) bits at full strength: \($0.reason) "
          + "(\($0.decidedBy), \($0.decidedOn))"
      } ?? "the family's cap, set in the policy",
      grades: Array(grades.uniqued()),
      basis: contribution.evidence.isEmpty
        ? .inferred : Basis.of(signal: contribution.signal, family: contribution.family))
  }

  /// The score, in per cent, without each source that the row stands on.
  private func withoutSources(
    _ draft: Draft, _ evidence: [Evidence], _ rule: ListRule
  ) -> [String: Double] {
    let sources = Set(evidence.map { input.picture.source(of: $0) })
    guard sources.count > 1 else { return [:] }
    return Dictionary(
      uniqueKeysWithValues: sources.sorted().map { source in
        (source, rescore(draft, rule) { input.picture.source(of: $0) != source })
      })
  }

  /// The score when only some records are kept: a finding keeps the share of its strength that
  /// its records keep.
  func rescore(
    _ draft: Draft, _ rule: ListRule, keeping keep: (Evidence) -> Bool
  ) -> Double {
    scoring.score(prior: rule.prior, findings: draft.findings) { finding in
      Double(finding.evidence.count(where: keep)) / Double(finding.evidence.count)
    }.percent
  }
}
