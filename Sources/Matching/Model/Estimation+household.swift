/// What two people of one household agree on, without being one person.
extension Estimation {
  /// What to believe of an extra column within a household, before any household is seen.
  ///
  /// A column that people of different given names seldom share is personal (an account), one that
  /// they share often is a place's or a family's: six tenths of that share is believed to be
  /// common to a household. Where dates of birth are known, people differ in both: a given name
  /// alone is often one person's second name or a slip, and would make an account a family's.
  func householdBeliefs(
    _ sample: [PairEvidence], of model: inout MatchingModel
  ) -> [[Double]] {
    var beliefs: [[Double]] = []
    for position in model.comparisons.indices.dropFirst(7) {
      let exact = min(0.6, max(0.001, 0.6 * Self.differingShare(sample, at: position)))
      var row = DefaultLevels.rows(position: position).map(\.household)
      let rest = (1 - exact) / (1 - row[0])
      row = row.enumerated().map { $0.offset == 0 ? exact : $0.element * rest }
      for level in row.indices { model.comparisons[position].levels[level].household = row[level] }
      beliefs.append(row)
    }
    return beliefs
  }

  /// Of the pairs that share a text, the share that are different people to all appearance, drawn
  /// towards a quarter as by four pairs.
  private static func differingShare(_ sample: [PairEvidence], at position: Int) -> Double {
    var sharing = (dated: 0.0, all: 0.0)
    var differing = (dated: 0.0, all: 0.0)
    for evidence in sample where evidence.level(position) == TextLevel.exact.rawValue {
      guard evidence.level(1) != PairEvidence.missing else { continue }
      let differs = evidence.level(1) == GivenLevel.differ.rawValue
      sharing.all += 1
      if differs { differing.all += 1 }
      let birth = evidence.level(2)
      guard birth != PairEvidence.missing else { continue }
      sharing.dated += 1
      if differs && birth >= BirthLevel.slips.rawValue { differing.dated += 1 }
    }
    // Too few dates say nothing.
    return sharing.dated >= 30 && sharing.dated >= sharing.all / 10
      ? (differing.dated + 1) / (sharing.dated + 4) : (differing.all + 1) / (sharing.all + 4)
  }

  /// What a household's chances owe to the way records are written, not to who is meant.
  ///
  /// The same clerks write both and the same fields are empty, so family names and homes of one
  /// household agree in the same ways as one person's: each way's share follows m, their sum stays
  /// the table's. Where one side gives an initial, a year alone or a second name, a household's
  /// chance is a fixed part of m: that part of two relatives agree so far.
  func shareHouseholdLevels(of model: inout MatchingModel) {
    let agreeing: [(position: Int, levels: [Int])] = [
      (0, [FamilyLevel.exact, .part, .close, .similar, .initial].map(\.rawValue)),
      (1, [GivenLevel.full, .first, .conflict].map(\.rawValue)),
      (5, [HomeLevel.whole, .address, .postcode].map(\.rawValue)),
    ]
    for (position, levels) in agreeing {
      let rows = DefaultLevels.rows(position: position)
      let belief = levels.reduce(0) { $0 + rows[$1].household }
      let sum = levels.reduce(0) { $0 + model.comparisons[position].levels[$1].m }
      for level in levels {
        model.comparisons[position].levels[level].household =
          max(Self.chanceMin, belief * model.comparisons[position].levels[level].m / sum)
      }
    }
    let parts: [(position: Int, level: Int, part: Double)] = [
      (1, GivenLevel.initial.rawValue, 0.15), (1, GivenLevel.further.rawValue, 0.15),
      (2, BirthLevel.placeholder.rawValue, 0.15), (2, BirthLevel.year.rawValue, 0.1),
      (2, BirthLevel.yearSlip.rawValue, 0.3),
    ]
    for (position, level, part) in parts {
      model.comparisons[position].levels[level].household =
        max(Self.chanceMin, part * model.comparisons[position].levels[level].m)
    }
  }

  /// Pairs of records whose own names have one family name and whose homes have one address.
  ///
  /// Counted over all records, because blocking leaves out most pairs of one household: they share
  /// no given name. O(records log records).
  static func sharingPairs(_ persons: PreparedPersons) -> Double {
    var keys: [UInt64] = []
    for record in 0..<persons.count where persons.homeOf[record] >= 0 {
      let address = persons.homes[Int(persons.homeOf[record])].address
      let family = persons.forms[Int(persons.formStarts[record])].family
      guard address >= 0 && family >= 0 else { continue }
      keys.append(
        UInt64(UInt32(bitPattern: family)) &<< 32 | UInt64(UInt32(bitPattern: address)))
    }
    keys.sort()
    var pairs = 0.0
    var run = 0.0
    for at in keys.indices.dropFirst() {
      run = keys[at] == keys[at - 1] ? run + 1 : 0
      pairs += run
    }
    return pairs
  }

  /// Pairs of one household for each pair of one person: of the pairs that share family name and
  /// address, those that are neither one person's nor there by chance, and as many more as
  /// households differ in name or address; or what the candidates show, if that is more.
  func households(_ model: MatchingModel, _ sums: Sums, scale: Double) -> Double {
    let weight = Self.householdPairsWeight
    let seen = (sums.homes * scale + weight) / (sums.matches * scale + weight)
    // Too few addresses say nothing.
    guard sums.housed * scale >= 30 else { return Self.bounded(seen) }
    let records = Double(comparer.persons.count)
    let family = model.comparisons[0].levels[FamilyLevel.exact.rawValue]
    let homes = [HomeLevel.whole, .address].map { model.comparisons[5].levels[$0.rawValue] }
    let chance = records * (records - 1) / 2 * family.u * homes.reduce(0) { $0 + $1.u }
    let others = max(0, sharing - sums.sharing * scale - chance)
    let agreeing = family.household * homes.reduce(0) { $0 + $1.household }
    let counted =
      (others / max(0.1, agreeing) + weight) / (sums.housed * scale + weight)
    return Self.bounded(max(seen, counted))
  }

  private static func bounded(_ households: Double) -> Double { min(4, max(0.003, households)) }
}

extension PairEvidence {
  /// Whether family name and address are equal, as two of one household have them.
  var sharesHousehold: Bool {
    level(0) == FamilyLevel.exact.rawValue
      && (level(5) == HomeLevel.whole.rawValue || level(5) == HomeLevel.address.rawValue)
  }
}
