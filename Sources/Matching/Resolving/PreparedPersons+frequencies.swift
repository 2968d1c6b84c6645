import Glibc

extension PreparedPersons {
  /// Counts every value of these records, once for each record that has it. O(records).
  func countTerms() -> TermTables {
    countTerms(by: RecordGroups(each: count), weight: 0)
  }

  /// Counts every value once for each group that has it, as if each group were one record more of
  /// its value: the pair that a count leaves out is then one person's.
  ///
  /// - Parameter groups: By record, a number that its group's records share.
  func countTerms(groups: [Int32]) -> TermTables {
    countTerms(by: RecordGroups(groups), weight: 1)
  }

  private func countTerms(by groups: RecordGroups, weight: Int32) -> TermTables {
    var family = GroupCounts(values: tokens.count)
    var part = GroupCounts(values: tokens.count)
    var given = GroupCounts(values: tokens.count)
    var inParts = 0
    var withFurther = 0
    for (record, group) in groups.order {
      let form = forms[Int(formStarts[record])]
      if form.familyCount > 1 { inParts += 1 }
      if form.givenCount > 1 { withFurther += 1 }
      family.add(form.family, group)
      for word in self.family(form) { part.add(word, group) }
      for word in self.given(form) { given.add(word, group) }
    }
    // Shares drawn towards two and twenty in a hundred, as if fifty more records had been seen.
    let partsShare = (Double(inParts) + 1) / (Double(count) + 50)
    let furtherShare = (Double(withFurther) + 10) / (Double(count) + 50)
    let names = [(family, 0.004), (part, 0.004), (given, 0.01)]
    return TermTables(
      tables: zip(TermTables.fixedNames, names).map {
        TermTable(name: $0, counts: $1.0.counts(plus: weight), hashes: tokenHashes, usual: $1.1)
      } + [birthTable(groups, weight)] + placeTables(groups, weight) + extraTables(groups, weight),
      records: groups.count,
      partsSurprise: Float(-log2(1 - (1 - partsShare) * (1 - partsShare))),
      furtherSurprise: Float(-2 * log2(furtherShare)))
  }

  /// Complete dates of birth, by their numbers.
  private func birthTable(_ groups: RecordGroups, _ weight: Int32) -> TermTable {
    var codes: [UInt64] = []
    codes.reserveCapacity(count)
    for (record, group) in groups.order where births[record].isComplete {
      codes.append(UInt64(births[record].code) &<< 32 | UInt64(UInt32(bitPattern: group)))
    }
    codes.sort()
    var counts: [Int32] = []
    var hashes: [UInt64] = []
    var last: UInt64 = 0
    for (at, code) in codes.enumerated() where at == 0 || code != codes[at - 1] {
      if code &>> 32 != last {
        last = code &>> 32
        counts.append(weight)
        hashes.append(ValueHash.of(last))
      }
      counts[counts.count - 1] += 1
    }
    return TermTable(name: "birth", counts: counts, hashes: hashes, usual: 0.00006)
  }

  private func placeTables(_ groups: RecordGroups, _ weight: Int32) -> [TermTable] {
    var address = GroupCounts(values: addressHashes.count)
    var postcode = GroupCounts(values: homeWords.count)
    var number = GroupCounts(values: numberHashes.count)
    for (record, group) in groups.order {
      if homeOf[record] >= 0 {
        let home = homes[Int(homeOf[record])]
        address.add(home.address, group)
        postcode.add(home.postcode, group)
      }
      for at in Int(numberStarts[record])..<Int(numberStarts[record + 1]) {
        number.add(numbers[at], group)
      }
    }
    let kinds = [
      ("address", address, addressHashes, 0.0002), ("postcode", postcode, homeHashes, 0.0005),
      ("telephone", number, numberHashes, 0.0001),
    ]
    return kinds.map {
      TermTable(name: $0.0, counts: $0.1.counts(plus: weight), hashes: $0.2, usual: $0.3)
    }
  }

  private func extraTables(_ groups: RecordGroups, _ weight: Int32) -> [TermTable] {
    extras.indices.map { column in
      var counts = GroupCounts(values: extraTexts[column].count)
      for (record, group) in groups.order { counts.add(extras[column][record], group) }
      return TermTable(
        name: "extra:\(column)", counts: counts.counts(plus: weight),
        hashes: extraHashes[column], usual: 0.01)
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
