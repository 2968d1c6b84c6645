import Primitives
import Vocabulary

/// What plain counting finds in the sightings.
struct TrafficBaselines: Sendable {
  private let inbox: InboxReader
  private let truth: WorldTruth
  /// `source:camera_id` to the role of its area, where that is `hub` or `market`.
  private let roleAt: [String: String]

  init(inbox: InboxReader, truth: WorldTruth) throws {
    self.inbox = inbox
    self.truth = truth
    var role: [String: String] = [:]
    for row in try inbox.rows(of: .areas) { role["\(row.source):\(row["area_id"])"] = row["role"] }
    var roleAt: [String: String] = [:]
    for row in try inbox.rows(of: .cameras) {
      let area = RecordKey(reference: row["area_id"], in: row.source).text
      roleAt["\(row.source):\(row["camera_id"])"] = role[area].flatMap { $0 == "other" ? nil : $0 }
    }
    self.roleAt = roleAt
  }

  /// Every read that can be read: registration, camera, second.
  private func each(_ body: (String, String, Int64) -> Void) throws {
    try inbox.each(.sightings) { source, table, row in
      guard let plate = try? VehicleRegistration(table.cell(row, "vrm")).text,
        let time = TimeText.read(table.cell(row, "seen_at"))?.instant.seconds
      else { return }
      body(plate, RecordKey(reference: table.cell(row, "camera_id"), in: source).text, time)
    }
  }

  /// Plates read in a hub and in a market on at least four days, most days first.
  func vehiclesByDays() throws -> Ranking {
    var hubDays: [String: Set<Int64>] = [:]
    var marketDays: [String: Set<Int64>] = [:]
    try each { plate, camera, time in
      switch roleAt[camera] {
      case "hub": hubDays[plate, default: []].insert(time / 86_400)
      case "market": marketDays[plate, default: []].insert(time / 86_400)
      default: break
      }
    }
    let counts = hubDays.map { plate, days in
      (plate: plate, days: days.intersection(marketDays[plate] ?? []).count)
    }.filter { $0.days >= 4 }.sorted { (-$0.days, $0.plate) < (-$1.days, $1.plate) }
    return Ranking(
      found: counts.map { truth.currentVehicles.contains($0.plate) ? $0.plate : nil },
      total: truth.currentVehicles.count)
  }

  /// For each of the lines' vehicles, its first read in a market in the last week, a week later:
  /// the same camera within an hour and a half. Like the lists' windows, one a vehicle.
  func sameHourLastWeek() throws -> Forecasts {
    let week: Int64 = 7 * 86_400
    var reads: [String: [(time: Int64, camera: String)]] = [:]
    var end: Int64 = 0
    try each { plate, camera, time in
      end = max(end, time)
      guard truth.vehicleLineage[plate] != nil, roleAt[camera] == "market" else { return }
      reads[plate, default: []].append((time, camera))
    }
    return Forecasts(
      reads.keys.sorted().compactMap { plate in
        let recent = (reads[plate] ?? []).filter { $0.time > end - week }
        guard let first = recent.min(by: { ($0.time, $0.camera) < ($1.time, $1.camera) }) else {
          return nil
        }
        let came = (truth.nextPasses[plate] ?? []).contains { pass in
          pass.camera == first.camera && abs(pass.at.seconds - first.time - week) <= 5_400
        }
        return Forecasts.Pair(chance: 0.5, happened: came)
      })
  }
}
