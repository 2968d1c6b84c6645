import Primitives

/// Compares pairs as far as they may score enough, for less than comparing all of them costs.
///
/// What is known at a glance (birth, sex, identifiers, telephones, equal ordinals of names and
/// homes, letters that names share) bounds what a pair can score: the best level that is left open
/// is taken for granted. Only pairs above the bound are compared by names, and of them only those
/// still above it by streets and texts. What a pair could score at most lies above what it scores,
/// so nothing is lost.
struct PairSieve: @unchecked Sendable {
  private let comparer: PairComparer
  private let scorer: PairScorer
  private let bitsMin: Float
  /// Keeps the memory of `rows` and `bits`.
  private let owner = FrozenColumns()
  private let rows: UnsafeBufferPointer<PairRow>
  /// log2(m/u) by position × 16 + level, as `PairScorer.random`.
  private let bits: UnsafeBufferPointer<Float>
  private let most: MostBits

  /// O(records).
  init(
    _ comparer: PairComparer, _ scorer: PairScorer, bitsMin: Float, on workers: Workers
  ) throws {
    self.comparer = comparer
    self.scorer = scorer
    // A hundredth of a bit for sums of floats in another order.
    self.bitsMin = bitsMin - 0.01
    bits = owner.freeze(scorer.random)
    most = MostBits(scorer)
    let columns = comparer.columns
    let chunks = max(1, min(64, columns.records / 4096))
    let parts = try parallelMap(chunks: chunks, on: workers) { chunk in
      chunkBounds(chunk, of: chunks, count: columns.records).map { PairRow($0, of: columns) }
    }
    rows = owner.freeze(parts)
  }

  /// Everything two records say of being one; nil when that cannot be `bitsMin`.
  func evidence(_ one: Int, _ other: Int) -> PairEvidence? {
    let a = rows[one]
    let b = rows[other]
    var evidence = PairEvidence.none
    var birthSurprise: Float = 0
    var numberSurprise: Float = 0
    let open = home(a, b) + texts(one, other)
    var sum = scorer.prior + open
    if let level = BirthComparison.level(a.birth, b.birth) {
      evidence.set(2, level.rawValue)
      if level == .exact { birthSurprise = comparer.columns.birthSurprise[one] }
      sum += bits[2 * 16 + level.rawValue] + birthSurprise
    }
    if a.sex != 0 && b.sex != 0 {
      evidence.set(3, a.sex == b.sex ? 0 : 1)
      sum += bits[3 * 16 + (a.sex == b.sex ? 0 : 1)]
    }
    if a.pncStem >= 0 && b.pncStem >= 0, let level = comparer.pncLevel(one, other) {
      evidence.set(4, level.rawValue)
      sum += bits[4 * 16 + level.rawValue]
    }
    if a.number >= 0 && b.number >= 0 {
      telephone(a, b, one, other, &evidence, &numberSurprise)
      sum += bits[6 * 16 + evidence.level(6)] + numberSurprise
    }
    guard sum + names(a, b) >= bitsMin else { return nil }
    var surprise: Float = 0
    comparer.names(one, other, &evidence, &surprise)
    let named = bits[evidence.level(0)] + bits[16 + evidence.level(1)] + surprise
    guard sum + named >= bitsMin else { return nil }
    surprise += birthSurprise
    comparer.home(one, other, &evidence, &surprise)
    surprise += numberSurprise
    for column in 0..<comparer.columns.extraCount {
      comparer.text(column, one, other, &evidence, &surprise)
    }
    evidence.surprise = surprise
    return evidence
  }

  private func telephone(
    _ a: PairRow, _ b: PairRow, _ one: Int, _ other: Int, _ evidence: inout PairEvidence,
    _ surprise: inout Float
  ) {
    if a.hasNumbers || b.hasNumbers {
      comparer.telephone(one, other, &evidence, &surprise)
    } else {
      evidence.set(6, a.number == b.number ? 0 : 1)
      if a.number == b.number { surprise = comparer.columns.numberSurprise[Int(a.number)] }
    }
  }

  // MARK: Bounds

  /// The most that the names can add.
  private func names(_ a: PairRow, _ b: PairRow) -> Float {
    guard a.isPlain && b.isPlain else { return .infinity }
    let given = given(a, b)
    guard a.family >= 0 && b.family >= 0 else {
      // One's family name may be the other's given name.
      return max(given, max(0, most.crossed) + max(0, given))
    }
    if a.family == b.family {
      return bits[FamilyLevel.exact.rawValue] + comparer.columns.familySurprise[Int(a.family)]
        + given
    }
    var best = family(a, b) + given
    if a.family == b.given || b.family == a.given {
      best = max(best, most.crossed + max(0, given))
    }
    if a.given >= 0, b.given >= 0, mayBeTurned(a, b), mayBeTurned(b, a) {
      best = max(best, most.swapped)
    }
    return best
  }

  private func mayBeTurned(_ a: PairRow, _ b: PairRow) -> Bool {
    a.family == b.given || a.familyLetters.most(b.givenLetters).similarity >= 0.9
  }

  /// Of two different family names.
  private func family(_ a: PairRow, _ b: PairRow) -> Float {
    if a.familyLetters.count == 1 || b.familyLetters.count == 1 { return most.familyInitial }
    let alike = a.familyLetters.most(b.familyLetters)
    var best = bits[FamilyLevel.differ.rawValue]
    if alike.similarity >= 0.7 { best = max(best, bits[FamilyLevel.similar.rawValue]) }
    if alike.similarity >= 0.93
      || a.familyLetters.mayBeSlip(b.familyLetters, matches: alike.matches)
    {
      best = max(best, bits[FamilyLevel.close.rawValue])
    }
    return best
  }

  private func given(_ a: PairRow, _ b: PairRow) -> Float {
    guard a.given >= 0 && b.given >= 0 else { return 0 }
    if a.given == b.given {
      return bits[16 + GivenLevel.first.rawValue] + comparer.columns.givenSurprise[Int(a.given)]
    }
    if a.givenLetters.count == 1 || b.givenLetters.count == 1 { return most.givenInitial }
    var best = bits[16 + GivenLevel.differ.rawValue]
    if a.hasGroups && b.hasGroups { best = max(best, bits[16 + GivenLevel.nickname.rawValue]) }
    guard !(a.isEstablished && b.isEstablished) else { return best }
    let alike = a.givenLetters.most(b.givenLetters)
    if alike.similarity >= 0.7 { best = max(best, bits[16 + GivenLevel.similar.rawValue]) }
    if alike.similarity >= 0.91
      || a.givenLetters.mayBeSlip(b.givenLetters, matches: alike.matches)
    {
      best = max(best, bits[16 + GivenLevel.close.rawValue])
    }
    return best
  }

  /// The most that the homes can add.
  private func home(_ a: PairRow, _ b: PairRow) -> Float {
    guard a.hasHome && b.hasHome else { return 0 }
    let columns = comparer.columns
    var best = most.home
    if a.street >= 0 && b.street >= 0 && a.house == b.house {
      // One address, or two spellings of it, of which the commoner counts.
      best = max(
        best,
        most.address
          + min(columns.addressSurprise[Int(a.address)], columns.addressSurprise[Int(b.address)]))
    }
    if a.postcode >= 0 && a.postcode == b.postcode {
      best = max(best, most.postcode + columns.postcodeSurprise[Int(a.postcode)])
    }
    return best
  }

  /// The most that extra columns can add.
  private func texts(_ one: Int, _ other: Int) -> Float {
    let columns = comparer.columns
    var sum: Float = 0
    for column in 0..<min(columns.extraCount, most.texts.count) {
      let a = columns.extras[column * columns.records + one]
      let b = columns.extras[column * columns.records + other]
      guard a >= 0 && b >= 0 else { continue }
      sum +=
        a == b
        ? max(0, most.texts[column].equal + columns.extraSurprise[Int(a)])
        : most.texts[column].other
    }
    return sum
  }
}

/// The most bits that comparisons can add where their level is left open, rarity aside.
private struct MostBits {
  let crossed: Float
  let swapped: Float
  /// Of names of which one is a letter.
  let familyInitial: Float
  let givenInitial: Float
  /// Of homes of one address, of one postcode, or of neither.
  let address: Float
  let postcode: Float
  let home: Float
  /// By extra column, of equal texts and of others.
  let texts: [(equal: Float, other: Float)]

  init(_ scorer: PairScorer) {
    let family = Array(scorer.levels(at: 0))
    let given = Array(scorer.levels(at: 1))
    let homes = Array(scorer.levels(at: 5))
    crossed = family[FamilyLevel.crossed.rawValue]
    swapped = family[FamilyLevel.swapped.rawValue]
    familyInitial = max(family[FamilyLevel.initial.rawValue], family[FamilyLevel.differ.rawValue])
    givenInitial = max(given[GivenLevel.initial.rawValue], given[GivenLevel.differ.rawValue])
    address = max(homes[HomeLevel.whole.rawValue], homes[HomeLevel.address.rawValue])
    postcode = homes[HomeLevel.postcode.rawValue]
    home = max(0, homes[(HomeLevel.postcode.rawValue + 1)...].max() ?? 0)
    texts = (7..<max(7, scorer.positions)).map { position in
      let levels = Array(scorer.levels(at: position))
      return (levels[0], max(0, levels[1...].max() ?? 0))
    }
  }
}
