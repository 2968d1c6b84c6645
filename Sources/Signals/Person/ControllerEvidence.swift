import Picture
import Primitives
import Vocabulary

/// What records and attribution say of one person's control of a line, for and against.
struct ControllerEvidence {
  let picture: RegionalPicture
  let lineages: [Lineage]
  let ties: DirectTies
  let facts: PersonFacts
  let contacts: LineContacts
  /// Positions in `ties.ties` of people met at homes, by lineage.
  private let atHomes: [Int: [Int]]

  init(picture: RegionalPicture, lineages: [Lineage], ties: DirectTies) {
    self.picture = picture
    self.lineages = lineages
    self.ties = ties
    facts = PersonFacts(picture)
    contacts = LineContacts(picture, lineages: lineages)
    atHomes = Dictionary(
      grouping: ties.ties.indices.filter { ties.ties[$0].means == .premises },
      by: { ties.ties[$0].lineage })
  }

  func findings(_ entity: Int, _ own: [DirectTie]) -> [Finding] {
    let touched = Set(own.map(\.lineage)).sorted().map { lineages[$0] }
    let met = Set(
      own.filter { $0.means == .premises }.flatMap(\.evidence)
        + facts.metInMarkets(of: entity, touched, picture))
    var findings = attribution(own, sold: met)
    if let reported = reported(entity, own) { findings.append(reported) }
    if let upstream = upstream(own, sold: met) { findings.append(upstream) }
    if let mapped = facts.groups[entity] {
      findings.append(
        Finding(
          signal: ControllerSignals.group, strength: 1,
          facts: ["group": .text(picture.holdings.groups[mapped[0]].name)],
          evidence: mapped.map { Evidence(.groups, $0) }))
    }
    if !met.isEmpty {
      findings.append(
        Finding(
          signal: ControllerSignals.seller, strength: Double(met.count) / 3,
          facts: ["count": .count(met.count)], evidence: Array(met)))
    } else if let absent = absence(entity, own) {
      findings.append(absent)
    }
    if let signs = facts.exploitation[entity] {
      findings.append(
        Finding(
          signal: ControllerSignals.exploited, strength: Double(signs.count) / 2,
          facts: ["count": .count(signs.count)], evidence: signs))
    }
    return findings + custom(entity, own) + exposure(entity, own)
  }

  private func attribution(_ own: [DirectTie], sold: Set<Evidence>) -> [Finding] {
    var findings: [Finding] = []
    let phones = own.filter { $0.means == .phone && !isReportAlone($0) }
    if let best = phones.max(by: { ($0.strength, -$0.lineage) < ($1.strength, -$1.lineage) }) {
      // Whoever is caught with the phone where it sells may only have carried it.
      let events = best.evidence.filter { $0.kind == .events }
      let isCarried =
        !events.isEmpty && !best.evidence.contains { $0.kind == .calls || $0.kind == .persons }
        && events.allSatisfy { sold.contains($0) || isIntelligence($0) }
      let strength = best.strength * (isCarried ? 0.5 : 1)
      findings.append(
        Finding(
          signal: ControllerSignals.holder, strength: strength,
          facts: ["lines": .text(lineages[best.lineage].id), "probability": .share(best.strength)],
          evidence: best.evidence))
      let numbers = lineages[best.lineage].spells.count
      if numbers > 1, strength >= 0.5 {
        findings.append(
          Finding(
            signal: ControllerSignals.acrossNumbers, strength: strength,
            facts: ["count": .count(numbers)], evidence: best.evidence))
      }
    }
    let named = own.filter { $0.means == .lineRecord }
    if let best = named.max(by: { ($0.strength, -$0.lineage) < ($1.strength, -$1.lineage) }),
      best.strength > 0
    {
      findings.append(
        Finding(
          signal: ControllerSignals.named, strength: best.strength,
          facts: ["lines": .text(lineages[best.lineage].id), "grade": .number(best.strength)],
          evidence: best.evidence))
    }
    return findings
  }

  private func isIntelligence(_ item: Evidence) -> Bool {
    item.kind == .lines
      || (item.kind == .events && picture.holdings.events[Int(item.position)].kind == "intel")
  }

  /// An attribution that stands on reports alone is not telephony: the reports speak themselves,
  /// and would otherwise count twice.
  private func isReportAlone(_ tie: DirectTie) -> Bool { tie.evidence.allSatisfy(isIntelligence) }

  /// One report on the line that names the person.
  private struct Report {
    let evidence: Evidence
    /// How likely this report alone makes the person the holder.
    let weight: Double
    /// Whether it is about holding the line, or may be for want of a text.
    let isOnControl: Bool
    let says: Bool
  }

  /// The most that reports which only name a person with the line make of him, however many.
  static let namedMax = 0.25

  /// Reports on the line that name the person, joined; a source's later reports count half, for
  /// they
  /// repeat what it said before.
  private func reported(_ entity: Int, _ own: [DirectTie]) -> Finding? {
    let reports = Set(own.flatMap(\.evidence)).compactMap(report).sorted {
      (-$0.weight, $0.evidence) < (-$1.weight, $1.evidence)
    }
    guard !reports.isEmpty else { return nil }
    var seen: Set<String> = []
    var (missControl, missNamed) = (1.0, 1.0)
    for report in reports {
      let isFirst = seen.insert(picture.source(of: report.evidence)).inserted
      let left = 1 - report.weight * (isFirst ? 1 : 0.5)
      if report.isOnControl { missControl *= left } else { missNamed *= left }
    }
    return Finding(
      signal: ControllerSignals.reported,
      strength: 1 - missControl * (1 - min(Self.namedMax, 1 - missNamed)),
      facts: [
        "count": .count(reports.count), "control": .count(reports.count(where: \.says)),
        "sources": .count(seen.count),
      ], evidence: reports.map(\.evidence))
  }

  private func report(_ item: Evidence) -> Report? {
    guard item.kind == .events else { return nil }
    let event = picture.holdings.events[Int(item.position)]
    guard event.kind == "intel" else { return nil }
    let people = Set(event.persons.compactMap { picture.entity(of: $0) }).count
    // A text that speaks of the line and of something else than holding it is about that.
    let mentions = ties.reports.of(event: Int(item.position)).map { mention in
      (
        weight: mention.share
          * (mention.saysControl ? 1.0 : mention.namesPhone && event.text == nil ? 0.6 : 0.3),
        mention: mention
      )
    }
    guard let best = mentions.max(by: { $0.weight < $1.weight }) else { return nil }
    // Of several people one is meant, and the report does not say which.
    return Report(
      evidence: item, weight: best.weight / Double(max(1, people)) * event.grading.weight,
      isOnControl: best.mention.saysControl || event.text == nil, says: best.mention.saysControl)
  }

  private func upstream(_ own: [DirectTie], sold: Set<Evidence>) -> Finding? {
    let leads = own.flatMap { tie -> [Evidence] in
      tie.evidence.filter { item in
        if item.kind == .vehicles { return true }
        guard item.kind == .events, !sold.contains(item) else { return false }
        let event = picture.holdings.events[Int(item.position)]
        return event.kind != "intel"
          && ((event.cashPounds ?? 0) >= 1_000 || event.imeis.count > 1
            || (event.kind == "seizure" && !event.numbers.isEmpty))
      }
    }
    guard !leads.isEmpty else { return nil }
    let count = Set(leads).count
    return Finding(
      signal: ControllerSignals.upstream, strength: min(1, 0.4 + 0.2 * Double(count)),
      facts: ["count": .count(count)], evidence: leads)
  }

  /// Tied by phone, record or vehicle, while others and never this person were met at its homes.
  private func absence(_ entity: Int, _ own: [DirectTie]) -> Finding? {
    guard let strongest = ControllerAssessment.strengths(own).first?.lineage else { return nil }
    let others = (atHomes[strongest] ?? []).map { ties.ties[$0] }.filter { $0.entity != entity }
    let homes = Set(others.flatMap(\.evidence))
    guard homes.count >= 2 else { return nil }
    return Finding(
      signal: ControllerSignals.absent, strength: Double(homes.count) / 5,
      facts: ["count": .count(homes.count)], evidence: picture.cited(homes.sorted(), atMost: 20))
  }

  /// Calls between the person's own phone and the line: a holder does not ring the own pocket.
  private func custom(_ entity: Int, _ own: [DirectTie]) -> [Finding] {
    let lines = Set(own.map(\.lineage))
    let rows = Set(
      contacts.rows(of: entity, picture).filter { lines.contains($0.line) }.flatMap(\.rows))
    guard rows.count >= 3 else { return [] }
    return [
      Finding(
        signal: ControllerSignals.ringsLine, strength: Double(rows.count) / 12,
        facts: ["count": .count(rows.count)],
        evidence: rows.sorted().suffix(20).map { Evidence(.calls, $0) })
    ]
  }

  private func exposure(_ entity: Int, _ own: [DirectTie]) -> [Finding] {
    let events = facts.events[entity] ?? []
    let tied = Set(own.flatMap(\.evidence))
    let unrelated = events.filter { !tied.contains($0) }
    guard events.count >= 6, !unrelated.isEmpty else { return [] }
    let share = Double(unrelated.count) / Double(events.count)
    return [
      Finding(
        signal: ControllerSignals.busy, strength: share * 0.5,
        facts: ["count": .count(events.count), "share": .share(share)],
        evidence: picture.cited(unrelated, atMost: 20))
    ]
  }
}
