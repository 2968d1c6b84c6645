import Glibc
import Primitives

/// A frozen model as tables, and the sum of bits of a pair.
struct PairScorer: Sendable {
  /// log2(m/u) by position × 16 + level; log2 m where the shared value's surprise is added;
  /// 0 where a side is missing.
  let random: [Float]
  /// log2(m/household) in the same layout.
  let household: [Float]
  let prior: Float
  let householdPrior: Float
  let positions: Int

  init(_ model: MatchingModel) {
    positions = model.comparisons.count
    var random = [Float](repeating: 0, count: positions * 16)
    var household = random
    for (position, comparison) in model.comparisons.enumerated() {
      for (level, chances) in comparison.levels.enumerated() {
        random[position * 16 + level] =
          TermLevels.isTerm(position: position, level: level)
          ? Float(log2(chances.m)) : Float(log2(chances.m / chances.u))
        household[position * 16 + level] = Float(log2(chances.m / chances.household))
      }
    }
    self.random = random
    self.household = household
    prior = Float(Bits(probability: model.lambda).value)
    householdPrior = Float(-log2(model.householdPairs))
  }

  /// Bits of all levels at a position, against two random people; rarity aside.
  func levels(at position: Int) -> ArraySlice<Float> {
    ArraySlice(Array(random[(position * 16)..<(position * 16 + 16)]))
  }

  /// Bits against two random people, prior included.
  func againstRandom(_ evidence: PairEvidence) -> Float {
    sum(random, evidence) + prior + evidence.surprise
  }

  /// Bits against two people of one household, prior included.
  func againstHousehold(_ evidence: PairEvidence) -> Float {
    sum(household, evidence) + householdPrior + Self.withinHousehold(evidence)
  }

  /// Given names and dates of birth are not independent within a household.
  ///
  /// Two of one household born on one day are twins, and twins have different given names: with
  /// different names the equal date speaks less for one person than the table says, with agreeing
  /// names more. Two of one household with one given name are parent and child: then dates decades
  /// apart speak less against the household than the table says, dates within ten years more.
  static func withinHousehold(_ evidence: PairEvidence) -> Float {
    let given = evidence.level(1)
    let birth = evidence.level(2)
    let agrees =
      given == GivenLevel.full.rawValue || given == GivenLevel.first.rawValue
      || given == GivenLevel.nickname.rawValue || given == GivenLevel.close.rawValue
    switch birth {
    case BirthLevel.exact.rawValue:
      if given == GivenLevel.differ.rawValue || given == GivenLevel.similar.rawValue {
        return -1.75
      }
      return agrees ? 2.5 : 0
    case BirthLevel.near.rawValue, BirthLevel.apart.rawValue: return agrees ? 2.5 : 0
    case BirthLevel.far.rawValue: return agrees ? -1.1 : 0
    default: return 0
    }
  }

  /// Bits that the two are one person.
  func bits(_ evidence: PairEvidence) -> Float {
    var levels = evidence.levels
    var b: Float = prior + evidence.surprise
    var h: Float = householdPrior + Self.withinHousehold(evidence)
    var at = 0
    for _ in 0..<positions {
      let index = at | Int(truncatingIfNeeded: levels & 15)
      b += random[index]
      h += household[index]
      levels &>>= 4
      at += 16
    }
    return Self.softMinimum(b, h)
  }

  /// −log2(2^−b + 2^−h): the smaller, less a little when both are near.
  static func softMinimum(_ b: Float, _ h: Float) -> Float {
    let low = min(b, h)
    let gap = abs(b - h)
    return gap > 24 ? low : low - log2f(1 + exp2f(-gap))
  }

  private func sum(_ table: [Float], _ evidence: PairEvidence) -> Float {
    var result: Float = 0
    for position in 0..<positions { result += table[position * 16 + evidence.level(position)] }
    return result
  }
}
