import Picture
import Primitives
import Vocabulary

extension YoungPersonSigns {
  /// - Parameter shared: Events of the young person that name somebody else as well.
  func tieFindings(
    _ own: [DirectTie], _ people: [LineNeighbour], shared: [Evidence]
  ) -> [Finding] {
    var findings: [Finding] = []
    let beyond = people.filter(\.isBeyondHome)
    let counted = beyond.isEmpty ? people : beyond
    if !counted.isEmpty {
      // A friend of one's own age who is drawn in says less than an adult of the line.
      let miss = counted.reduce(1.0) {
        $0 * (1 - $1.strength * $1.lineages[0].strength * ($1.isAdult ? 1 : 0.5))
      }
      let records = counted.flatMap(\.evidence)
      findings.append(
        Finding(
          signal: PeripherySignals.associates, strength: min(1, (1 - miss) * 1.5),
          facts: [
            "count": .count(counted.count), "share": .share(counted.map(\.strength).max() ?? 0),
            "newest": newest(records),
          ], evidence: picture.cited(records + counted.flatMap(\.lineRecords), atMost: 60)))
      if let recent = inwards(records) { findings.append(recent) }
      if beyond.isEmpty && own.isEmpty {
        findings.append(
          Finding(
            signal: PeripherySignals.homeTiesOnly, strength: 1, facts: [:], evidence: records))
      }
    }
    let together = Set(
      counted.filter(\.isAdult).flatMap(\.evidence).filter { $0.kind == .events }
    ).sorted()
    if !together.isEmpty {
      // Somebody who is stopped with very many people is stopped with one of the line by chance.
      let others = shared.filter { !together.contains($0) }.count
      let share = Double(together.count) / Double(together.count + others)
      findings.append(
        Finding(
          signal: PeripherySignals.searches,
          strength: min(1, Double(together.count) / 2) * min(1, 2 * share),
          facts: ["count": .count(together.count), "total": .count(together.count + others)],
          evidence: together))
    }
    return findings
  }

  private func inwards(_ records: [Evidence]) -> Finding? {
    let dated = Set(records).filter { picture.time(of: $0) != nil }.sorted()
    let since = picture.asOf.seconds - 28 * 86_400
    let recent = dated.filter { (picture.time(of: $0) ?? 0) >= since }
    guard dated.count >= 3, !recent.isEmpty else { return nil }
    return Finding(
      signal: PeripherySignals.inwards, strength: Double(recent.count) / Double(dated.count),
      facts: ["count": .count(recent.count), "total": .count(dated.count)], evidence: recent)
  }

  func telephony(_ own: [DirectTie], _ called: [(line: Int, rows: [Int])]) -> [Finding] {
    var findings: [Finding] = []
    let phone = own.filter { $0.means == .phone || $0.means == .namedWithNumber }
    if !phone.isEmpty {
      let miss = phone.reduce(1.0) { $0 * (1 - min(0.99, $1.strength)) }
      let records = Set(phone.flatMap(\.evidence)).sorted()
      findings.append(
        Finding(
          signal: PeripherySignals.phone, strength: min(1, (1 - miss) * 1.4),
          facts: ["count": .count(records.count)], evidence: picture.cited(records, atMost: 60)))
    }
    let rows = Set(called.flatMap(\.rows)).sorted()
    if !rows.isEmpty {
      let evidence = rows.suffix(20).map { Evidence(.calls, $0) }
      findings.append(
        Finding(
          signal: PeripherySignals.contact, strength: min(1, Double(rows.count) / 10),
          facts: ["count": .count(rows.count), "newest": newest(evidence)], evidence: evidence))
    }
    return findings
  }

  func recorded(
    _ entity: Int, _ own: [DirectTie], _ events: [Evidence],
    _ away: [(evidence: Evidence, area: Int, kilometres: Double)]
  ) -> [Finding] {
    var findings: [Finding] = []
    func add(_ signal: Signal, _ records: [Evidence], full: Double, _ facts: [String: Fact] = [:]) {
      guard !records.isEmpty else { return }
      var facts = facts
      facts["count"] = .count(Set(records).count)
      facts["newest"] = newest(records)
      findings.append(
        Finding(
          signal: signal, strength: Double(Set(records).count) / full, facts: facts,
          evidence: picture.cited(Set(records).sorted().reversed(), atMost: 60)))
    }
    let missing = events.filter { event($0).kind == "missing" }
    add(PeripherySignals.missing, missing, full: 3)
    if let farthest = away.max(by: { ($0.kilometres, $0.area) < ($1.kilometres, $1.area) }) {
      add(
        PeripherySignals.foundAway, away.map(\.evidence), full: 2,
        [
          "place": .text(picture.holdings.areas[farthest.area].name),
          "kilometres": .number(farthest.kilometres.rounded()),
        ])
    }
    add(
      PeripherySignals.school,
      events.filter { ["school_absence", "school_exclusion"].contains(event($0).kind) }, full: 3)
    add(PeripherySignals.referral, events.filter { event($0).kind == "nrm_referral" }, full: 1)
    add(
      PeripherySignals.atPremises, own.filter { $0.means == .premises }.flatMap(\.evidence), full: 2
    )
    add(
      PeripherySignals.inVehicle, own.filter { $0.means == .vehicle }.flatMap(\.evidence), full: 2)
    let found = events.filter { event($0).kind == "found" }
    let home = facts.home(of: entity, picture)
    if !found.isEmpty, found.allSatisfy({ picture.area(of: event($0).area) == home && home != nil })
    {
      add(PeripherySignals.nearHome, found, full: 2)
    }
    return findings
  }

  private func newest(_ records: [Evidence]) -> Fact {
    records.compactMap { picture.time(of: $0) }.max().map { .date($0) } ?? .text("not dated")
  }
}
