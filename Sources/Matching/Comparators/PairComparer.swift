/// Compares two prepared records: levels, and the surprise of what they share.
///
/// Symmetric. No text is made and nothing is allocated.
struct PairComparer: Sendable {
  let persons: PreparedPersons
  let columns: PairColumns
  /// Keeps the columns' memory.
  private let owner: FrozenColumns

  init(persons: PreparedPersons) {
    self.persons = persons
    owner = FrozenColumns()
    columns = PairColumns(persons, in: owner)
  }

  /// Everything two records say of being one.
  func compare(_ one: Int, _ other: Int) -> PairEvidence {
    var evidence = PairEvidence.none
    var surprise: Float = 0
    names(one, other, &evidence, &surprise)
    birth(one, other, &evidence, &surprise)
    if columns.sexes[one] != 0 && columns.sexes[other] != 0 {
      evidence.set(3, columns.sexes[one] == columns.sexes[other] ? 0 : 1)
    }
    if let level = pncLevel(one, other) { evidence.set(4, level.rawValue) }
    home(one, other, &evidence, &surprise)
    telephone(one, other, &evidence, &surprise)
    for column in 0..<columns.extraCount { text(column, one, other, &evidence, &surprise) }
    evidence.surprise = surprise
    return evidence
  }

  /// How the two identifiers agree; nil when a side has none.
  ///
  /// The check letter follows from the digits, so two unlike numbers with one check letter are
  /// mostly one number with a slip (of 23 letters one agrees by chance), and one number with two
  /// letters is a slip in the letter. Neighbours in the register differ in both.
  func pncLevel(_ one: Int, _ other: Int) -> PncLevel? {
    let a = columns.pncStems[one]
    let b = columns.pncStems[other]
    guard a >= 0 && b >= 0 else { return nil }
    let checkA = columns.pncChecks[one]
    let checkB = columns.pncChecks[other]
    if a == b { return checkA == checkB || checkA == 0 || checkB == 0 ? .same : .close }
    guard checkA == checkB && checkA != 0, columns.pncWords.length(a) >= 6,
      columns.pncWords.length(b) >= 6
    else { return .differ }
    return OneEdit.apart(columns.pncWords[a], columns.pncWords[b]) ? .close : .differ
  }

  func birth(
    _ one: Int, _ other: Int, _ evidence: inout PairEvidence, _ surprise: inout Float
  ) {
    guard let level = BirthComparison.level(columns.births[one], columns.births[other]) else {
      return
    }
    evidence.set(2, level.rawValue)
    if level == .exact { surprise += columns.birthSurprise[one] }
  }

  func home(
    _ one: Int, _ other: Int, _ evidence: inout PairEvidence, _ surprise: inout Float
  ) {
    guard columns.homeOf[one] >= 0 && columns.homeOf[other] >= 0 else { return }
    let a = columns.homes[Int(columns.homeOf[one])]
    let b = columns.homes[Int(columns.homeOf[other])]
    guard let level = HomeComparison.level(a, b, columns.homeWords) else { return }
    evidence.set(5, level.rawValue)
    switch level {
    case .whole, .address:
      // A street name misspelt is as rare as the commoner of its spellings.
      surprise += min(
        columns.addressSurprise[Int(a.address)], columns.addressSurprise[Int(b.address)])
    case .postcode: surprise += columns.postcodeSurprise[Int(a.postcode)]
    default: break
    }
  }

  func telephone(
    _ one: Int, _ other: Int, _ evidence: inout PairEvidence, _ surprise: inout Float
  ) {
    let left = Int(columns.numberStarts[one])..<Int(columns.numberStarts[one + 1])
    let right = Int(columns.numberStarts[other])..<Int(columns.numberStarts[other + 1])
    guard !left.isEmpty && !right.isEmpty else { return }
    var best: Float?
    for i in left {
      for j in right where columns.numbers[i] == columns.numbers[j] {
        let surprise = columns.numberSurprise[Int(columns.numbers[i])]
        best = max(best ?? surprise, surprise)
      }
    }
    evidence.set(6, best != nil ? 0 : 1)
    if let best { surprise += best }
  }

  func text(
    _ column: Int, _ one: Int, _ other: Int, _ evidence: inout PairEvidence,
    _ surprise: inout Float
  ) {
    let a = columns.extras[column * columns.records + one]
    let b = columns.extras[column * columns.records + other]
    guard a >= 0 && b >= 0 else { return }
    guard a != b else {
      evidence.set(7 + column, TextLevel.exact.rawValue)
      surprise += columns.extraSurprise[Int(a)]
      return
    }
    let level = TextComparison.level(columns.extraWords[a], columns.extraWords[b])
    evidence.set(7 + column, level.rawValue)
  }
}

extension PairColumns {
  /// Copies what comparing needs into memory of `owner`, which must outlive the columns.
  init(_ persons: PreparedPersons, in owner: FrozenColumns) {
    words = WordColumn(persons.tokens, in: owner)
    sounds = owner.freeze(persons.tokens.sounds)
    letters = owner.freeze(persons.tokens.letters)
    groups = owner.freeze(persons.tokens.groups)
    established = owner.freeze(persons.frequencies.established)
    nameParts = owner.freeze(persons.nameParts)
    forms = owner.freeze(persons.forms)
    formStarts = owner.freeze(persons.formStarts)
    births = owner.freeze(persons.births)
    sexes = owner.freeze(persons.sexes)
    pncStems = owner.freeze(persons.pncStems)
    pncChecks = owner.freeze(persons.pncChecks)
    pncWords = WordColumn(persons.pncWords, in: owner)
    homeOf = owner.freeze(persons.homeOf)
    homes = owner.freeze(persons.homes)
    homeWords = WordColumn(persons.homeWords, in: owner)
    numbers = owner.freeze(persons.numbers)
    numberStarts = owner.freeze(persons.numberStarts)
    records = persons.count
    extraCount = persons.extras.count
    // The columns' texts end to end: a column's ordinals begin where the last column's ended.
    var ordinals: [Int32] = []
    var bytes: [UInt8] = []
    var offsets: [Int32] = [0]
    var surprise: [Float] = []
    for (column, table) in persons.extraTexts.enumerated() {
      let base = Int32(offsets.count - 1)
      let start = Int32(bytes.count)
      ordinals += persons.extras[column].map { $0 < 0 ? -1 : $0 + base }
      bytes += table.bytes
      offsets += table.offsets.dropFirst().map { $0 + start }
      surprise += persons.frequencies.extras[column].surprise
    }
    extras = owner.freeze(ordinals)
    extraWords = WordColumn(bytes: bytes, offsets: offsets, in: owner)
    extraSurprise = owner.freeze(surprise)
    partsSurprise = persons.frequencies.partsSurprise
    furtherSurprise = persons.frequencies.furtherSurprise
    familySurprise = owner.freeze(persons.frequencies.family.surprise)
    familyPartSurprise = owner.freeze(persons.frequencies.familyPart.surprise)
    givenSurprise = owner.freeze(persons.frequencies.given.surprise)
    birthSurprise = owner.freeze(persons.frequencies.birth)
    addressSurprise = owner.freeze(persons.frequencies.address.surprise)
    postcodeSurprise = owner.freeze(persons.frequencies.postcode.surprise)
    numberSurprise = owner.freeze(persons.frequencies.number.surprise)
  }
}

extension WordColumn {
  init(_ table: WordTable, in owner: FrozenColumns) {
    self.init(bytes: table.bytes, offsets: table.offsets, in: owner)
  }
}
