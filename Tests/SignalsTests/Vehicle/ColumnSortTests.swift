import Primitives
import Testing

@testable import Signals

/// Goal: the order is that of a stable sort. Method: a stable sort of another shape, on random
/// columns with many ties, narrow and wide.
struct ColumnSortTests {
  @Test(arguments: 0..<60)
  func isTheStableOrder(seed: Int) {
    var draws = SeededGenerator(seed: UInt64(seed))
    let width = UInt64(draws.below(64))
    let keys = (0..<draws.below(300)).map { _ in draws.next() &>> width }
    let expected = keys.indices.sorted { (keys[$0], $0) < (keys[$1], $1) }.map { UInt32($0) }
    #expect(ColumnSort.order(of: keys) == expected, "seed \(seed)")
  }

  @Test func emptyEqualAndSortedColumnsStayAsTheyAre() {
    #expect(ColumnSort.order(of: []) == [])
    #expect(ColumnSort.order(of: [7, 7, 7]) == [0, 1, 2])
    #expect(ColumnSort.order(of: [1, 2, .max]) == [0, 1, 2])
  }
}
