import Picture
import Primitives
import Signals
import Vocabulary

/// Homes that may be cuckooed, with the day by which somebody should go. The occupier is a victim.
struct PremisesList {
  let input: TaskingInput
  let forces: [String]

  var shape: ListShape {
    ListShape(
      kind: .premises,
      columns: [
        "premises_id", "uprn", "address", "area_id", "lineage_ids", "last_visited_at", "visit_by",
      ],
      paths: forces.map { "premises/" + $0 })
  }

  func drafts() -> [Draft] { input.premises.map(draft) }

  private func draft(_ candidate: PremisesCandidate) -> Draft {
    let record = input.picture.holdings.premises[candidate.premises]
    let area = input.picture.area(of: record.area)
    let force = area.map { input.picture.force(ofArea: $0) } ?? record.key.source
    return Draft(
      subject: record.key.text, aliases: record.uprn.map { [$0] } ?? [], path: "premises/" + force,
      findings: candidate.findings, unasked: candidate.unasked,
      shown: [Evidence(.premises, candidate.premises)],
      cells: [
        .text(record.key.text), .text(record.uprn ?? ""),
        .text([record.address, record.postcode].compactMap { $0 }.joined(separator: ", ")),
        .text(input.areaText(area)), .text(input.lineageIds(candidate.lineages)),
        .text(candidate.lastVisited.map { Instant(seconds: $0).iso8601 } ?? ""),
        .text(candidate.visitByDay.map { CivilDate(daysSinceEpoch: $0).iso8601 } ?? ""),
      ])
  }
}
