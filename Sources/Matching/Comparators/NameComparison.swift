import Glibc

extension PairComparer {
  /// Enters the best agreement of any name of one with any name of the other.
  func names(
    _ one: Int, _ other: Int, _ evidence: inout PairEvidence, _ surprise: inout Float
  ) {
    let best = bestName(one, other)
    best.agreement.enter(&evidence)
    surprise += best.agreement.surprise - best.tried
  }

  /// The best agreement, and the bits it costs that several names were tried.
  func bestName(_ one: Int, _ other: Int) -> (agreement: NameAgreement, tried: Float) {
    let left = Int(columns.formStarts[one])..<Int(columns.formStarts[one + 1])
    let right = Int(columns.formStarts[other])..<Int(columns.formStarts[other + 1])
    var best = agreement(columns.forms[left.lowerBound], columns.forms[right.lowerBound])
    if left.count == 1 && right.count == 1 { return (best, 0) }
    var bestWorth = -Float.infinity
    for i in left {
      for j in right {
        let candidate = agreement(columns.forms[i], columns.forms[j])
        if candidate.worth > bestWorth {
          best = candidate
          bestWorth = candidate.worth
        }
      }
    }
    // The best of k comparisons agrees by chance up to k times as often.
    return (best, best.agrees ? log2f(Float(left.count * right.count)) : 0)
  }

  private func agreement(_ a: NameForm, _ b: NameForm) -> NameAgreement {
    let given = givenLevel(a, b)
    if a.family >= 0 && a.family == b.family {
      return NameAgreement(
        family: .exact, given: given.level,
        familySurprise: columns.familySurprise[Int(a.family)],
        givenSurprise: given.surprise)
    }
    if isSwapped(a, b) { return NameAgreement(family: .swapped, given: nil) }
    let family = familyLevel(a, b)
    if family.level == nil || family.level == .differ, crossed(a, b) {
      // One name was used up. With all four names known the other two still speak against.
      let allKnown = a.family >= 0 && b.family >= 0
      let usedUp = given.level == .differ && !allKnown ? nil : given.level
      return NameAgreement(family: .crossed, given: usedUp, givenSurprise: given.surprise)
    }
    return NameAgreement(
      family: family.level, given: given.level, familySurprise: family.surprise,
      givenSurprise: given.surprise)
  }

  // MARK: Family name

  private func familyLevel(
    _ a: NameForm, _ b: NameForm
  ) -> (level: FamilyLevel?, surprise: Float) {
    guard a.family >= 0 && b.family >= 0 else { return (nil, 0) }
    if a.familyCount > 1 || b.familyCount > 1 {
      for part in columns.family(a) where columns.words.length(part) >= 3 {
        if columns.family(b).contains(part) {
          return (.part, columns.familyPartSurprise[Int(part)] + columns.partsSurprise)
        }
      }
    }
    if columns.words.letters[Int(a.family)].isUnlike(columns.words.letters[Int(b.family)]),
      columns.words.length(a.family) > 1, columns.words.length(b.family) > 1
    {
      return (.differ, 0)
    }
    let left = columns.words[a.family]
    let right = columns.words[b.family]
    if left.count == 1 || right.count == 1 {
      return (left.first == right.first ? .initial : .differ, 0)
    }
    if min(left.count, right.count) >= 4, OneEdit.apart(left, right) { return (.close, 0) }
    let similarity = JaroWinkler.similarity(left, right)
    if similarity >= 0.93 { return (.close, 0) }
    if similarity >= 0.86 || isAnagram(a.family, b.family)
      || (similarity >= 0.7 && columns.sounds[Int(a.family)] == columns.sounds[Int(b.family)])
    {
      return (.similar, 0)
    }
    return (.differ, 0)
  }

  /// Family and given name stand in each other's column, both within a slip.
  private func isSwapped(_ a: NameForm, _ b: NameForm) -> Bool {
    guard a.family >= 0, b.family >= 0, a.given >= 0, b.given >= 0 else { return false }
    return isTurned(a, b) && isTurned(b, a)
  }

  /// One's family name, or its first word, is the other's given name.
  private func isTurned(_ a: NameForm, _ b: NameForm) -> Bool {
    alike(a.family, b.given) || alike(a.family, firstGiven(b))
      || (a.familyCount > 1 && alike(columns.nameParts[Int(a.familyStart)], firstGiven(b)))
  }

  private func firstGiven(_ form: NameForm) -> Int32 {
    columns.nameParts[Int(form.givenStart)]
  }

  private func alike(_ one: Int32, _ other: Int32) -> Bool {
    if one == other { return true }
    guard columns.words.letters[Int(one)].most(columns.words.letters[Int(other)]).similarity >= 0.9
    else { return false }
    let left = columns.words[one]
    let right = columns.words[other]
    // Most pairs end here: a slip seldom changes the first letter and the length by much.
    guard left.count >= 3, right.count >= 3, abs(left.count - right.count) <= 2,
      left.first == right.first || left.count >= 5
    else { return false }
    return JaroWinkler.similarity(left, right) >= 0.9
  }

  /// The same letters in another order: a slip that left the keys right.
  private func isAnagram(_ one: Int32, _ other: Int32) -> Bool {
    columns.letters[Int(one)] != 0 && columns.letters[Int(one)] == columns.letters[Int(other)]
  }

  /// One's family name is among the other's given names.
  private func crossed(_ a: NameForm, _ b: NameForm) -> Bool {
    (a.family >= 0 && columns.words.length(a.family) >= 3 && columns.given(b).contains(a.family))
      || (b.family >= 0 && columns.words.length(b.family) >= 3
        && columns.given(a).contains(b.family))
  }

  // MARK: Given names

  private func givenLevel(_ a: NameForm, _ b: NameForm) -> (level: GivenLevel?, surprise: Float) {
    guard a.given >= 0 && b.given >= 0 else { return (nil, 0) }
    let left = columns.given(a)
    let right = columns.given(b)
    guard let first = left.first, let otherFirst = right.first else { return (nil, 0) }
    if first == otherFirst {
      return furtherNames(
        left.dropFirst(), right.dropFirst(), surprise: columns.givenSurprise[Int(first)])
    }
    if a.given == b.given {
      return (
        .first, max(columns.givenSurprise[Int(first)], columns.givenSurprise[Int(otherFirst)])
      )
    }
    if columns.words.length(first) == 1 || columns.words.length(otherFirst) == 1 {
      return (
        columns.words.initial(first) == columns.words.initial(otherFirst) ? .initial : .differ, 0
      )
    }
    if columns.shareGroup(first, otherFirst) { return (.nickname, 0) }
    if left.dropFirst().contains(otherFirst) || right.dropFirst().contains(first) {
      return (.further, 0)
    }
    return (slip(first, otherFirst), 0)
  }

  private func furtherNames(
    _ left: Slice<UnsafeBufferPointer<Int32>>, _ right: Slice<UnsafeBufferPointer<Int32>>,
    surprise: Float
  ) -> (level: GivenLevel?, surprise: Float) {
    if left.isEmpty || right.isEmpty { return (.first, surprise) }
    // That both have further names at all is part of what happened, as it is part of m.
    let both = surprise + columns.furtherSurprise
    for name in left where columns.words.length(name) > 1 && right.contains(name) {
      // A shared second name is a second coincidence, but families repeat them: half of it counts.
      return (.full, both + columns.givenSurprise[Int(name)] / 2)
    }
    for name in left {
      for other in right {
        let oneLetter = columns.words.length(name) == 1 || columns.words.length(other) == 1
        if oneLetter
          ? columns.words.initial(name) == columns.words.initial(other)
          : columns.shareGroup(name, other) || slip(name, other) != .differ
        {
          return (.first, surprise)
        }
      }
    }
    return (.conflict, both)
  }

  /// Whether one given name may be the other with a slip.
  ///
  /// Two names that are both well known are two names (`Jane`, `Joan`; `Hassan`, `Hussain`),
  /// however near their spelling: twins are often called so.
  private func slip(_ one: Int32, _ other: Int32) -> GivenLevel {
    if columns.established[Int(one)] && columns.established[Int(other)] { return .differ }
    if columns.words.letters[Int(one)].isUnlike(columns.words.letters[Int(other)]) {
      return .differ
    }
    let left = columns.words[one]
    let right = columns.words[other]
    if min(left.count, right.count) >= 3, OneEdit.apart(left, right) { return .close }
    let similarity = JaroWinkler.similarity(left, right)
    if similarity >= 0.91 { return .close }
    if similarity >= 0.82 || isAnagram(one, other)
      || (similarity >= 0.7 && columns.sounds[Int(one)] == columns.sounds[Int(other)])
    {
      return .similar
    }
    return .differ
  }
}

/// How one name agrees with another.
struct NameAgreement {
  var family: FamilyLevel?
  var given: GivenLevel?
  var familySurprise: Float = 0
  var givenSurprise: Float = 0

  /// The surprise of both names.
  var surprise: Float { familySurprise + givenSurprise }

  /// Whether anything agrees.
  var agrees: Bool {
    (family.map { $0 != .differ } ?? false) || (given.map { $0 != .differ } ?? false)
  }

  /// An order of agreements, by the default table, for choosing among a person's names.
  var worth: Float {
    (family.map { Self.familyWorth[$0.rawValue] } ?? 0)
      + (given.map { Self.givenWorth[$0.rawValue] } ?? 0) + surprise
  }

  func enter(_ evidence: inout PairEvidence) {
    if let family { evidence.set(0, family.rawValue) }
    if let given { evidence.set(1, given.rawValue) }
  }

  private static let familyWorth = DefaultLevels.worth(position: 0)
  private static let givenWorth = DefaultLevels.worth(position: 1)
}
