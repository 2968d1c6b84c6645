import Glibc

extension PreparedPersons {
  /// Counts every value of these records. O(records).
  func countTerms() -> TermTables {
    var family = [Int32](repeating: 0, count: tokens.count)
    var part = family
    var given = family
    var inParts = 0
    var withFurther = 0
    for record in 0..<count {
      let form = forms[Int(formStarts[record])]
      if form.familyCount > 1 { inParts += 1 }
      if form.givenCount > 1 { withFurther += 1 }
      if form.family >= 0 { family[Int(form.family)] += 1 }
      for word in self.family(form) { part[Int(word)] += 1 }
      for word in self.given(form) { given[Int(word)] += 1 }
    }
    // Shares drawn towards two and twenty in a hundred, as if fifty more records had been seen.
    let partsShare = (Double(inParts) + 1) / (Double(count) + 50)
    let furtherShare = (Double(withFurther) + 10) / (Double(count) + 50)
    let names = [(family, 0.004), (part, 0.004), (given, 0.01)]
    return TermTables(
      tables: zip(TermTables.fixedNames, names).map {
        TermTable(name: $0, counts: $1.0, hashes: tokenHashes, usual: $1.1)
      } + [birthTable()] + placeTables() + extraTables(),
      records: count,
      partsSurprise: Float(-log2(1 - (1 - partsShare) * (1 - partsShare))),
      furtherSurprise: Float(-2 * log2(furtherShare)))
  }

  /// Complete dates of birth, by their numbers.
  private func birthTable() -> TermTable {
    let codes = births.lazy.filter(\.isComplete).map { UInt64($0.code) }.sorted()
    var counts: [Int32] = []
    var hashes: [UInt64] = []
    var last: UInt64 = 0
    for code in codes {
      if code != last {
        counts.append(0)
        hashes.append(ValueHash.of(code))
        last = code
      }
      counts[counts.count - 1] += 1
    }
    return TermTable(name: "birth", counts: counts, hashes: hashes, usual: 0.00006)
  }

  private func placeTables() -> [TermTable] {
    var address = [Int32](repeating: 0, count: addressHashes.count)
    var postcode = [Int32](repeating: 0, count: homeWords.count)
    for position in homeOf where position >= 0 {
      let home = homes[Int(position)]
      if home.address >= 0 { address[Int(home.address)] += 1 }
      if home.postcode >= 0 { postcode[Int(home.postcode)] += 1 }
    }
    var number = [Int32](repeating: 0, count: numberHashes.count)
    for ordinal in numbers { number[Int(ordinal)] += 1 }
    return [
      TermTable(name: "address", counts: address, hashes: addressHashes, usual: 0.0002),
      TermTable(name: "postcode", counts: postcode, hashes: homeHashes, usual: 0.0005),
      TermTable(name: "telephone", counts: number, hashes: numberHashes, usual: 0.0001),
    ]
  }

  private func extraTables() -> [TermTable] {
    extras.indices.map { column in
      var counts = [Int32](repeating: 0, count: extraTexts[column].count)
      for text in extras[column] where text >= 0 { counts[Int(text)] += 1 }
      return TermTable(
        name: "extra:\(column)", counts: counts, hashes: extraHashes[column], usual: 0.01)
    }
  }

  /// Lays a model's tables out by these records' ordinals.
  ///
  /// A table the model lacks (of an extra column) gives every value a chance of one in a hundred.
  mutating func weigh(by terms: TermTables) {
    let tables = terms.tables
    frequencies.partsSurprise = terms.partsSurprise
    frequencies.furtherSurprise = terms.furtherSurprise
    frequencies.family = TermFrequency(tables[0], hashes: tokenHashes)
    frequencies.familyPart = TermFrequency(tables[1], hashes: tokenHashes)
    frequencies.given = TermFrequency(tables[2], hashes: tokenHashes)
    let given = tables[2]
    let establishedFrom = Double(max(4, terms.records / 1500))
    let frequent = OrdinalTable(
      given.entries.filter { Double($0.count) >= establishedFrom }.map(\.value))
    frequencies.established = tokenHashes.indices.map {
      tokens.groups[$0] != 0 || frequent[tokenHashes[$0]] >= 0
    }
    weighBirths(by: tables[3])
    frequencies.address = TermFrequency(tables[4], hashes: addressHashes)
    frequencies.postcode = TermFrequency(tables[5], hashes: homeHashes)
    frequencies.number = TermFrequency(tables[6], hashes: numberHashes)
    frequencies.extras = extras.indices.map { column in
      let unknown = TermTable(
        name: "", records: 0, agreement: 0.01, restCount: 2, entries: [])
      let table = tables.count > 7 + column ? tables[7 + column] : unknown
      return TermFrequency(table, hashes: extraHashes[column])
    }
  }

  private mutating func weighBirths(by table: TermTable) {
    // Days repeat, so each is looked up once.
    var known: [PackedBirth: Float] = [:]
    frequencies.birth = births.map { birth in
      guard birth.isComplete else { return 0 }
      if let bits = known[birth] { return bits }
      let bits = table.surprise(count: table.count(of: ValueHash.of(UInt64(birth.code))))
      known[birth] = bits
      return bits
    }
  }
}
