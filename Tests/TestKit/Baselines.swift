import Primitives
import Vocabulary

/// What plain counting finds, from the inbox alone: the figures that a method has to beat.
public struct Baselines: Sendable {
  let inbox: InboxReader
  let truth: WorldTruth
  let k: Int

  /// Baselines for a world.
  public init(inbox: InboxReader, truth: WorldTruth, k: Int = 20) {
    self.inbox = inbox
    self.truth = truth
    self.k = k
  }

  /// All four. `small` takes seconds, `region` minutes and some gigabytes.
  public func score() throws -> ScoreSheet {
    var sheet = ScoreSheet()
    let persons = try inbox.rows(of: .persons)
    let groups = Self.exactGroups(persons)
    sheet.add("baseline.entities", PairwiseAgreement(judged: groups, truth: truth.personOf))
    sheet.add(
      "baseline.controllers", try controllersByDegree(persons: persons, groups: groups), k: k)
    sheet.add("baseline.vehicle_stops", try vehiclesByDays(), k: k)
    sheet.add("baseline.successors.top1", try successorsByJaccard())
    return sheet
  }

  /// Records of one name and birth date are one person; those without either stand alone.
  static func exactGroups(_ persons: [InboxReader.Row]) -> [String: String] {
    var groups: [String: String] = [:]
    for row in persons {
      let key = "\(row.source):\(row["person_id"])"
      let name = "\(row["family_name"]) \(row["given_names"].split(separator: " ").first ?? "")"
      let birth = row["date_of_birth"]
      groups[key] = birth.isEmpty ? key : "\(name.lowercased()) \(birth)"
    }
    return groups
  }

  /// Adults by the number of different people with whom they stand in an event, tie or group.
  private func controllersByDegree(
    persons: [InboxReader.Row], groups: [String: String]
  ) throws -> Ranking {
    var near: [String: Set<String>] = [:]
    func join(_ keys: [String]) {
      let people = Set(keys.map { groups[$0] ?? $0 })
      for one in people { near[one, default: []].formUnion(people.subtracting([one])) }
    }
    func keys(_ row: InboxReader.Row, _ cells: [String]) -> [String] {
      cells.flatMap { row[$0].split(separator: ";") }
        .map { RecordKey(reference: String($0), in: row.source).text }
    }
    for row in try inbox.rows(of: .events) { join(keys(row, ["person_ids"])) }
    for row in try inbox.rows(of: .groups) { join(keys(row, ["member_person_ids"])) }
    for row in try inbox.rows(of: .associations) {
      join(keys(row, ["person_id_a", "person_id_b"]))
    }
    var records: [String: [String]] = [:]
    for row in persons where row["date_of_birth"] < "2008-03-31" {
      let key = "\(row.source):\(row["person_id"])"
      records[groups[key] ?? key, default: []].append(key)
    }
    let order = records.keys.sorted {
      (-(near[$0]?.count ?? 0), $0) < (-(near[$1]?.count ?? 0), $1)
    }
    let found = order.map { group in
      truth.person(ofRecords: records[group] ?? []).flatMap {
        truth.controllers[$0] != nil ? $0 : nil
      }
    }
    return Ranking(found: found, total: truth.controllers.count)
  }

  /// Plates by the number of days on which they were read in a hub and in a market.
  private func vehiclesByDays() throws -> Ranking {
    var role: [String: String] = [:]
    for row in try inbox.rows(of: .areas) { role["\(row.source):\(row["area_id"])"] = row["role"] }
    var roleAt: [String: String] = [:]
    for row in try inbox.rows(of: .cameras) {
      let area = RecordKey(reference: row["area_id"], in: row.source).text
      roleAt["\(row.source):\(row["camera_id"])"] = role[area]
    }
    var hubDays: [String: Set<Int64>] = [:]
    var marketDays: [String: Set<Int64>] = [:]
    try inbox.each(.sightings) { source, table, row in
      guard let role = roleAt["\(source):\(table.cell(row, "camera_id"))"], role != "other",
        let plate = try? VehicleRegistration(table.cell(row, "vrm")).text,
        let time = TimeText.read(table.cell(row, "seen_at"))?.instant.seconds
      else { return }
      switch role {
      case "hub": hubDays[plate, default: []].insert(time / 86_400)
      case "market": marketDays[plate, default: []].insert(time / 86_400)
      default: break
      }
    }
    let counts = hubDays.map { plate, days in
      (plate: plate, days: days.intersection(marketDays[plate] ?? []).count)
    }.filter { $0.days > 0 }.sorted { (-$0.days, $0.plate) < (-$1.days, $1.plate) }
    return Ranking(
      found: counts.map { truth.currentVehicles.contains($0.plate) ? $0.plate : nil },
      total: truth.currentVehicles.count)
  }

  /// For each true change of number, whether the newcomer of the following days with the highest
  /// Jaccard index of contacts is the true successor. Nil when there was no change.
  private func successorsByJaccard() throws -> Double? {
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
    var (changes, right) = (0, 0)
    for (old, new) in zip(truth.numbers, truth.numbers.dropFirst())
    where old.lineage == new.lineage && contacts[old.number] != nil && contacts[new.number] != nil {
      changes += 1
      let known = contacts[old.number] ?? []
      let end = old.use.end.seconds
      let newcomers = first.filter {
        $0.value > end - 86_400 && $0.value < end + 7 * 86_400 && $0.key != old.number
      }
      let best = newcomers.keys.max { one, other in
        let (a, b) = (
          Self.jaccard(contacts[one] ?? [], known), Self.jaccard(contacts[other] ?? [], known)
        )
        return (a, other) < (b, one)
      }
      if best == new.number { right += 1 }
    }
    return changes == 0 ? nil : Double(right) / Double(changes)
  }

  /// Members in both sets, divided by members in either; 0 of two empty sets.
  public static func jaccard(_ left: Set<String>, _ right: Set<String>) -> Double {
    let either = left.union(right).count
    return either == 0 ? 0 : Double(left.intersection(right).count) / Double(either)
  }
}
