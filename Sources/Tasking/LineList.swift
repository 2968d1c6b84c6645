import Picture
import Primitives
import Signals
import Vocabulary

/// Deal-line lineages, those most surely active first.
struct LineList {
  let input: TaskingInput

  static let shape = ListShape(
    kind: .lines,
    columns: [
      "lineage_id", "line_ids", "numbers", "imeis", "brand", "line_status", "hub_area_id",
      "market_area_ids", "holder_entity_id", "closure", "closed_on", "check_back_on", "alarm",
    ],
    paths: ["lines"])

  func drafts() -> [Draft] { input.lineages.map(draft) }

  private func draft(_ lineage: Lineage) -> Draft {
    let picture = input.picture
    let lineIds = lineage.lineRecords.map { picture.holdings.lines[$0].key.text }
    let numbers = lineage.spells.map { TelephoneNumber(packed: $0.number).text }
    return Draft(
      subject: lineage.id, aliases: lineIds + numbers, path: "lines", findings: lineage.findings,
      unasked: [:], shown: lineage.evidence,
      cells: [
        .text(lineage.id), .text(lineIds.joined(separator: ";")),
        .text(numbers.joined(separator: ";")),
        .text(lineage.imeis.map { IMEI(packed: $0).text }.joined(separator: ";")),
        .text(lineage.brand ?? ""), .text(lineage.status), .text(input.areaText(lineage.hub)),
        .text(lineage.markets.map { input.areaText($0) }.joined(separator: ";")),
        .text(holder(of: lineage)), .text(lineage.closure?.kind.rawValue ?? ""),
        .text(lineage.closure?.closedOn.iso8601 ?? ""),
        .text(lineage.closure?.checkBackOn.iso8601 ?? ""), .text(alarm(of: lineage)),
      ])
  }

  /// A closed line that has come back, in words; empty when it stays closed or never was.
  private func alarm(of lineage: Lineage) -> String {
    guard let closure = lineage.closure, let back = closure.comeBack else { return "" }
    return "closed on \(closure.closedOn.iso8601) and at work again since "
      + "\(LondonTime.civil(Instant(seconds: back.since)).day.iso8601) under "
      + TelephoneNumber(packed: back.number).text
  }

  /// A person who is or may be under 18 is never named as holding a line.
  private func holder(of lineage: Lineage) -> String {
    guard let holder = lineage.holder, !input.picture.age(of: holder).isPossiblyUnder18 else {
      return ""
    }
    return input.picture.entities[holder].id
  }
}
