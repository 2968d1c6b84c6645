import Foundation
import Picture
import Primitives
import Signals
import TestKit
import Testing
import Vocabulary

@testable import Tasking

/// G04, G05, G06, G16a, G19. Goal: the rules that no weight may overrule, and that every row can
/// answer for itself. Method: the
/// whole chain on random regions, each rule told again from the records alone. `LIST_RULES_WORLDS`
/// sets how many.
@Suite struct ListRulesTests {
  /// Regions on which rows are held to the rules; the laws of change are held on a quarter as many.
  /// The default takes some two minutes of processor time.
  static let worlds =
    ProcessInfo.processInfo.environment["LIST_RULES_WORLDS"].flatMap { Int($0) } ?? 2_000
  static let batches = 8

  @Test(arguments: 0..<batches) func everyRowKeepsTheRules(batch: Int) throws {
    var rows: [ListKind: Int] = [:]
    var refused = 0
    for world in 0..<(Self.worlds / Self.batches) {
      let seed = UInt64(batch * 1_000_000 + world)
      let region = try RandomRegion(seed: seed)
      let run = try region.lists(region.rows)
      let rules = RowRules(region: region, run: run, seed: seed)
      rules.children()
      rules.occupiers()
      rules.rows()
      rules.explanations()
      rules.categories()
      rules.basis()
      rules.links()
      for list in run.lists.ranked { rows[list.kind, default: 0] += list.explanations.count }
      refused += run.input.controllers.count - run.lists.ranked[0].explanations.count
    }
    // A rule that nothing could break says nothing.
    for kind in ListKind.allCases { #expect(rows[kind] ?? 0 > 0, "\(kind) has no row to judge") }
    #expect(refused > 0, "nobody was kept from the list of controllers")
    let counts = ListKind.allCases.map { "\($0.rawValue) \(rows[$0] ?? 0)" }
    print("rules held on \(Self.worlds / Self.batches) regions: \(counts.joined(separator: ", "))")
  }

  @Test(arguments: 0..<batches) func whatMustNotMatterDoesNot(batch: Int) throws {
    for world in 0..<max(1, Self.worlds / Self.batches / 4) {
      let seed = UInt64(batch * 1_000_000 + 500_000 + world)
      let region = try RandomRegion(seed: seed)
      let plain = try region.lists(region.rows).lists
      func expectSame(_ rows: [RecordRow], isNamed: Bool = true, _ law: String) throws {
        let other = try region.lists(rows).lists
        let difference = Self.difference(
          Self.bytes(plain, isNamed: isNamed), Self.bytes(other, isNamed: isNamed))
        #expect(difference == nil, "\(law), seed \(seed)")
      }
      try expectSame(region.shuffled(seed: seed), "the order in which records come")
      try expectSame(
        region.permuted(seed: seed), isNamed: false, "whose name, ethnicity and postcode it is")
      try expectSame(region.withoutSuspectedFalse(), "reports graded E")
      // What a source says of a home and probably made up lifts nobody.
      let silent = Self.totals(try region.lists(region.withSilentHomes()).lists)
      for (subject, total) in Self.totals(plain).sorted(by: { $0.key < $1.key }) {
        #expect(total <= (silent[subject] ?? -.infinity) + 1e-9, "seed \(seed): \(subject)")
      }
    }
  }

  /// Bits of everybody on the two lists of people.
  static func totals(_ lists: DrawnLists) -> [String: Double] {
    let people = lists.ranked.filter { [.controllers, .periphery].contains($0.kind) }
    return Dictionary(
      people.flatMap(\.explanations).map { ("\($0.list) \($0.subject)", $0.total) },
      uniquingKeysWith: max)
  }

  /// Tables as bytes; without the columns that print what is named.
  static func bytes(_ lists: DrawnLists, isNamed: Bool = true) -> [(path: String, text: String)] {
    lists.tables.map { table in
      let kept = table.columns.indices.filter {
        isNamed || !["name", "address"].contains(table.columns[$0])
      }
      let rows = table.rows.map { row in kept.map { row[$0] } }
      return (
        table.path,
        ListTable(path: table.path, columns: kept.map { table.columns[$0] }, rows: rows)
          .csv
      )
    }
  }

  /// The first place where two runs differ, or nil.
  static func difference(
    _ left: [(path: String, text: String)], _ right: [(path: String, text: String)]
  ) -> String? {
    for (one, other) in zip(left, right) where one.path != other.path || one.text != other.text {
      let lines = zip(one.text.split(separator: "\n"), other.text.split(separator: "\n"))
      let first = lines.first { $0 != $1 }
      return "\(one.path):\n\(first?.0 ?? "")\n\(first?.1 ?? "")"
    }
    return left.count == right.count ? nil : "different files"
  }
}
