import Glibc

extension PreparedPersons {
  /// Counts every value and turns the counts into surprises. O(records).
  mutating func countFrequencies() {
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
    frequencies.partsSurprise = Float(-log2(1 - (1 - partsShare) * (1 - partsShare)))
    frequencies.furtherSurprise = Float(-2 * log2(furtherShare))
    let establishedFrom = Int32(max(4, count / 1500))
    let groups = tokens.groups
    frequencies.established = given.indices.map {
      given[$0] >= establishedFrom || groups[$0] != 0
    }
    frequencies.family = TermFrequency(counts: family, usual: 0.004)
    frequencies.familyPart = TermFrequency(counts: part, usual: 0.004)
    frequencies.given = TermFrequency(counts: given, usual: 0.01)
    countBirths()
    countPlaces()
    frequencies.extras = extras.indices.map { column in
      var counts = [Int32](repeating: 0, count: extraTexts[column].count)
      for text in extras[column] where text >= 0 { counts[Int(text)] += 1 }
      return TermFrequency(counts: counts, usual: 0.01)
    }
  }

  private mutating func countBirths() {
    var ordinals: [PackedBirth: Int] = [:]
    var counts: [Int32] = []
    let ordinalOf = births.map { birth -> Int in
      guard birth.isComplete else { return -1 }
      if let known = ordinals[birth] {
        counts[known] += 1
        return known
      }
      ordinals[birth] = counts.count
      counts.append(1)
      return counts.count - 1
    }
    let frequency = TermFrequency(counts: counts, usual: 0.00006)
    frequencies.birth = ordinalOf.map { $0 < 0 ? 0 : frequency.surprise[$0] }
  }

  private mutating func countPlaces() {
    var address = [Int32](repeating: 0, count: addressCount)
    var postcode = [Int32](repeating: 0, count: homeWords.count)
    for position in homeOf where position >= 0 {
      let home = homes[Int(position)]
      if home.address >= 0 { address[Int(home.address)] += 1 }
      if home.postcode >= 0 { postcode[Int(home.postcode)] += 1 }
    }
    frequencies.address = TermFrequency(counts: address, usual: 0.0002)
    frequencies.postcode = TermFrequency(counts: postcode, usual: 0.0005)
    var number = [Int32](repeating: 0, count: numberCount)
    for ordinal in numbers { number[Int(ordinal)] += 1 }
    frequencies.number = TermFrequency(counts: number, usual: 0.0001)
  }
}
