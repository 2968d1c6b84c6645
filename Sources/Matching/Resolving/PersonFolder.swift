import Primitives
import Vocabulary

/// Folds records one after another into columns.
///
/// Texts repeat, so what a name, an address or a postcode becomes is remembered, in at most
/// `memoMax` texts a kind. Ordinals are found by value hash; so a folder can go on from columns
/// that were made before, whose dictionaries are long gone.
struct PersonFolder {
  private(set) var persons: PreparedPersons
  private let extraColumns: Int
  private var tokenOrdinals: OrdinalTable
  private var homeOrdinals: OrdinalTable
  private var extraOrdinals: [OrdinalTable]
  private var pncOrdinals: OrdinalTable
  private var numberOrdinals: OrdinalTable
  private var addressOrdinals: OrdinalTable
  private var families: [String: NamePart] = [:]
  private var givens: [String: NamePart] = [:]
  private var addresses: [String: AddressPart] = [:]
  private var postcodes: [String: PostcodePart] = [:]
  private var homes = OrdinalTable()

  private static let memoMax = 1 << 18

  /// The words of one name: the whole's ordinal, and where its words stand in `nameParts`.
  private struct NamePart {
    var whole: Int32 = -1
    var start: Int32 = 0
    var count: Int32 = 0
  }

  /// What an address says, in ordinals.
  private struct AddressPart {
    var house: Int32 = -1
    var flat: Int32 = -1
    var street: Int32 = -1
    var address: Int32 = -1
  }

  private struct PostcodePart {
    var postcode: Int32 = -1
    var outwardCount: Int32 = 0
    var isWhole = false
    var outward: UInt64 = 0
  }

  /// - Parameter persons: Columns to go on from; new values get the next ordinals.
  init(goingOnFrom persons: PreparedPersons, extraColumns: Int) {
    self.persons = persons
    self.extraColumns = extraColumns
    tokenOrdinals = OrdinalTable(persons.tokenHashes)
    homeOrdinals = OrdinalTable(persons.homeHashes)
    extraOrdinals = persons.extraHashes.map { OrdinalTable($0) }
    pncOrdinals = OrdinalTable(persons.pncHashes)
    numberOrdinals = OrdinalTable(persons.numberHashes)
    addressOrdinals = OrdinalTable(persons.addressHashes)
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
      let text = column < person.extra.count ? person.extra[column] : nil
      let folded = text.map { Array(LetterFolding.words($0).joined().prefix(64)) } ?? []
      persons.extras[column].append(folded.isEmpty ? -1 : extra(folded, column))
    }
  }

  /// The columns, without what only folding needs.
  consuming func finish() -> PreparedPersons {
    persons.tokens.seal()
    return persons
  }

  // MARK: Words

  private mutating func token(_ word: [UInt8]) -> Int32 {
    let hash = ValueHash.of(word[...])
    let known = tokenOrdinals[hash]
    if known >= 0 { return known }
    let ordinal = persons.tokens.intern(word)
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

  private mutating func extra(_ word: [UInt8], _ column: Int) -> Int32 {
    let hash = ValueHash.of(word[...])
    let known = extraOrdinals[column][hash]
    if known >= 0 { return known }
    let ordinal = persons.extraTexts[column].append(word)
    extraOrdinals[column][hash] = ordinal
    persons.extraHashes[column].append(hash)
    return ordinal
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
    if let known = families[text] { return known }
    let made = part(NameFolding.familyWords(text))
    if families.count < Self.memoMax { families[text] = made }
    return made
  }

  private mutating func givenPart(_ text: String?) -> NamePart {
    guard let text else { return NamePart() }
    if let known = givens[text] { return known }
    let made = part(NameFolding.givenWords(text))
    if givens.count < Self.memoMax { givens[text] = made }
    return made
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
    let address = addressPart(person.address)
    let postcode = postcodePart(person.postcode)
    guard address.street >= 0 || postcode.postcode >= 0 else {
      persons.homeOf.append(-1)
      return
    }
    var hash = StableHash()
    hash.combine(
      UInt64(UInt32(bitPattern: address.house)) &<< 32 | UInt64(UInt32(bitPattern: address.flat)))
    hash.combine(
      UInt64(UInt32(bitPattern: address.street)) &<< 32
        | UInt64(UInt32(bitPattern: postcode.postcode)))
    let known = homes[hash.value | 1]
    if known >= 0 {
      persons.homeOf.append(known)
      return
    }
    let ordinal = Int32(persons.homes.count)
    homes[hash.value | 1] = ordinal
    persons.homeOf.append(ordinal)
    persons.outwardHashes.append(postcode.outward)
    persons.homes.append(
      PackedHome(
        house: address.house, flat: address.flat, street: address.street,
        postcode: postcode.postcode, outwardCount: postcode.outwardCount,
        isWhole: postcode.isWhole, address: address.address))
  }

  private mutating func addressPart(_ text: String?) -> AddressPart {
    guard let text else { return AddressPart() }
    if let known = addresses[text] { return known }
    let home = HomeAddress(address: text, postcode: nil)
    var made = AddressPart(
      house: homeWord(home.house), flat: homeWord(home.flat), street: homeWord(home.street))
    if !home.street.isEmpty {
      let whole = home.house + [0x2F] + home.street
      made.address = Self.ordinal(
        of: ValueHash.of(whole[...]), in: &addressOrdinals, &persons.addressHashes)
    }
    if addresses.count < Self.memoMax { addresses[text] = made }
    return made
  }

  private mutating func postcodePart(_ text: String?) -> PostcodePart {
    guard let text else { return PostcodePart() }
    if let known = postcodes[text] { return known }
    let home = HomeAddress(address: nil, postcode: text)
    let outward = home.postcode.prefix(home.outwardCount)
    let made = PostcodePart(
      postcode: homeWord(home.postcode), outwardCount: Int32(home.outwardCount),
      isWhole: home.isWhole, outward: outward.isEmpty ? 0 : ValueHash.of(outward))
    if postcodes.count < Self.memoMax { postcodes[text] = made }
    return made
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
