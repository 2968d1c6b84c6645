import Picture
import Primitives
import Signals
import Vocabulary

/// How far a row's rank would move if the evidence had been another draw of the same size.
///
/// Evidence is resampled by record: in each resample every record counts as often as a Poisson
/// draw of mean 1 says (the bootstrap for streams), the same for every row that cites it; a
/// finding keeps the share of its strength that its records keep, at most all of it. Rows are
/// scored and ranked again, and the 5th and 95th percentile of the rank are reported.
///
/// - Complexity: O(resamples · (records + rows log rows)).
///
/// > N. Oza, S. Russell. "Online bagging and boosting." 2001. The Poisson bootstrap:
/// > N. Chamandy et al. "Estimating uncertainty for massive data streams." 2012.
struct RankIntervals {
  let scoring: Scoring
  let prior: Double
  let resamples: Int
  let seed: UInt64

  /// For each draft, the rank interval, in step. Ranks count from 1.
  func intervals(of drafts: [Draft]) -> [(low: Int, high: Int)] {
    guard resamples > 0, drafts.count > 1 else {
      return drafts.indices.map { ($0 + 1, $0 + 1) }
    }
    var ranks = [[Double]](repeating: [], count: drafts.count)
    for resample in 0..<resamples {
      let totals = drafts.map { total(of: $0, resample: resample) }
      let order = drafts.indices.sorted {
        (-totals[$0], drafts[$0].subject) < (-totals[$1], drafts[$1].subject)
      }
      for (rank, index) in order.enumerated() { ranks[index].append(Double(rank + 1)) }
    }
    return drafts.indices.map { index in
      let low = Chance.quantile(ranks[index], 0.05) ?? Double(index + 1)
      let high = Chance.quantile(ranks[index], 0.95) ?? Double(index + 1)
      return (min(index + 1, Int(low)), max(index + 1, Int(high)))
    }
  }

  private func total(of draft: Draft, resample: Int) -> Double {
    scoring.score(prior: prior, findings: draft.findings) { finding in
      let kept = finding.evidence.reduce(0) { $0 + Self.copies(of: $1, seed: seed, resample) }
      return min(1, Double(kept) / Double(finding.evidence.count))
    }.total.value
  }

  /// A Poisson draw of mean 1 by inversion, fixed by record and resample.
  static func copies(of evidence: Evidence, seed: UInt64, _ resample: Int) -> Int {
    var word = StableHash.mix(seed ^ UInt64(resample) &* 0xD1B5_4A32_D192_ED03)
    word = StableHash.mix(word ^ StableHash.of(evidence.kind.rawValue) ^ UInt64(evidence.position))
    let unit = Double(word &>> 11) * 0x1p-53
    // Cumulative probabilities of Poisson(1): e⁻¹ Σ 1/k!.
    let bounds = [0.36787944, 0.73575888, 0.91969860, 0.98101184, 0.99634015, 0.99940582]
    return bounds.firstIndex { unit < $0 } ?? 6
  }
}
