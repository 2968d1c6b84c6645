import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: how local a line's custom is, is learned from the phones around it.
/// Method: towns made by hand in which neighbours share all, some or none of the line's contacts.
struct LocalCustomTests {
  /// A line with 20 contacts; 10 neighbours in use all the time, each in touch with `shared` of
  /// those contacts and with others of its own, 8 in all.
  private func factor(shared: Int, neighbours: Int = 10, from first: Double = 1) throws -> Double {
    var small = SmallPicture(days: 40)
    let n = SmallPicture.number
    for contact in 0..<20 {
      for day in [1, 20, 38] { small.call(n(1), n(100 + contact), days: Double(day)) }
    }
    for neighbour in 0..<neighbours {
      for place in 0..<8 {
        let contact =
          place < shared ? 100 + (neighbour * 3 + place) % 20 : 300 + neighbour * 8 + place
        for day in [first, 39.0] { small.call(n(10 + neighbour), n(contact), days: day) }
      }
    }
    for other in 0..<200 { small.call(n(1000 + other), n(2000 + other), days: 5) }
    let book = try ContactBook(small.picture(), workers: .one)
    let similarity = ContactSimilarity(book, hubContacts: 75)
    let line = try #require(book.position(of: n(1)))
    return LocalCustom(book: book, similarity: similarity, ceiling: 20, contactsMin: 3)
      .factor(around: line)
  }

  @Test func moreSharedByNeighboursIsMoreLocal() throws {
    let factors = try [1, 2, 4, 8].map { try factor(shared: $0) }
    #expect(factors == factors.sorted())
    #expect(factors[0] == 1, "neighbours that share one contact share no more than anybody")
    #expect(factors[3] > 4 && factors[3] <= 20)
  }

  @Test func withoutNeighboursItIsTheCeiling() throws {
    #expect(try factor(shared: 0) == 20)
    #expect(try factor(shared: 4, neighbours: 0) == 20)
  }

  /// Whoever began when the line ended may carry it on, and says nothing of the town.
  @Test func whoBeganLateIsNotAsked() throws {
    #expect(try factor(shared: 8, from: 38) == 20)
  }
}
