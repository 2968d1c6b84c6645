/// Judges the rows of `links.csv`, kind by kind.
struct LinkScorer: Sendable {
  let truth: WorldTruth

  /// Rows of one kind that truth can judge.
  struct Judged: Sendable {
    let kind: String
    var pairs: [Forecasts.Pair] = []
    /// True things found by rows given at least an even chance.
    var found: Set<String> = []
  }

  /// Precision of the links given at least an even chance, and at least nine in ten, and Brier's
  /// score over all judged.
  ///
  /// - Parameter lines: The run's `lines.csv`, which says what numbers a lineage id stands for.
  func score(_ links: CSVTable, lines: CSVTable?) -> ScoreSheet {
    var sheet = ScoreSheet()
    for judged in judged(links, lines: lines) {
      let kind = judged.kind
      let all = Forecasts(judged.pairs)
      sheet.add("links.\(kind).rows", Double(all.pairs.count))
      sheet.add("links.\(kind).precision", all.given(atLeast: 0.5).hitRate)
      sheet.add("links.\(kind).precision@.9", all.given(atLeast: 0.9).hitRate)
      sheet.add("links.\(kind).brier", all.brier)
      if let total = total(kind), total > 0 {
        sheet.add("links.\(kind).recall", Double(judged.found.count) / Double(total))
      }
    }
    return sheet
  }

  /// The rows of each kind with what truth says of them, in order of kind.
  func judged(_ links: CSVTable, lines: CSVTable?) -> [Judged] {
    var lineageOf: [String: String] = [:]
    for row in lines?.rows ?? [] {
      guard let lines else { break }
      lineageOf[lines.cell(row, "lineage_id")] =
        truth.lineage(ofNumbers: lines.cells(row, "numbers"))
    }
    var judged: [String: Judged] = [:]
    for row in links.rows {
      let kind = links.cell(row, "kind")
      let (left, right) = (links.cell(row, "left"), links.cell(row, "right"))
      guard let chance = Double(links.cell(row, "probability")),
        let isTrue = isTrue(kind, left, right, lineageOf)
      else { continue }
      judged[kind, default: Judged(kind: kind)].pairs.append(
        Forecasts.Pair(chance: chance, happened: isTrue))
      if isTrue && chance >= 0.5 { judged[kind]?.found.insert(thing(kind, left, right)) }
    }
    return judged.keys.sorted().compactMap { judged[$0] }
  }

  /// What a true link of a kind counts as having found.
  ///
  /// A line's holder and the line count once, whichever of its numbers the link names.
  private func thing(_ kind: String, _ left: String, _ right: String) -> String {
    switch kind {
    case "line_vehicle", "line_premises": right
    case "same_user":
      truth.userOf[left].flatMap { user in
        (truth.lineageOfNumber[left] ?? truth.lineageOfNumber[right]).map { "\(user)|\($0)" }
      } ?? "\(min(left, right))|\(max(left, right))"
    default: "\(min(left, right))|\(max(left, right))"
    }
  }

  /// How many such things there are; nil for kinds whose recall says nothing.
  private func total(_ kind: String) -> Int? {
    switch kind {
    // Those of lines of which there is a record. The two phones of an innocent are nobody's to
    // find.
    case "same_user":
      Set(
        truth.numbers.filter { truth.recordedLineages.contains($0.lineage) }.compactMap { number in
          truth.userOf[number.number].map { "\($0)|\(number.lineage)" }
        }
      ).count
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
    case "person_vehicle":
      let (person, car) = truth.personOf[left] != nil ? (left, right) : (right, left)
      guard let known = truth.personOf[person] else { return false }
      // Whoever keeps it, and of a line's car whoever works for the line.
      return truth.keepers[car]?.contains(known) == true
        || truth.vehicleLineage[car].map { truth.members[known]?.contains($0) == true } == true
    case "same_person": return same(truth.personOf[left], truth.personOf[right])
    case "person_line":
      let (person, line) = truth.personOf[left] != nil ? (left, right) : (right, left)
      guard let lineage = lineage(line) else { return false }
      return truth.personOf[person].flatMap { truth.members[$0] }?.contains(lineage) ?? false
    default: return nil
    }
  }
}
