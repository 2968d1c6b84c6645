import Picture
import Primitives
import Signals
import Testing
import Vocabulary

@testable import Tasking

/// The rules, told again from the records of a region, without what the lists are drawn by.
struct RowRules {
  let region: RandomRegion
  let run: (picture: RegionalPicture, input: TaskingInput, lists: DrawnLists)
  let seed: UInt64

  func cells(_ table: ListTable, _ column: String) -> [String] {
    guard let position = table.columns.firstIndex(of: column) else { return [] }
    return table.rows.map { $0[position].plain }
  }

  func tables(_ kind: ListKind) -> [ListTable] {
    run.lists.ranked.filter { $0.kind == kind }.flatMap(\.tables)
  }

  /// The latest birthday any record allows, by the calendar alone; nil when none gives one.
  private func births(_ entity: String) -> [PartialDate] {
    region.rows.filter { $0.kind == .persons }.map { PersonRecord($0) }
      .filter { "p-" + (region.personOf[$0.key] ?? "") == entity }.compactMap(\.dateOfBirth)
  }

  /// Whether somebody may be under 18 on 1 April 2026, London time.
  func mayBeChild(_ entity: String) -> Bool {
    let births = births(entity)
    return births.isEmpty || births.contains { $0.latest.iso8601 > "2008-04-01" }
  }

  private func isSurelyAdult(_ entity: String) -> Bool {
    let births = births(entity)
    return !births.isEmpty && births.allSatisfy { $0.latest.iso8601 <= "2008-04-01" }
  }

  func children() {
    for table in tables(.controllers) {
      for entity in cells(table, "entity_id") {
        #expect(!mayBeChild(entity), "seed \(seed): \(entity) may be a child")
      }
    }
    for table in tables(.lines) {
      for holder in cells(table, "holder_entity_id") where !holder.isEmpty {
        #expect(!mayBeChild(holder), "seed \(seed): a child named as holder")
      }
    }
    for table in tables(.periphery) {
      for entity in cells(table, "entity_id") {
        #expect(!isSurelyAdult(entity), "seed \(seed): \(entity) is an adult")
      }
    }
  }

  /// Homes that are or were suspected, confirmed, closed or found cuckooed, by any record of
  /// theirs.
  func occupiers() {
    let homes = region.rows.filter { $0.kind == .premises }.map { PremisesRecord($0) }
    let visited = Set(
      region.rows.filter { $0.kind == .premisesVisits }.map { PremisesVisit($0) }
        .filter { $0.finding == "cuckooed" }.map(\.premises))
    let victims = homes.filter {
      ["suspected", "confirmed", "closed"].contains($0.status) || visited.contains($0.key)
    }.compactMap(\.occupier).compactMap { region.personOf[$0] }.map { "p-" + $0 }
    for table in tables(.controllers) {
      for entity in cells(table, "entity_id") {
        #expect(!victims.contains(entity), "seed \(seed): \(entity) lives in a cuckooed home")
      }
    }
  }

  func rows() {
    let handling = gradedHandling()
    for table in run.lists.ranked.flatMap(\.tables) {
      let scores = cells(table, "score").compactMap { Double($0) }
      let ranks = cells(table, "rank").compactMap { Int($0) }
      #expect(ranks == Array(1...max(1, ranks.count)).prefix(ranks.count).map { $0 })
      #expect(scores == scores.sorted(by: >), "seed \(seed): \(table.path)")
      let bands = cells(table, "band")
      let lows = cells(table, "rank_low").compactMap { Int($0) }
      let highs = cells(table, "rank_high").compactMap { Int($0) }
      for row in table.rows.indices {
        #expect(lows[row] <= ranks[row] && ranks[row] <= highs[row], "seed \(seed): \(table.path)")
        #expect(bands[row] == band(scores[row]), "seed \(seed): \(scores[row])")
        let evidence = cells(table, "evidence")[row].split(separator: ";").map(String.init)
        #expect(!evidence.isEmpty, "seed \(seed): \(table.path)")
        #expect(Set(evidence).count == evidence.count)
        let strictest = evidence.compactMap { handling[$0] }.contains("C") ? "C" : "P"
        #expect(cells(table, "handling")[row] == strictest, "seed \(seed): \(table.path)")
      }
    }
  }

  private func band(_ score: Double) -> String {
    score >= 80 ? "very_high" : score >= 60 ? "high" : score >= 40 ? "medium" : "low"
  }

  /// Handling by reference, from the rows alone; a grade that is empty is P.
  func gradedHandling() -> [String: String] {
    var handling: [String: String] = [:]
    for row in region.rows {
      guard let position = KindContract.of(row.kind).position(of: "handling") else { continue }
      let code = row.cells[position] == .text("C") ? "C" : "P"
      handling["\(row.source):\(row.kind.rawValue):\(row.identifier)"] = code
    }
    return handling
  }

  func explanations() {
    for list in run.lists.ranked {
      let rows = list.tables.flatMap { table in
        zip(table.rows, cells(table, "reasons")).map { (table, $0.0, $0.1) }
      }
      #expect(rows.count == list.explanations.count)
      for (why, row) in zip(list.explanations, rows) {
        let sum = why.steps.reduce(why.prior) { $0 + $1.bits }
        #expect(abs(sum - why.total) < 1e-9, "seed \(seed): \(why.subject)")
        #expect(abs(why.score - 100 * Bits(why.total).probability) < 1e-9)
        #expect(why.steps.allSatisfy { !$0.sentence.contains(";") && !$0.sentence.contains("{") })
        let reasons = row.2.split(separator: ";")
        #expect(
          reasons.count == why.steps.count + why.unasked.count,
          "seed \(seed): \(row.2)")
      }
    }
  }
}
