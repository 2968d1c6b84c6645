// Goal: the table holds what was put in it, through collisions and removals. Method: a set of the
// library beside it, with so few keys and places that chains wrap round and close.
import Primitives
import Testing

@testable import Networks

struct PairTableTests {
  @Test(arguments: 1...20)
  func agreesWithASet(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let capacity = 1 + generator.below(40)
    let table = PairTable(capacity: capacity, numbersLinks: true)
    defer { table.deallocate() }
    var links: [UInt64: Int] = [:]
    for step in 0..<1_000 {
      let key = PairTable.key(UInt32(generator.below(8)), UInt32(1 + generator.below(8)))
      if links[key] != nil && generator.chance(0.5) {
        table.remove(key)
        links[key] = nil
      } else if links.count < capacity {
        let isNew = links[key] == nil
        if isNew { links[key] = step }
        #expect(table.insert(key, link: step) == isNew)
      }
      #expect(table.link(of: key) == links[key])
    }
    for a in UInt32(0)..<8 {
      for b in UInt32(1)..<9 {
        let key = PairTable.key(a, b)
        #expect(table.contains(key) == (links[key] != nil))
      }
    }
  }
}
