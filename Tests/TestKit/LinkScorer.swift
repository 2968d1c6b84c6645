/// Judges the rows of `links.csv`, kind by kind.
struct LinkScorer: Sendable {
  let truth: WorldTruth

  /// Precision of the links given at least an even chance, and Brier's score over all judged.
  ///
  /// - Parameter lines: The run's `lines.csv`, which says what numbers a lineage id stands for.
  func score(_ links: CSVTable, lines: CSVTable?) -> ScoreSheet {
    var lineageOf: [String: String] = [:]
    for row in lines?.rows ?? [] {
      guard let lines else { break }
      lineageOf[lines.cell(row, "lineage_id")] =
        truth.lineage(ofNumbers: lines.cells(row, "numbers"))
    }
    var judged: [String: [Forecasts.Pair]] = [:]
    var found: [String: Set<String>] = [:]
    for row in links.rows {
      let kind = links.cell(row, "kind")
      let (left, right) = (links.cell(row, "left"), links.cell(row, "right"))
      guard let chance = Double(links.cell(row, "probability")),
        let isTrue = isTrue(kind, left, right, lineageOf)
      else { continue }
      judged[kind, default: []].append(Forecasts.Pair(chance: chance, happened: isTrue))
      if isTrue && chance >= 0.5 { found[kind, default: []].insert(thing(kind, left, right)) }
    }
    var sheet = ScoreSheet()
    for (kind, pairs) in judged.sorted(by: { $0.key < $1.key }) {
      let likely = pairs.filter { $0.chance >= 0.5 }
      sheet.add("links.\(kind).rows", Double(pairs.count))
      sheet.add("links.\(kind).precision", Forecasts(likely).hitRate)
      sheet.add("links.\(kind).brier", Forecasts(pairs).brier)
      if let total = total(kind), total > 0 {
        sheet.add("links.\(kind).recall", Double(found[kind]?.count ?? 0) / Double(total))
      }
    }
    return sheet
  }

  /// What a true link of a kind counts as having found.
  private func thing(_ kind: String, _ left: String, _ right: String) -> String {
    kind == "line_vehicle" || kind == "line_premises"
      ? right : "\(min(left, right))|\(max(left, right))"
  }

  /// How many such things there are; nil for kinds whose recall says nothing.
  private func total(_ kind: String) -> Int? {
    switch kind {
    case "same_user": truth.userOf.count { $0.key != $0.value }
    case "line_vehicle": truth.vehicleLineage.count
    case "line_premises": truth.premisesLineage.count
    case "convoy": truth.convoys.count
    default: nil
    }
  }

  /// Whether a link is true; nil for kinds of which truth says nothing.
  func isTrue(
    _ kind: String, _ left: String, _ right: String, _ lineageOf: [String: String]
  ) -> Bool? {
    let numbers = truth.lineageOfNumber
    func lineage(_ name: String) -> String? { lineageOf[name] ?? numbers[name] }
    func same(_ a: String?, _ b: String?) -> Bool { a != nil && a == b }
    switch kind {
    case "line_successor": return same(lineage(left), lineage(right))
    case "same_user": return same(truth.userOf[left], truth.userOf[right])
    case "line_vehicle": return same(lineage(left), truth.vehicleLineage[right])
    case "line_premises": return same(lineage(left), truth.premisesLineage[right])
    case "vehicle_premises":
      let (home, car) = left.contains(":") ? (left, right) : (right, left)
      return same(truth.premisesLineage[home], truth.vehicleLineage[car])
    case "convoy":
      return truth.convoys["\(min(left, right))|\(max(left, right))"] != nil
    case "same_person": return same(truth.personOf[left], truth.personOf[right])
    case "person_line":
      let (person, line) = truth.personOf[left] != nil ? (left, right) : (right, left)
      guard let lineage = lineage(line) else { return false }
      return truth.personOf[person].flatMap { truth.members[$0] }?.contains(lineage) ?? false
    default: return nil
    }
  }
}
