import Picture
import Primitives
import TestKit
import Testing
import Vocabulary

@testable import Tasking

/// Goal: rates, ratios and amplification are those of their definitions, no small count can be had,
/// and the report moves no list. Method: values worked out apart; every way of taking counts from
/// their sum; reports of random regions told again from the records.
@Suite struct DisparityTests {
  @Test("G18 rates and ratios") func ratesAndRatiosAreThoseOfTheirDefinitions() throws {
    let table: [(RateComparison, [Double])] = [
      (
        RateComparison(listed: 30, of: 100, others: 20, of: 200),
        [3.0, 1.797263, 5.007614, 0.000026, 0.218949, 0.395849]
      ),
      (
        RateComparison(listed: 12, of: 40, others: 60, of: 400),
        [2.0, 1.179878, 3.390182, 0.010045, 0.180748, 0.454300]
      ),
    ]
    for (found, values) in table {
      let relative = try #require(found.relativeInterval)
      let all = [
        found.relativeRate ?? 0, relative.low, relative.high, found.chance,
        found.rateInterval.low, found.rateInterval.high,
      ]
      for (one, other) in zip(all, values) { #expect(abs(one - other) < 1e-5, "\(all)") }
    }
    #expect(RateComparison(listed: 0, of: 9, others: 3, of: 9).relativeRate == nil)
    #expect(RateComparison(listed: 0, of: 0, others: 0, of: 9).rate == nil)
    #expect(RateComparison(listed: 5, of: 5, others: 5, of: 5).chance == 1)
    // Turned about, the ratio is its inverse and the doubt the same.
    withEverySeed(0..<200) { _, generator in
      let (n, m) = (1 + generator.below(50), 1 + generator.below(50))
      let (a, b) = (generator.below(n + 1), generator.below(m + 1))
      let one = RateComparison(listed: a, of: n, others: b, of: m)
      let other = RateComparison(listed: b, of: m, others: a, of: n)
      #expect(abs((one.relativeRate ?? 1) * (other.relativeRate ?? 1) - 1) < 1e-9)
      #expect(abs(one.chance - other.chance) < 1e-9)
      if let (low, high) = one.relativeInterval, let ratio = one.relativeRate {
        #expect(low <= ratio && ratio <= high)
      }
    }
  }

  @Test("G18 small counts") func noSmallCountCanBeHad() {
    withEverySeed(0..<2_000) { _, generator in
      let counts = (0..<(1 + generator.below(8))).map { _ in
        generator.chance(0.5) ? generator.below(12) : generator.below(200)
      }
      let hidden = SmallCells.hidden(counts)
      for (count, isHidden) in zip(counts, hidden) { #expect(isHidden || count >= 10) }
      let covered = zip(counts, hidden).filter(\.1).map(\.0)
      if counts.allSatisfy({ $0 >= 10 }) {
        #expect(covered.isEmpty)
      } else if hidden.contains(false) {
        // Their sum is what the total and those shown give; it must not tell any of them.
        #expect(covered.count >= 2 && covered.reduce(0, +) >= 10, "\(counts)")
      }
    }
    #expect(SmallCells.hidden([50, 9, 30]) == [false, true, true])
    #expect(SmallCells.hidden([3]) == [true] && SmallCells.hidden([]).isEmpty)
  }

  @Test("G18 the report") func theReportIsToldAgainFromTheRecords() throws {
    for least in [10, 1] {
      var shown = 0
      for seed in UInt64(0)..<20 {
        let region = try RandomRegion(seed: seed)
        let run = try region.lists(region.rows)
        shown += try check(run.input, run.lists, least: least)
      }
      // Random regions hold a dozen people: of ten and more there is nothing to show.
      #expect(least == 10 ? shown == 0 : shown > 100)
    }
  }

  /// - Returns: How many rows show their counts.
  private func check(_ input: TaskingInput, _ lists: DrawnLists, least: Int) throws -> Int {
    let table = DisparityReport(of: lists, input: input, least: least).table
    func cell(_ row: [ListCell], _ name: String) -> String {
      table.columns.firstIndex(of: name).map { row[$0].plain } ?? ""
    }
    let groups = DisparityGroups(picture: input.picture)
    let listed = Set(
      lists.ranked.filter { $0.kind == .periphery }.flatMap(\.explanations).map(\.subject))
    let entities = input.picture.entities
    var shown = 0
    for dimension in DisparityGroups.Dimension.allCases {
      let found = entities.indices.map { groups.group(of: $0, by: dimension) }
      let own = table.rows.filter {
        cell($0, "dimension") == dimension.rawValue && cell($0, "list") == "periphery"
          && cell($0, "denominator") == "people in the input"
      }
      #expect(own.map { cell($0, "group") } == Set(found).sorted(), "nobody disappears")
      for row in own {
        let members = entities.indices.filter { found[$0] == cell(row, "group") }
        let hits = members.count { listed.contains(entities[$0].id) }
        if cell(row, "of").isEmpty {
          #expect(!cell(row, "note").isEmpty && cell(row, "listed").isEmpty)
        } else {
          #expect(cell(row, "of") == String(members.count))
          #expect(cell(row, "listed") == String(hits) && hits >= least)
          shown += 1
        }
      }
    }
    return shown
  }
}
