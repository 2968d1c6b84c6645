import Vocabulary

@testable import Tasking

/// An explanation whose steps are given as signal, bits and sentence; everything else is plain.
func madeExplanation(
  _ subject: String, on path: String = "premises/a", rank: Int = 1, prior: Double = -4,
  steps: [(String, Double)] = [], aliases: [String] = [], handling: String = "P",
  lastOutcome: String? = nil
) -> Explanation {
  let total = steps.reduce(prior) { $0 + $1.1 }
  return Explanation(
    list: String(path.prefix { $0 != "/" }), path: path, subject: subject, aliases: aliases,
    rank: rank, rankLow: rank, rankHigh: rank, status: "same", prior: prior,
    steps: steps.map { signal, bits in
      Explanation.Step(
        signal: signal, family: "recorded", bits: bits, sentence: "\(signal) says so",
        evidence: ["a:events:1"], innocentWhen: [], weight: "1.0 bits", grades: [])
    }, total: total, score: 50, handling: handling, unasked: [:], withoutSource: [:],
    withoutLowestGrade: nil, lowestGrade: nil, lastOutcome: lastOutcome, lastOutcomeRecord: nil,
    oldest: nil, newest: nil, expiresOnDay: 20_000)
}

/// A list with these rows and no file.
func madeList(_ rows: [Explanation], leftOut: [LeftOut] = []) -> DrawnList {
  DrawnList(kind: .premises, tables: [], explanations: rows, leftOut: leftOut)
}
