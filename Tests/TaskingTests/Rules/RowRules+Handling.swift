import Picture
import Testing
import Vocabulary

@testable import Tasking

/// What people are, what a row rests on and who may see a link, told again from the records.
extension RowRules {
  /// What the records of a person and the events that are not suspected to be false say of them:
  /// reference and category, `unknown` for a record that does not say.
  private func said(of entity: String) -> Set<String> {
    var said: Set<String> = []
    for row in region.rows {
      switch row.kind {
      case .persons where "p-" + (region.personOf[row.key] ?? "") == entity:
        said.insert(
          "\(row.source):persons:\(row.identifier)=\(PersonRecord(row).category ?? "unknown")")
      case .events where !Event(row).grading.isSuspectedFalse:
        for role in Event(row).roles where "p-" + (region.personOf[role.person] ?? "") == entity {
          said.insert("\(row.source):events:\(row.identifier)=\(role.category.rawValue)")
        }
      default: break
      }
    }
    return said
  }

  func categories() {
    for table in tables(.controllers) + tables(.periphery) {
      for (entity, cell) in zip(cells(table, "entity_id"), cells(table, "categories")) {
        let shown = cell.split(separator: ";").map(String.init)
        let expected = said(of: entity)
        let stated = shown.filter { !$0.contains(":events:") || !$0.hasSuffix("=unknown") }
        #expect(Set(stated) == expected, "seed \(seed): \(entity)")
        #expect(Set(shown).count == shown.count, "seed \(seed): \(entity)")
        // An event that is shown as unknown says nothing of the person, and is not read otherwise.
        let events = Set(expected.map { $0.prefix { $0 != "=" } })
        for item in shown where !stated.contains(item) {
          #expect(!events.contains(item.prefix { $0 != "=" }), "seed \(seed): \(item)")
        }
        guard table.path == "controllers" else { continue }
        let known = Set(expected.compactMap { $0.split(separator: "=").last })
          .subtracting(["unknown"])
        #expect(
          !known.contains("victim") || !known.isSubset(of: ["victim", "witness"]),
          "seed \(seed): \(entity) is a victim and nothing else")
      }
    }
    for table in tables(.periphery) {
      for row in table.rows {
        let text = row.map(\.plain).joined(separator: " ").lowercased()
        for word in ["offender", "gang member", "target", "dealer"] {
          #expect(!text.contains(word), "seed \(seed): '\(word)' beside a young person")
        }
      }
    }
  }

  /// Each reason has a basis; only graded reports are assessments, only counted records are facts.
  func basis() {
    for list in run.lists.ranked {
      for table in list.tables {
        for column in table.columns {
          #expect(ColumnBasis.of(column, in: list.kind) != nil, "\(table.path) \(column)")
        }
        for (basis, reasons) in zip(cells(table, "basis"), cells(table, "reasons")) {
          let each = basis.split(separator: ";")
          #expect(each.count == reasons.split(separator: ";").count, "seed \(seed): \(table.path)")
          #expect(Set(each).isSubset(of: ["fact", "assessment", "inferred", "none"]))
        }
      }
      for step in list.explanations.flatMap(\.steps) {
        #expect(step.basis != nil && (!step.evidence.isEmpty || step.basis == .inferred))
        #expect(step.family != "structure" || step.basis == .inferred)
        #expect(step.family != "movement" || step.basis == .inferred)
        #expect(
          step.family != "intelligence" || step.evidence.isEmpty || step.basis == .assessment)
      }
    }
  }

  func links() {
    let conditions = gradedHandling()
    guard let table = run.lists.tables.first(where: { $0.path == "links" }) else {
      Issue.record("there is no table of links")
      return
    }
    let ends = zip(cells(table, "left"), cells(table, "right")).map { [$0, $1] }
    let evidence = cells(table, "evidence")
    for row in table.rows.indices {
      let people = ends[row].compactMap { end -> String? in
        let key = RecordKey(reference: end, in: "")
        return region.personOf[key].map { "p-" + $0 }
      }
      let isYoung = people.contains(where: mayBeChild)
      let isConditioned = evidence[row].split(separator: ";").contains {
        conditions[String($0)] == "C"
      }
      #expect(cells(table, "safeguarding")[row] == (isYoung ? "true" : "false"), "seed \(seed)")
      #expect(
        cells(table, "handling")[row] == (isYoung || isConditioned ? "C" : "P"),
        "seed \(seed): \(ends[row])")
      #expect(cells(table, "basis")[row] == "inferred")
    }
  }
}
