import Primitives
import Vocabulary

/// Folds records one after another into columns.
///
/// Names repeat, so what a name becomes is remembered, by the hash of its text. Many records are
/// folded in stretches, each by a folder of its own; `FoldedJoin` makes one of them.
struct PersonFolder {
  private(set) var persons: PreparedPersons
  private let extraColumns: Int
  private var tokenOrdinals = OrdinalTable()
  private var homeOrdinals = OrdinalTable()
  private var extraOrdinals: [OrdinalTable]
  private var pncOrdinals = OrdinalTable()
  private var numberOrdinals = OrdinalTable()
  private var addressOrdinals = OrdinalTable()
  private var homes = OrdinalTable()
  /// Where a text's name stands in `nameMemo`, for family and given names.
  private var families = OrdinalTable()
  private var givens = OrdinalTable()
  private var nameMemo: [NamePart] = []
  private var reader = HomeAddress()
  private var words = FoldedWords()
  private var whole: [UInt8] = []

  /// The words of one name: the whole's ordinal, and where its words stand in `nameParts`.
  private struct NamePart {
    var whole: Int32 = -1
    var start: Int32 = 0
    var count: Int32 = 0
  }

  init(extraColumns: Int) {
    persons = PreparedPersons(extraColumns: extraColumns)
    self.extraColumns = extraColumns
    extraOrdinals = Array(repeating: OrdinalTable(), count: extraColumns)
  }

  /// Appends one record.
  mutating func add(_ person: PersonForMatching) {
    persons.keys.append(person.key)
    addNames(of: person)
    persons.births.append(PackedBirth(person.dateOfBirth))
    persons.sexes.append(person.sex == "M" ? 1 : person.sex == "F" ? 2 : 0)
    addPnc(person.pncId)
    addHome(of: person)
    addNumbers(person.numbers)
    for column in 0..<extraColumns {
      addExtra(column < person.extra.count ? person.extra[column] : nil, column)
    }
  }

  // MARK: Words

  private mutating func token(_ word: [UInt8]) -> Int32 {
    let hash = ValueHash.of(word[...])
    let known = tokenOrdinals[hash]
    if known >= 0 { return known }
    let ordinal = persons.tokens.append(word[...])
    tokenOrdinals[hash] = ordinal
    persons.tokenHashes.append(hash)
    return ordinal
  }

  private mutating func homeWord(_ word: [UInt8]) -> Int32 {
    guard !word.isEmpty else { return -1 }
    let hash = ValueHash.of(word[...])
    let known = homeOrdinals[hash]
    if known >= 0 { return known }
    let ordinal = persons.homeWords.append(word)
    homeOrdinals[hash] = ordinal
    persons.homeHashes.append(hash)
    return ordinal
  }

  private mutating func addExtra(_ text: String?, _ column: Int) {
    words.removeAll()
    if let text { words.append(text, wordsMax: 24) }
    let word = words.bytes.prefix(64)
    guard !word.isEmpty else {
      persons.extras[column].append(-1)
      return
    }
    let hash = ValueHash.of(word)
    var ordinal = extraOrdinals[column][hash]
    if ordinal < 0 {
      ordinal = persons.extraTexts[column].append(word)
      extraOrdinals[column][hash] = ordinal
      persons.extraHashes[column].append(hash)
    }
    persons.extras[column].append(ordinal)
  }

  private static func ordinal(
    of hash: UInt64, in table: inout OrdinalTable, _ hashes: inout [UInt64]
  ) -> Int32 {
    let known = table[hash]
    if known >= 0 { return known }
    let next = Int32(hashes.count)
    table[hash] = next
    hashes.append(hash)
    return next
  }

  // MARK: Names

  private mutating func addNames(of person: PersonForMatching) {
    let family = familyPart(person.familyName)
    let given = givenPart(person.givenNames)
    append(family, given)
    if !person.aliases.isEmpty { addAliases(person, family, given) }
    persons.formStarts.append(Int32(persons.forms.count))
  }

  private mutating func addAliases(
    _ person: PersonForMatching, _ family: NamePart, _ given: NamePart
  ) {
    let main = NameFolding.name(family: person.familyName, given: person.givenNames)
    var seen: [FoldedName] = [main]
    for alias in person.aliases.prefix(8) {
      var name = NameFolding.alias(alias)
      guard !name.isEmpty else { continue }
      if name.family.isEmpty { name.family = main.family }
      if name.given.isEmpty { name.given = main.given }
      guard !seen.contains(name) else { continue }
      seen.append(name)
      append(
        name.family == main.family ? family : part(name.family),
        name.given == main.given ? given : part(name.given))
    }
  }

  private mutating func append(_ family: NamePart, _ given: NamePart) {
    persons.forms.append(
      NameForm(
        family: family.whole, familyStart: family.start, familyCount: family.count,
        given: given.whole, givenStart: given.start, givenCount: given.count))
  }

  private mutating func familyPart(_ text: String?) -> NamePart {
    guard let text else { return NamePart() }
    let hash = ValueHash.of(text)
    let known = families[hash]
    if known >= 0 { return nameMemo[Int(known)] }
    families[hash] = Int32(nameMemo.count)
    return remembered(NameFolding.familyWords(text))
  }

  private mutating func givenPart(_ text: String?) -> NamePart {
    guard let text else { return NamePart() }
    let hash = ValueHash.of(text)
    let known = givens[hash]
    if known >= 0 { return nameMemo[Int(known)] }
    givens[hash] = Int32(nameMemo.count)
    return remembered(NameFolding.givenWords(text))
  }

  private mutating func remembered(_ words: [[UInt8]]) -> NamePart {
    let part = part(words)
    nameMemo.append(part)
    return part
  }

  private mutating func part(_ words: [[UInt8]]) -> NamePart {
    guard let first = words.first else { return NamePart() }
    let start = Int32(persons.nameParts.count)
    for word in words { persons.nameParts.append(token(word)) }
    let whole = words.count == 1 ? first : Array(words.joined())
    return NamePart(whole: token(whole), start: start, count: Int32(words.count))
  }

  // MARK: Other columns

  private mutating func addPnc(_ text: String?) {
    guard let text, let number = PncNumber(text) else {
      persons.pncStems.append(-1)
      persons.pncChecks.append(0)
      return
    }
    let hash = ValueHash.of(number.stem[...])
    var ordinal = pncOrdinals[hash]
    if ordinal < 0 {
      ordinal = persons.pncWords.append(number.stem)
      pncOrdinals[hash] = ordinal
      persons.pncHashes.append(hash)
    }
    persons.pncStems.append(ordinal)
    persons.pncChecks.append(number.check)
  }

  private mutating func addHome(of person: PersonForMatching) {
    reader.read(address: person.address)
    reader.read(postcode: person.postcode)
    guard !reader.isEmpty else {
      persons.homeOf.append(-1)
      return
    }
    let home = PackedHome(
      house: homeWord(reader.house), flat: homeWord(reader.flat), street: homeWord(reader.street),
      postcode: homeWord(reader.postcode), outwardCount: Int32(reader.outwardCount),
      isWhole: reader.isWhole, address: reader.street.isEmpty ? -1 : address())
    var hash = StableHash()
    hash.combine(
      UInt64(UInt32(bitPattern: home.house)) &<< 32 | UInt64(UInt32(bitPattern: home.flat)))
    hash.combine(
      UInt64(UInt32(bitPattern: home.street)) &<< 32 | UInt64(UInt32(bitPattern: home.postcode)))
    let value = hash.value | 1
    let known = homes[value]
    if known >= 0 {
      persons.homeOf.append(known)
      return
    }
    let ordinal = Int32(persons.homes.count)
    homes[value] = ordinal
    persons.homeOf.append(ordinal)
    let outward = reader.postcode.prefix(reader.outwardCount)
    persons.outwardHashes.append(outward.isEmpty ? 0 : ValueHash.of(outward))
    persons.homes.append(home)
  }

  /// The ordinal of house number and street together.
  private mutating func address() -> Int32 {
    whole.removeAll(keepingCapacity: true)
    whole += reader.house
    whole.append(0x2F)
    whole += reader.street
    return Self.ordinal(
      of: ValueHash.of(whole[...]), in: &addressOrdinals, &persons.addressHashes)
  }

  private mutating func addNumbers(_ packed: [UInt64]) {
    // Bits 60 and up mark a network's short code, which is nobody's telephone.
    let start = persons.numbers.count
    for number in packed.prefix(32) where number != 0 && number &>> 60 == 0 {
      let ordinal = Self.ordinal(
        of: ValueHash.of(number), in: &numberOrdinals, &persons.numberHashes)
      if !persons.numbers[start...].contains(ordinal) { persons.numbers.append(ordinal) }
    }
    if persons.numbers.count - start > 1 { persons.numbers[start...].sort() }
    persons.numberStarts.append(Int32(persons.numbers.count))
  }
}
