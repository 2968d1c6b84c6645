import Primitives
import Testing
import Vocabulary

@testable import Matching

// Goal: records folded in stretches are the records folded by one folder. Method: columns of both,
// read through their ordinals; ordinals themselves where they are promised.

@Suite struct FoldedJoinTests {
  @Test(arguments: [UInt64(81), 82])
  func stretchesAreOneFolder(seed: UInt64) throws {
    var draws = SeededGenerator(seed: seed)
    var records = PersonWorld(seed: seed, recordCount: 300).records
    for at in records.indices {
      records[at].extra = [draws.chance(0.5) ? "town \(draws.below(9))" : nil]
      if draws.chance(0.2) { records[at].aliases = ["Al \(draws.below(5))"] }
      if draws.chance(0.3) { records[at].numbers += [447_700_900_000 + UInt64(draws.below(9))] }
    }
    var whole = PersonFolder(extraColumns: 1)
    for record in records { whole.add(record) }
    let cuts = [0, draws.below(100), 100, 100 + draws.below(100), records.count]
    let parts = zip(cuts, cuts.dropFirst()).map { from, to in
      var folder = PersonFolder(extraColumns: 1)
      for record in records[from..<to] { folder.add(record) }
      return folder.persons
    }
    let joined = try FoldedJoin.join(
      PreparedPersons(extraColumns: 1), parts, on: Workers(threads: 2))
    expectSame(joined, whole.persons)
    // The first stretch as what is held, the others as what comes.
    let further = try FoldedJoin.join(parts[0], Array(parts.dropFirst()), on: .one)
    expectSame(further, whole.persons)
  }

  private func expectSame(_ joined: PreparedPersons, _ whole: PreparedPersons) {
    #expect(joined.keys == whole.keys)
    #expect(joined.tokens.bytes == whole.tokens.bytes)
    #expect(joined.tokens.sounds == whole.tokens.sounds)
    #expect(joined.tokens.groups == whole.tokens.groups)
    #expect(joined.tokens.letters == whole.tokens.letters)
    #expect(joined.tokenHashes == whole.tokenHashes)
    #expect(joined.homeWords.bytes == whole.homeWords.bytes)
    #expect(joined.homeHashes == whole.homeHashes)
    #expect(joined.addressHashes == whole.addressHashes)
    #expect(joined.numberHashes == whole.numberHashes)
    #expect(joined.pncHashes == whole.pncHashes)
    #expect(joined.births == whole.births)
    #expect(joined.sexes == whole.sexes)
    #expect(joined.pncStems == whole.pncStems)
    #expect(joined.pncChecks == whole.pncChecks)
    #expect(joined.numbers == whole.numbers)
    #expect(joined.numberStarts == whole.numberStarts)
    #expect(joined.formStarts == whole.formStarts)
    #expect(joined.extras == whole.extras)
    #expect(joined.extraHashes == whole.extraHashes)
    #expect(joined.forms.map { names(joined, $0) } == whole.forms.map { names(whole, $0) })
    #expect(
      (0..<joined.count).map { home(joined, $0) } == (0..<whole.count).map { home(whole, $0) })
  }

  private func names(_ persons: PreparedPersons, _ form: NameForm) -> [[Int32]] {
    [
      [form.family, form.given], Array(persons.family(form)),
      form.given < 0 ? [] : Array(persons.given(form)),
    ]
  }

  private func home(_ persons: PreparedPersons, _ record: Int) -> [Int64] {
    let at = Int(persons.homeOf[record])
    guard at >= 0 else { return [] }
    let home = persons.homes[at]
    return [home.house, home.flat, home.street, home.postcode, home.outwardCount, home.address]
      .map { Int64($0) } + [Int64(bitPattern: persons.outwardHashes[at]), home.isWhole ? 1 : 0]
  }
}
