import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: numbers and handsets are paired exactly, and a handset with too many numbers ties nobody.
/// Method: a slow twin on random tables; one handset in 13 numbers.
struct HandsetIndexTests {
  @Test(arguments: 0..<100)
  func agreesWithSets(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    var small = SmallPicture(days: 10)
    for _ in 0..<generator.below(80) {
      small.call(
        SmallPicture.number(generator.below(6)), SmallPicture.number(50), days: generator.unit(),
        imei: UInt64(generator.below(4)))
    }
    let picture = small.picture()
    let book = try ContactBook(picture, workers: .one)
    let index = HandsetIndex(picture, book: book)
    for imei in 1..<4 as Range<UInt64> {
      let expected = Set(small.calls.filter { $0.imei == imei }.map(\.from)).sorted()
      #expect(index.numbers(in: imei).map { book.numbers[$0] } == expected, "seed \(seed)")
    }
    for (position, number) in book.numbers.enumerated() {
      let expected = Set(small.calls.filter { $0.from == number && $0.imei != 0 }.map(\.imei))
        .sorted()
      #expect(index.handsets(of: position) == expected, "seed \(seed)")
    }
  }

  @Test func aTesterTiesNobody() throws {
    var small = SmallPicture(days: 10)
    for caller in 0...HandsetIndex.numbersMax {
      small.call(SmallPicture.number(caller), SmallPicture.number(50), days: 1, imei: 5)
    }
    let picture = small.picture()
    let index = HandsetIndex(picture, book: try ContactBook(picture, workers: .one))
    #expect(index.numbers(in: 5).isEmpty)
    #expect(index.shared(0, 1).isEmpty)
  }
}
