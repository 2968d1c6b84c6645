/// Lets through every pair that can score enough, and few others, for less than scoring costs.
///
/// Names, birth, sex, identifiers and telephones are compared in full; of home and extra columns
/// only whether their ordinals are equal is asked, and the best level that this leaves open is
/// taken for granted. What a pair could score at most lies above what it scores, so nothing is
/// lost: the dear comparisons of streets and texts are left out for the seven in ten pairs that
/// were never near.
struct PairSieve: Sendable {
  private let comparer: PairComparer
  private let scorer: PairScorer
  private let bitsMin: Float
  /// The most that a home of one address, of one postcode, or of neither can add, rarity aside.
  private let homeMost: (address: Float, postcode: Float, other: Float)
  /// By extra column, what equal texts add, rarity aside, and the most that others can add.
  private let textMost: [(equal: Float, other: Float)]

  init(_ comparer: PairComparer, _ scorer: PairScorer, bitsMin: Float) {
    self.comparer = comparer
    self.scorer = scorer
    // A hundredth of a bit for sums of floats in another order.
    self.bitsMin = bitsMin - 0.01
    let home = scorer.levels(at: 5)
    let address = max(home[HomeLevel.whole.rawValue], home[HomeLevel.address.rawValue])
    homeMost = (
      address, home[HomeLevel.postcode.rawValue],
      max(0, home[(HomeLevel.postcode.rawValue + 1)...].max() ?? 0)
    )
    textMost = (7..<max(7, scorer.positions)).map { position in
      let levels = scorer.levels(at: position)
      return (levels[0], max(0, levels[1...].max() ?? 0))
    }
  }

  /// Whether the pair may score `bitsMin`.
  func passes(_ one: Int, _ other: Int) -> Bool {
    var evidence = PairEvidence.none
    var surprise: Float = 0
    comparer.names(one, other, &evidence, &surprise)
    comparer.birth(one, other, &evidence, &surprise)
    let columns = comparer.columns
    if columns.sexes[one] != 0 && columns.sexes[other] != 0 {
      evidence.set(3, columns.sexes[one] == columns.sexes[other] ? 0 : 1)
    }
    if let level = comparer.pncLevel(one, other) { evidence.set(4, level.rawValue) }
    comparer.telephone(one, other, &evidence, &surprise)
    evidence.surprise = surprise
    return scorer.againstRandom(evidence) + home(one, other) + texts(one, other) >= bitsMin
  }

  private func home(_ one: Int, _ other: Int) -> Float {
    let columns = comparer.columns
    guard columns.homeOf[one] >= 0 && columns.homeOf[other] >= 0 else { return 0 }
    let a = columns.homes[Int(columns.homeOf[one])]
    let b = columns.homes[Int(columns.homeOf[other])]
    var most = homeMost.other
    if a.street >= 0 && b.street >= 0 && a.house == b.house {
      // One address, or two spellings of it, of which the commoner counts.
      most = max(
        most,
        homeMost.address
          + min(columns.addressSurprise[Int(a.address)], columns.addressSurprise[Int(b.address)]))
    }
    if a.postcode >= 0 && a.postcode == b.postcode {
      most = max(most, homeMost.postcode + columns.postcodeSurprise[Int(a.postcode)])
    }
    return most
  }

  private func texts(_ one: Int, _ other: Int) -> Float {
    let columns = comparer.columns
    var most: Float = 0
    for column in 0..<min(columns.extraCount, textMost.count) {
      let a = columns.extras[column * columns.records + one]
      let b = columns.extras[column * columns.records + other]
      guard a >= 0 && b >= 0 else { continue }
      most +=
        a == b
        ? max(0, textMost[column].equal + columns.extraSurprise[Int(a)]) : textMost[column].other
    }
    return most
  }
}
