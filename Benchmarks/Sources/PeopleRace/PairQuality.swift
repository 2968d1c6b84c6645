/// Pairs found against pairs true.
struct PairQuality {
  var found = 0
  var right = 0
  var wanted = 0

  /// Pairs found that are not one person.
  var falseMerges: Int { found - right }
  /// Pairs of one person that were not found.
  var missedMerges: Int { wanted - right }
  var precision: Double { found == 0 ? 1 : Double(right) / Double(found) }
  var recall: Double { wanted == 0 ? 1 : Double(right) / Double(wanted) }
  var f1: Double { found + wanted == 0 ? 1 : 2 * Double(right) / Double(found + wanted) }

  /// Groups against groups: both ordinals by record, −1 for none.
  init(groups: [Int], truth: [Int]) {
    found = Self.pairs(groups.filter { $0 >= 0 })
    wanted = Self.pairs(truth.filter { $0 >= 0 })
    var both: [Both: Int] = [:]
    for (group, person) in zip(groups, truth) where group >= 0 && person >= 0 {
      both[Both(group: group, person: person), default: 0] += 1
    }
    right = both.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
  }

  init(found: Int, right: Int, wanted: Int) {
    self.found = found
    self.right = right
    self.wanted = wanted
  }

  private struct Both: Hashable {
    var group: Int
    var person: Int
  }

  private static func pairs(_ groups: [Int]) -> Int {
    var sizes: [Int: Int] = [:]
    for group in groups { sizes[group, default: 0] += 1 }
    return sizes.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
  }
}

/// Scored pairs of records, with what is true of them.
struct PairCurve {
  struct Pair {
    var score: Double
    var isOne: Bool
  }

  /// Highest score first.
  private let pairs: [Pair]
  private let wanted: Int

  init(_ pairs: [Pair], wanted: Int) {
    self.pairs = pairs.sorted { $0.score > $1.score }
    self.wanted = wanted
  }

  var count: Int { pairs.count }
  var right: Int { pairs.count { $0.isOne } }

  /// The cut at which F1 is largest, chosen with the truth in hand; and its score.
  var best: (quality: PairQuality, score: Double) {
    var best = (quality: PairQuality(found: 0, right: 0, wanted: wanted), score: Double.infinity)
    var right = 0
    for (at, pair) in pairs.enumerated() {
      if pair.isOne { right += 1 }
      // Pairs of one score stand or fall together.
      if at + 1 < pairs.count && pairs[at + 1].score == pair.score { continue }
      let quality = PairQuality(found: at + 1, right: right, wanted: wanted)
      if quality.f1 > best.quality.f1 { best = (quality, pair.score) }
    }
    return best
  }

  /// Of the pairs with at least this score, how many there are and how many are wrong.
  func wrong(from score: Double) -> (pairs: Int, wrong: Int) {
    let surer = pairs.prefix { $0.score >= score }
    return (surer.count, surer.count { !$0.isOne })
  }

  /// What was said against what was true, by bins of the score as a probability.
  func reliability() -> [ReliabilityBin] {
    var bins = ReliabilityBin.bounds.map { ReliabilityBin(from: $0) }
    for pair in pairs {
      guard let at = bins.lastIndex(where: { $0.from <= pair.score }) else { continue }
      bins[at].pairs += 1
      bins[at].saidSum += pair.score
      if pair.isOne { bins[at].right += 1 }
    }
    return bins.filter { $0.pairs > 0 }
  }
}

/// Pairs whose probability was said to be about the same.
struct ReliabilityBin {
  /// Tenths, the last parted once more at 0.95, 0.99 and 0.999.
  static let bounds = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 0.999]

  var from: Double
  var pairs = 0
  var saidSum = 0.0
  var right = 0

  init(from: Double) { self.from = from }

  /// The mean probability said.
  var said: Double { saidSum / Double(max(1, pairs)) }
  /// The share that is one person.
  var share: Double { Double(right) / Double(max(1, pairs)) }
}
