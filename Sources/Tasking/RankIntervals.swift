import Picture
import Primitives
import Signals
import Vocabulary

/// How far a row's rank would move if the evidence had been another draw of the same size.
///
/// Evidence is resampled by record: in each resample every record counts as often as a Poisson
/// draw of mean 1 says (the bootstrap for streams), the same for every row that cites it; a
/// finding's strength goes with the share that its records keep, up to full strength. What no
/// record speaks of cannot be drawn again, and neither can a row that is not there: of every
/// `unseenOneIn` rows, one more like it is taken to be missing for want of a record, and competes.
/// Rows are scored and ranked again, and the 5th and 95th percentile of the rank are reported.
///
/// - Complexity: O(resamples · (records + rows log rows)).
///
/// > N. Oza, S. Russell. "Online bagging and boosting." 2001. The Poisson bootstrap:
/// > N. Chamandy et al. "Estimating uncertainty for massive data streams." 2012.
struct RankIntervals {
  let scoring: Scoring
  let resamples: Int
  let seed: UInt64

  /// One row more for every four that are seen: feeds lose from 3 to 25 per cent of their records,
  /// and of young people, of whom little is recorded, a third is missed for it.
  static let unseenOneIn: UInt64 = 4

  /// For each draft, the rank interval, in step. Ranks count from 1.
  func intervals(of drafts: [Draft]) -> [(low: Int, high: Int)] {
    guard resamples > 0, drafts.count > 1 else {
      return drafts.indices.map { ($0 + 1, $0 + 1) }
    }
    let weighed = drafts.map { scoring.weighed($0.findings) }
    let words = Self.words(of: weighed)
    let subjects = drafts.map { StableHash.of($0.subject) }
    var ranks = [[Double]](repeating: [], count: drafts.count)
    for resample in 0..<resamples {
      let base = StableHash.mix(seed ^ UInt64(resample) &* 0xD1B5_4A32_D192_ED03)
      let totals = weighed.indices.map { index in
        scoring.bits(of: weighed[index], shares: shares(weighed[index], words[index], base: base))
      }
      let order = drafts.indices.sorted {
        (-totals[$0], drafts[$0].subject) < (-totals[$1], drafts[$1].subject)
      }
      // An unseen row stands right behind the one that it is like.
      var unseen = 0
      for (rank, index) in order.enumerated() {
        ranks[index].append(Double(rank + unseen + 1))
        let word = StableHash.mix(base ^ subjects[index] ^ 0x05EE)
        unseen += word % Self.unseenOneIn == 0 ? 1 : 0
      }
    }
    return drafts.indices.map { index in
      let low = Chance.quantile(ranks[index], 0.05) ?? Double(index + 1)
      let high = Chance.quantile(ranks[index], 0.95) ?? Double(index + 1)
      return (
        min(index + 1, Int(low.rounded(.down))), max(index + 1, Int(high.rounded(.up)))
      )
    }
  }

  /// How much of each finding one resample leaves: its records' copies, divided by its records, and
  /// no more than full strength.
  private func shares(
    _ weighed: [Scoring.Weighed], _ words: [[UInt64]], base: UInt64
  ) -> [Double] {
    zip(weighed, words).map { item, records in
      let kept = records.reduce(0) { $0 + Self.copies(base ^ $1) }
      return min(1 / item.finding.strength, Double(kept) / Double(max(1, records.count)))
    }
  }

  /// A word for each record of each finding: the same record, the same word, wherever it is cited.
  private static func words(of weighed: [[Scoring.Weighed]]) -> [[[UInt64]]] {
    let kinds = Dictionary(
      uniqueKeysWithValues: RecordKind.allCases.map { ($0, StableHash.of($0.rawValue)) })
    return weighed.map { findings in
      findings.map { item in
        item.finding.evidence.map { StableHash.mix((kinds[$0.kind] ?? 0) ^ UInt64($0.position)) }
      }
    }
  }

  /// A Poisson draw of mean 1 by inversion, fixed by its word.
  static func copies(_ word: UInt64) -> Int {
    let unit = Double(StableHash.mix(word) &>> 11) * 0x1p-53
    // Cumulative probabilities of Poisson(1): e⁻¹ Σ 1/k!.
    if unit < 0.36787944 { return 0 }
    if unit < 0.73575888 { return 1 }
    if unit < 0.91969860 { return 2 }
    if unit < 0.98101184 { return 3 }
    return unit < 0.99634015 ? 4 : unit < 0.99940582 ? 5 : 6
  }
}
