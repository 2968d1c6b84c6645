import Glibc
import Picture
import Primitives
import Vocabulary

/// Finds the successors of every known line, and theirs.
///
/// Candidates come from an index of contacts and handsets, never from all pairs: for each contact
/// that says something, the other numbers in touch with it. Each round of new likely successors is
/// searched in turn, so a chain of several changes is followed to its end.
struct SuccessionSearch: Sendable {
  let weighing: SuccessionWeighing

  /// All pairs worth weighing, and how likely each is, competing pairs taken into account.
  struct Result: Sendable {
    /// Ascending by (old, new).
    let successions: [Succession]
    /// In step with `successions`.
    let probabilities: [Double]
    /// Positions in `successions` at which the lineages are joined.
    let joined: [Int]
    /// Numbers that were searched from.
    let searched: Int
  }

  func run(from seeds: [UInt64], workers: Workers) throws -> Result {
    var searched: Set<UInt64> = []
    var found: [Succession] = []
    var round = seeds.sorted()
    var rounds = 0
    while !round.isEmpty && rounds <= weighing.settings.changesMax {
      searched.formUnion(round)
      let numbers = round
      let results = try parallelMap(chunks: numbers.count, on: workers) { chunk in
        let factor = weighing.localFactor(around: numbers[chunk])
        return candidates(of: numbers[chunk]).compactMap {
          weighing.weigh(old: numbers[chunk], new: $0, localFactor: factor)
        }
      }
      found += results.flatMap { $0 }
      // Followed when it would be likelier than not by itself.
      round = Set(results.flatMap { $0 }.filter { $0.bits > 0 }.map(\.new))
        .subtracting(searched).sorted()
      rounds += 1
    }
    let kept = found.filter { $0.bits > -4 }.sorted { ($0.old, $0.new) < ($1.old, $1.new) }
    let probabilities = Self.compete(kept)
    return Result(
      successions: kept, probabilities: probabilities,
      joined: Self.join(kept, probabilities, from: weighing.settings.joinProbability),
      searched: searched.count)
  }

  /// Numbers that share contacts, a handset or a brand with a number, most in common first.
  func candidates(of number: UInt64) -> [UInt64] {
    let book = weighing.book
    var score: [Int: Double] = [:]
    if let at = book.position(of: number) {
      for place in book.run(of: at) {
        let contact = Int(book.contacts[place])
        let weight = weighing.similarity.squaredWeight[contact]
        guard weight > 0 else { continue }
        for other in book.run(of: contact) {
          score[Int(book.contacts[other]), default: 0] += weight
        }
      }
      for handset in weighing.handsets.handsets(of: at) {
        // Ahead of all that only share contacts.
        for other in weighing.handsets.numbers(in: handset) { score[other, default: 0] += 1e6 }
      }
      score[at] = nil
    }
    let settings = weighing.settings
    let last = weighing.life(of: number)?.last ?? 0
    let from = last - Int64(3 * settings.overlapDays * 86_400)
    let to = last + Int64(1.5 * settings.successionDays * 86_400)
    let inTime = score.filter { other, _ in
      let first = book.activity[other].first
      return first >= from && first <= to && book.degree(of: other) >= settings.contactsMin
        && !book.isService(other)
    }
    .map { other, sum in
      let norm = max(1, weighing.similarity.norm[other])
      return (number: book.numbers[other], score: sum / norm.squareRoot())
    }
    .sorted { ($1.score, $0.number) < ($0.score, $1.number) }
    .prefix(settings.candidateCeiling).map(\.number)
    let known = Set(inTime)
    return inTime
      + weighing.seeds.keys.filter { $0 != number && !known.contains($0) }.sorted()
  }

  /// Odds against all that would exclude it: a number has one successor and one predecessor.
  ///
  /// A rival that is itself likely to be of the same chain excludes nothing: with A → B → C the
  /// likeness of A and C is what follows, so it is not held against A → B.
  static func compete(_ successions: [Succession]) -> [Double] {
    let odds = successions.map { exp2(min(60, $0.bits)) }
    let byOld = Dictionary(grouping: successions.indices) { successions[$0].old }
    let byNew = Dictionary(grouping: successions.indices) { successions[$0].new }
    var chained: Set<[UInt64]> = []
    for succession in successions where succession.bits > 0 {
      chained.insert([succession.old, succession.new])
      chained.insert([succession.new, succession.old])
    }
    return successions.enumerated().map { index, succession in
      var rivals = 0.0
      for rival in byOld[succession.old] ?? []
      where rival != index && !chained.contains([succession.new, successions[rival].new]) {
        rivals += odds[rival]
      }
      for rival in byNew[succession.new] ?? []
      where rival != index && !chained.contains([succession.old, successions[rival].old]) {
        rivals += odds[rival]
      }
      return odds[index] / (1 + odds[index] + rivals)
    }
  }

  /// Likeliest first, each number once as old and once as new.
  private static func join(
    _ successions: [Succession], _ probabilities: [Double], from threshold: Double
  ) -> [Int] {
    var old: Set<UInt64> = []
    var new: Set<UInt64> = []
    var joined: [Int] = []
    let order = successions.indices.filter { probabilities[$0] >= threshold }.sorted {
      (probabilities[$1], $0) < (probabilities[$0], $1)
    }
    for index in order
    where !old.contains(successions[index].old) && !new.contains(successions[index].new) {
      old.insert(successions[index].old)
      new.insert(successions[index].new)
      joined.append(index)
    }
    return joined.sorted()
  }
}
