// Goal: a key table numbers names in order of first sight and never mixes two. Method: against a
// dictionary, with names of every length around the eight bytes it mixes at a time.

import Primitives
import Testing
import Vocabulary

@testable import Intake

struct KeyTableTests {
  @Test(arguments: [1, 2, 3] as [UInt64])
  func agreesWithADictionary(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var table = KeyTable(source: "cheshire")
    var known: [String: UInt32] = [:]
    var differing: [String] = []
    for _ in 0..<5_000 {
      let length = 1 + generator.below(20)
      let name = String((0..<length).map { _ in "ab".randomElement(using: &generator) ?? "a" })
      let place = FieldBytes.with(name) { table.position(of: $0) }
      let wanted = known[name] ?? UInt32(known.count)
      known[name] = wanted
      if place != wanted { differing.append(name) }
    }
    #expect(differing == [], "seed \(seed)")
    #expect(table.keys.count == known.count)
    #expect(
      known.allSatisfy { table.keys[Int($0.value)] == RecordKey(source: "cheshire", id: $0.key) })
  }

  @Test func twoSpellingsOfOneKeyAreOne() {
    var table = KeyTable(source: "cheshire")
    let bare = FieldBytes.with("M6-N") { table.position(of: $0) }
    let whole = FieldBytes.with("cheshire:M6-N") { table.position(of: $0) }
    let other = FieldBytes.with("nca:M6-N") { table.position(of: $0) }
    #expect(bare == 0 && whole == 0 && other == 1)
    #expect(FieldBytes.with("a;b") { table.position(of: $0) } == nil)
  }
}
