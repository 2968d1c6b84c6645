import Primitives
import Vocabulary

extension PreparedPersons {
  /// Folds all records. O(records), one thread: interning is in order of keys.
  init(_ input: MatchingInput) {
    let sorted = Self.sortedOnce(input.persons, warnings: &warnings)
    let columns = min(input.extraNames.count, MatchingInput.extraColumnsMax)
    if columns < input.extraNames.count {
      warnings.append(
        MatchingWarning(
          code: "MATCHING-EXTRA-COLUMNS", count: input.extraNames.count - columns,
          text: "only the first \(columns) extra columns are compared"))
    }
    extras = Array(repeating: [], count: columns)
    extraTexts = Array(repeating: WordTable(), count: columns)
    var tables = Tables()
    for person in sorted {
      keys.append(person.key)
      addNames(of: person)
      births.append(PackedBirth(person.dateOfBirth))
      sexes.append(person.sex == "M" ? 1 : person.sex == "F" ? 2 : 0)
      addPnc(person.pncId, &tables)
      addHome(of: person, &tables)
      addNumbers(person.numbers, &tables)
      for column in 0..<columns {
        let text = column < person.extra.count ? person.extra[column] : nil
        let folded = text.map { Array(LetterFolding.words($0).joined().prefix(64)) } ?? []
        extras[column].append(folded.isEmpty ? -1 : extraTexts[column].intern(folded))
      }
    }
    numberCount = tables.numbers.count
    addressCount = tables.addresses.count
    tokens.seal()
    homeWords.seal()
    for column in extraTexts.indices { extraTexts[column].seal() }
    countFrequencies()
  }

  /// Dictionaries that are needed only while records come in.
  private struct Tables {
    var pncs: [[UInt8]: Int32] = [:]
    var homes: [HomeAddress: Int32] = [:]
    var addresses: [[UInt8]: Int32] = [:]
    var numbers: [UInt64: Int32] = [:]
  }

  private static func sortedOnce(
    _ persons: [PersonForMatching], warnings: inout [MatchingWarning]
  ) -> [PersonForMatching] {
    let sorted = persons.sorted {
      $0.key != $1.key ? $0.key < $1.key : content($0).lexicographicallyPrecedes(content($1))
    }
    var kept: [PersonForMatching] = []
    kept.reserveCapacity(sorted.count)
    for person in sorted where kept.last?.key != person.key { kept.append(person) }
    if kept.count < sorted.count {
      warnings.append(
        MatchingWarning(
          code: "MATCHING-REPEATED-KEY", count: sorted.count - kept.count,
          text: "records repeat a key that another record has; one of each was kept"))
    }
    return kept
  }

  /// A total order of records that share a key, so that input order means nothing.
  private static func content(_ person: PersonForMatching) -> [String] {
    [
      person.familyName ?? "", person.givenNames ?? "", person.dateOfBirth?.text ?? "",
      person.sex ?? "", person.pncId ?? "", person.address ?? "", person.postcode ?? "",
    ] + person.aliases + person.numbers.map { String($0) } + person.extra.map { $0 ?? "" }
  }

  private mutating func addNames(of person: PersonForMatching) {
    let main = NameFolding.name(family: person.familyName, given: person.givenNames)
    var seen: [FoldedName] = [main]
    append(main)
    for alias in person.aliases.prefix(8) {
      var name = NameFolding.alias(alias)
      guard !name.isEmpty else { continue }
      if name.family.isEmpty { name.family = main.family }
      if name.given.isEmpty { name.given = main.given }
      guard !seen.contains(name) else { continue }
      seen.append(name)
      append(name)
    }
    formStarts.append(Int32(forms.count))
  }

  private mutating func append(_ name: FoldedName) {
    let familyStart = Int32(nameParts.count)
    for word in name.family { nameParts.append(tokens.intern(word)) }
    let givenStart = Int32(nameParts.count)
    for word in name.given { nameParts.append(tokens.intern(word)) }
    forms.append(
      NameForm(
        family: name.family.isEmpty ? -1 : tokens.intern(Array(name.family.joined())),
        familyStart: familyStart, familyCount: givenStart - familyStart,
        given: name.given.isEmpty ? -1 : tokens.intern(Array(name.given.joined())),
        givenStart: givenStart, givenCount: Int32(nameParts.count) - givenStart))
  }

  private mutating func addPnc(_ text: String?, _ tables: inout Tables) {
    guard let text, let number = PncNumber(text) else {
      pncStems.append(-1)
      pncChecks.append(0)
      return
    }
    let next = Int32(tables.pncs.count)
    let stem = tables.pncs[number.stem] ?? next
    if stem == next { tables.pncs[number.stem] = next }
    pncStems.append(stem)
    pncChecks.append(number.check)
  }

  private mutating func addHome(of person: PersonForMatching, _ tables: inout Tables) {
    let home = HomeAddress(address: person.address, postcode: person.postcode)
    guard !home.isEmpty else {
      homeOf.append(-1)
      return
    }
    if let known = tables.homes[home] {
      homeOf.append(known)
      return
    }
    let ordinal = Int32(homes.count)
    tables.homes[home] = ordinal
    homeOf.append(ordinal)
    let address = home.house + [0x2F] + home.street
    homes.append(
      PackedHome(
        house: word(home.house), flat: word(home.flat), street: word(home.street),
        postcode: word(home.postcode), outwardCount: Int32(home.outwardCount),
        isWhole: home.isWhole,
        address: home.street.isEmpty ? -1 : Self.ordinal(of: address, in: &tables.addresses)))
  }

  private mutating func word(_ text: [UInt8]) -> Int32 {
    text.isEmpty ? -1 : homeWords.intern(text)
  }

  private static func ordinal(of text: [UInt8], in table: inout [[UInt8]: Int32]) -> Int32 {
    if let known = table[text] { return known }
    let next = Int32(table.count)
    table[text] = next
    return next
  }

  private mutating func addNumbers(_ packed: [UInt64], _ tables: inout Tables) {
    // Bits 60 and up mark a network's short code, which is nobody's telephone.
    var own: [Int32] = []
    for number in packed.prefix(32) where number != 0 && number &>> 60 == 0 {
      let next = Int32(tables.numbers.count)
      let ordinal = tables.numbers[number] ?? next
      if ordinal == next { tables.numbers[number] = next }
      if !own.contains(ordinal) { own.append(ordinal) }
    }
    numbers.append(contentsOf: own.sorted())
    numberStarts.append(Int32(numbers.count))
  }
}
