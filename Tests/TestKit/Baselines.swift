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

  /// All of them. `small` takes seconds, `region` minutes and some gigabytes.
  public func score() throws -> ScoreSheet {
    var sheet = ScoreSheet()
    let persons = try inbox.rows(of: .persons)
    let groups = Self.exactGroups(persons)
    sheet.add("baseline.entities", PairwiseAgreement(judged: groups, truth: truth.personOf))
    sheet.add(
      "baseline.controllers", try controllersByDegree(persons: persons, groups: groups), k: k)
    sheet.add("baseline.periphery", try youngest(persons: persons, groups: groups), k: k)
    sheet.add("baseline.premises", try latestReported(), k: k)
    let traffic = try TrafficBaselines(inbox: inbox, truth: truth)
    sheet.add("baseline.vehicle_stops", try traffic.vehiclesByDays(), k: k)
    let windows = try traffic.sameHourLastWeek()
    sheet.add("baseline.windows", Double(windows.pairs.count))
    sheet.add("baseline.windows.hit_rate", windows.hitRate)
    sheet.add(try CallRegister(inbox: inbox).baseline(truth))
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

  /// Each group's different people in one event, tie or group with it.
  private func company(_ groups: [String: String]) throws -> [String: Set<String>] {
    var near: [String: Set<String>] = [:]
    func join(_ keys: [String]) {
      let people = Set(keys.map { groups[$0] ?? $0 })
      for one in people { near[one, default: []].formUnion(people.subtracting([one])) }
    }
    for row in try inbox.rows(of: .events) { join(Self.keys(row, ["person_ids"])) }
    for row in try inbox.rows(of: .groups) { join(Self.keys(row, ["member_person_ids"])) }
    for row in try inbox.rows(of: .associations) {
      join(Self.keys(row, ["person_id_a", "person_id_b"]))
    }
    return near
  }

  /// The records that cells of a row name, as `source:id`.
  static func keys(_ row: InboxReader.Row, _ cells: [String]) -> [String] {
    cells.flatMap { row[$0].split(separator: ";") }
      .map { RecordKey(reference: String($0), in: row.source).text }
  }

  /// Adults by the number of different people with whom they stand in an event, tie or group.
  private func controllersByDegree(
    persons: [InboxReader.Row], groups: [String: String]
  ) throws -> Ranking {
    let near = try company(groups)
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

  /// Those under 25 who stand in a record with a line's number, holder or home, or in one with
  /// somebody who does: the youngest first.
  private func youngest(
    persons: [InboxReader.Row], groups: [String: String]
  ) throws -> Ranking {
    let lines = try inbox.rows(of: .lines)
    let numbers = Set(lines.compactMap { try? TelephoneNumber($0["number"]).text })
    var touched = Set(lines.flatMap { Self.keys($0, ["holder_person_id"]) })
    for row in try inbox.rows(of: .events) {
      let named = row["numbers"].split(separator: ";")
        .compactMap { try? TelephoneNumber(String($0)).text }
      guard !row["premises_ids"].isEmpty || named.contains(where: numbers.contains) else {
        continue
      }
      touched.formUnion(Self.keys(row, ["person_ids"]))
    }
    let near = try company(groups)
    let close = Set(touched.map { groups[$0] ?? $0 })
    var birth: [String: String] = [:]
    var records: [String: [String]] = [:]
    for row in persons where row["date_of_birth"] > "2001-03-31" {
      let key = "\(row.source):\(row["person_id"])"
      let group = groups[key] ?? key
      guard close.contains(group) || !close.isDisjoint(with: near[group] ?? []) else { continue }
      birth[group] = row["date_of_birth"]
      records[group, default: []].append(key)
    }
    let order = birth.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    return Ranking(
      found: order.map { group in
        truth.person(ofRecords: records[group] ?? []).flatMap {
          truth.youngPeople.contains($0) ? $0 : nil
        }
      }, total: truth.youngPeople.count)
  }

  /// Homes by the day of their last report, the latest first.
  private func latestReported() throws -> Ranking {
    let order = try inbox.rows(of: .premises)
      .map { (key: "\($0.source):\($0["premises_id"])", day: $0["last_reported_on"]) }
      .sorted { ($1.day, $0.key) < ($0.day, $1.key) }
    return Ranking(
      found: order.map { truth.currentPremises.contains($0.key) ? $0.key : nil },
      total: truth.currentPremises.count)
  }

  /// Members in both sets, divided by members in either; 0 of two empty sets.
  public static func jaccard(_ left: Set<String>, _ right: Set<String>) -> Double {
    let either = left.union(right).count
    return either == 0 ? 0 : Double(left.intersection(right).count) / Double(either)
  }
}
