import Primitives
import Testing

@testable import Archive

/// Goal: rows stand in the archive's order, whatever order they came in.
/// Method: a comparing sort as the twin, on random rows of all sizes, plates and orders.
@Suite struct PlateSortTests {
  private func rows(
    _ count: Int, plate: (inout SeededGenerator) -> UInt64, times: Int,
    using random: inout SeededGenerator
  ) -> [SightingEntry] {
    (0..<count).map { at in
      SightingEntry(
        plate: plate(&random), time: Int64(random.below(times)), place: UInt32(random.below(3)),
        file: UInt32(random.below(3)), row: UInt32(at), direction: UInt8(at % 9), confidence: 1)
    }
  }

  private func words(_ rows: [SightingEntry]) -> [[UInt64]] {
    rows.map { row in
      [
        row.plate, UInt64(row.time), UInt64(row.place), UInt64(row.file), UInt64(row.row),
        UInt64(row.direction),
      ]
    }
  }

  @Test func sortsAsAComparingSortDoes() throws {
    var random = SeededGenerator(seed: 81)
    let kinds: [(inout SeededGenerator) -> UInt64] = [
      { _ in 5 }, { $0.next() }, { UInt64($0.below(3)) &<< 61 | UInt64($0.below(2)) },
      { MadePlates.number($0.below(900_000)) }, { UInt64($0.below(40)) },
    ]
    for count in [0, 1, 2, 3, 24, 25, 26, 500, 2_047, 2_049, 32_768, 32_769, 70_000] {
      for (kind, plate) in kinds.enumerated() {
        let before = rows(count, plate: plate, times: 50, using: &random)
        let expected = words(before.sorted())
        for threads in [1, 3] {
          var after = before
          try PlateSort.sort(&after, on: Workers(threads: threads))
          let isSame = words(after) == expected
          #expect(isSame, "\(count) rows of kind \(kind), seed 81")
        }
      }
    }
  }

  @Test func everyOrderOfFewRowsIsSorted() throws {
    let few = (0..<5).map { at in
      SightingEntry(
        plate: [4, 4, 4, 1 &<< 40, 9][at], time: [7, 7, 3, 1, 1][at], place: 1, file: 1,
        row: UInt32(at), direction: 0, confidence: 0)
    }
    var orders: [[Int]] = [[]]
    for _ in 0..<5 {
      orders = orders.flatMap { order in
        (0..<5).filter { !order.contains($0) }.map { order + [$0] }
      }
    }
    #expect(orders.count == 120)
    for order in orders {
      var rows = order.map { few[$0] }
      try PlateSort.sort(&rows, on: .one)
      #expect(words(rows) == words(few.sorted()))
    }
  }

  @Test func daysThatGotNoRowsForLongestAreTakenFirst() {
    var gathered = GatheredDays<SightingEntry>()
    func add(_ days: [Int64]) {
      gathered.beginBatch()
      gathered.add(count: days.count) { at in
        SightingEntry(
          plate: 1, time: days[at] * 86_400 + 86_399, place: 0, file: 0, row: UInt32(at),
          direction: 0, confidence: 0)
      }
    }
    add([1, 1, 2, -1])
    add([2, 3, 1, 3])
    add([3, 3])
    #expect(gathered.count == 10)
    var taken: [Int64] = []
    var rows: [Int] = []
    while let next = gathered.takeStalest() {
      taken.append(next.day)
      rows.append(next.rows.count)
      #expect(next.rows.allSatisfy { $0.day == next.day })
    }
    #expect(taken == [-1, 1, 2, 3] && rows == [1, 3, 2, 4])
    #expect(gathered.count == 0)
  }
}
