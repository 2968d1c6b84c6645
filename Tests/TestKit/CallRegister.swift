import Primitives
import Vocabulary

/// Who is in touch with whom, read plainly from an inbox's calls, and the changes of number that it
/// lets anybody see.
public struct CallRegister: Sendable {
  private var contacts: [String: Set<String>] = [:]
  private var first: [String: Int64] = [:]

  /// A true change of a line's number.
  public struct Change: Sendable, Hashable {
    /// E.164: the number given up and the one that followed it.
    public let old: String
    public let new: String
    /// The last second of the old number's use.
    public let at: Int64
  }

  /// Reads all calls.
  ///
  /// - Throws: When a file is no table.
  public init(inbox: InboxReader) throws {
    var contacts: [String: Set<String>] = [:]
    var first: [String: Int64] = [:]
    try inbox.each(.calls) { _, table, row in
      guard let a = try? TelephoneNumber(table.cell(row, "a_number")).text,
        let b = try? TelephoneNumber(table.cell(row, "b_number")).text,
        let time = TimeText.read(table.cell(row, "started_at"))?.instant.seconds
      else { return }
      contacts[a, default: []].insert(b)
      contacts[b, default: []].insert(a)
      for number in [a, b] { first[number] = min(first[number] ?? .max, time) }
    }
    self.contacts = contacts
    self.first = first
  }

  /// The changes that can be seen: of lines of which there is a record, both numbers in the calls.
  public func changes(_ truth: WorldTruth) -> [Change] {
    zip(truth.numbers, truth.numbers.dropFirst()).compactMap { old, new in
      guard old.lineage == new.lineage, truth.recordedLineages.contains(old.lineage),
        contacts[old.number] != nil, contacts[new.number] != nil
      else { return nil }
      return Change(old: old.number, new: new.number, at: old.use.end.seconds)
    }
  }

  /// How many changes a run found: by a link given at least an even chance, or by naming both
  /// numbers in one row of `lines.csv`.
  public func score(_ run: RunLists, truth: WorldTruth) -> ScoreSheet {
    var linked: Set<[String]> = []
    if let links = run.links {
      for row in links.rows where links.cell(row, "kind") == "line_successor" {
        guard let chance = Double(links.cell(row, "probability")), chance >= 0.5 else { continue }
        linked.insert([links.cell(row, "left"), links.cell(row, "right")])
      }
    }
    var lineOf: [String: String] = [:]
    if let lines = run.lines {
      for row in lines.rows {
        for number in lines.cells(row, "numbers") { lineOf[number] = lines.cell(row, "lineage_id") }
      }
    }
    let changes = changes(truth)
    let found = changes.count { change in
      linked.contains([change.old, change.new])
        || (lineOf[change.old] != nil && lineOf[change.old] == lineOf[change.new])
    }
    var sheet = ScoreSheet()
    sheet.add("successors.true", Double(changes.count))
    sheet.add("successors.recall", changes.isEmpty ? nil : Double(found) / Double(changes.count))
    return sheet
  }

  /// What Jaccard's index of the contact sets finds: the likest newcomer of the days around a
  /// change, and all newcomers above .3.
  func baseline(_ truth: WorldTruth) -> ScoreSheet {
    let changes = changes(truth)
    let lineage = truth.lineageOfNumber
    var (top, found, given, right) = (0, 0, 0, 0)
    for change in changes {
      let known = contacts[change.old] ?? []
      let likeness = first.filter {
        $0.value > change.at - 86_400 && $0.value < change.at + 7 * 86_400
          && $0.key != change.old
      }.map { (number: $0.key, value: Baselines.jaccard(contacts[$0.key] ?? [], known)) }
        .sorted { ($1.value, $0.number) < ($0.value, $1.number) }
      top += likeness.first?.number == change.new ? 1 : 0
      let above = likeness.filter { $0.value > 0.3 }.map(\.number)
      found += above.contains(change.new) ? 1 : 0
      given += above.count
      right += above.count { lineage[$0] != nil && lineage[$0] == lineage[change.old] }
    }
    var sheet = ScoreSheet()
    guard !changes.isEmpty else { return sheet }
    sheet.add("baseline.successors.top1", Double(top) / Double(changes.count))
    sheet.add("baseline.successors.recall", Double(found) / Double(changes.count))
    sheet.add("baseline.successors.precision", given == 0 ? nil : Double(right) / Double(given))
    return sheet
  }
}
