import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: the book holds exactly the ties and times of the calls.
/// Method: a slow twin with dictionaries, on small random tables; and the trimming of strays.
struct ContactBookTests {
  static func random(seed: Int) -> SmallPicture {
    var generator = SeededGenerator(seed: UInt64(seed))
    var small = SmallPicture(days: 40)
    let people = 2 + generator.below(12)
    for _ in 0..<generator.below(120) {
      small.call(
        SmallPicture.number(generator.below(people)), SmallPicture.number(generator.below(people)),
        days: generator.unit() * 39,
        kind: generator.pick([CallKind.voice, .sms, .data] as [CallKind]))
    }
    return small
  }

  @Test(arguments: 0..<200)
  func agreesWithDictionaries(seed: Int) throws {
    let small = Self.random(seed: seed)
    let book = try ContactBook(small.picture(), workers: .one)
    var ties: [UInt64: [UInt64: Int]] = [:]
    var first: [UInt64: Int64] = [:]
    for call in small.calls {
      for number in [call.from, call.to] {
        first[number] = min(first[number] ?? .max, call.at)
      }
      guard call.kind != .data, call.from != call.to else { continue }
      ties[call.from, default: [:]][call.to, default: 0] += 1
      ties[call.to, default: [:]][call.from, default: 0] += 1
    }
    #expect(book.numbers == Set(small.calls.flatMap { [$0.from, $0.to] }).sorted(), "seed \(seed)")
    for (position, number) in book.numbers.enumerated() {
      let mine = Dictionary(
        uniqueKeysWithValues: book.run(of: position).map {
          (book.numbers[Int(book.contacts[$0])], Int(book.counts[$0]))
        })
      #expect(mine == ties[number] ?? [:], "seed \(seed)")
      if book.activity[position].outCount < 20 {
        #expect(book.activity[position].first == first[number], "seed \(seed)")
      }
      let incoming = book.incomingStarts[position]..<book.incomingStarts[position + 1]
      #expect(incoming.count == small.calls.count { $0.to == number }, "seed \(seed)")
    }
  }

  @Test func straysAtEitherEndAreNotActivity() {
    let day: Int64 = 86_400
    let times = [0, 9 * day] + (0..<300).map { 20 * day + Int64($0) * 600 } + [40 * day]
    let span = ContactBook.sustained(0..<times.count, times: times)
    #expect(span.first == 20 * day)
    #expect(span.last == 20 * day + 299 * 600)
    #expect(ContactBook.sustained(0..<5, times: times).first == 0)
    // A line that is back after a week is at work again, however little of its calls that is.
    let back = (0..<300).map { Int64($0) * 600 } + (0..<8).map { 9 * day + Int64($0) * 600 }
    #expect(ContactBook.sustained(0..<back.count, times: back).last == 9 * day + 7 * 600)
  }

  @Test func noCallsMakeAnEmptyBook() throws {
    let book = try ContactBook(SmallPicture(days: 1).picture(), workers: .one)
    #expect(book.numbers.isEmpty)
    #expect(book.position(of: 447_000_000_001) == nil)
  }
}
