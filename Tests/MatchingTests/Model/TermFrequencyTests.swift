import Testing

@testable import Matching

// Goal: rare values say more, and a small file says little of rarity. Method: laws on made counts.

@Suite struct TermFrequencyTests {
  @Test func rarerIsMoreSurprising() {
    let frequency = TermFrequency(counts: [2, 5, 50, 500, 2000], usual: 0.01)
    for at in 1..<5 { #expect(frequency.surprise[at] < frequency.surprise[at - 1]) }
  }

  @Test func agreementIsTheShareOfAgreeingPairs() {
    // 100 records, two values of fifty: 2 · 1225 of 4950 pairs agree; 300 pairs of belief at 0.01.
    let frequency = TermFrequency(counts: [50, 50], usual: 0.01)
    #expect(abs(frequency.agreement - (2450 + 3) / 5250) < 1e-12)
  }

  @Test func surpriseStaysWithinItsBounds() {
    let frequency = TermFrequency(counts: [1, 2, 1_000_000], usual: 0.001)
    for bits in frequency.surprise { #expect(bits.isFinite && bits >= 0 && bits <= 26) }
    #expect(TermFrequency(counts: [], usual: 0.01).surprise.isEmpty)
  }

  @Test func aFullTableKeepsTheFrequentAndGivesTheRestOneCount() {
    let values = TermTable.valuesMax + 40
    let counts = (0..<values).map { Int32(3 + $0 % 50) }
    let hashes = (0..<values).map { UInt64($0) + 1 }
    let table = TermTable(name: "family", counts: counts, hashes: hashes, usual: 0.01)
    #expect(table.entries.count == TermTable.valuesMax)
    #expect(zip(table.entries, table.entries.dropFirst()).allSatisfy { $0.value < $1.value })
    // Those left out are of the smallest count.
    #expect(table.restCount == 3 && table.count(of: 0) == 3)
    #expect(table.entries.contains { $0.count == 52 })
    let all = TermFrequency(table, hashes: hashes)
    #expect(all.surprise[0] > all.surprise[49])
  }
}
