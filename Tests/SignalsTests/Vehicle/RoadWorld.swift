import Picture
import Primitives
import Vocabulary

@testable import Signals

/// One straight road, small enough to reason about: a hub, two markets and towns on either side,
/// with a camera every ten kilometres. Cars drive at 80 km/h; each pass is read.
///
///     km   −40    0    60    90   130
///          Far   Hub   Ash   Elm   End
///
/// A camera within 8 km of a town belongs to it, all others to none.
struct RoadWorld {
  static let towns: [(name: String, kilometre: Double)] = [
    ("Far", -40), ("Hub", 0), ("Ash", 60), ("Elm", 90), ("End", 130),
  ]
  static let cameraKilometres = stride(from: -45.0, through: 135, by: 10).map { $0 }
  static let far = "Far", hub = "Hub", ash = "Ash", elm = "Elm", end = "End"
  /// A Monday, 00:00 UTC and London.
  static let start: Int64 = 20_458 * 86_400

  var records: [(kind: RecordKind, fields: [String: String])] = []
  var reads: [(plate: String, camera: Int, time: Int64, direction: Compass)] = []
  var calls: [(from: String, to: String, time: Int64, cell: Int)] = []
  var days = 42

  var asOf: Int64 { Self.start + Int64(days) * 86_400 }

  static func kilometre(_ town: String) -> Double {
    towns.first { $0.name == town }?.kilometre ?? 0
  }

  static func time(day: Int, hour: Double) -> Int64 {
    start + Int64(day) * 86_400 + Int64(hour * 3600)
  }

  static func code(_ plate: String) -> UInt64 {
    guard let value = try? VehicleRegistration(plate) else {
      preconditionFailure("a test names plates that are registrations")
    }
    return value.packed
  }

  /// Drives from one town to another and is read by every camera between their middles.
  /// Returns the time of arrival.
  @discardableResult
  mutating func drive(
    _ plate: String, from: String, to: String, at time: Int64, lag: Int64 = 0
  ) -> Int64 {
    let (a, b) = (Self.kilometre(from), Self.kilometre(to))
    let (low, high) = (min(a, b), max(a, b))
    for (camera, place) in Self.cameraKilometres.enumerated() where place > low && place < high {
      let seconds = abs(place - a) / 80 * 3600
      reads.append(
        (plate, camera, time + Int64(seconds) + lag, b > a ? .east : .west))
    }
    return time + Int64(abs(b - a) / 80 * 3600)
  }

  /// Out, a stay, and back.
  mutating func roundTrip(
    _ plate: String, to market: String, from hub: String = RoadWorld.hub, day: Int, hour: Double,
    stayMinutes: Double
  ) {
    let arrival = drive(plate, from: hub, to: market, at: Self.time(day: day, hour: hour))
    drive(plate, from: market, to: hub, at: arrival + Int64(stayMinutes * 60))
  }

  /// A turn about its own town, so that it is seen to sleep there.
  mutating func potter(_ plate: String, in town: String, day: Int, hour: Double) {
    let near = Self.cameraKilometres.enumerated().filter {
      abs($0.element - Self.kilometre(town)) < 8
    }
    for (index, camera) in near.enumerated() {
      reads.append(
        (plate, camera.offset, Self.time(day: day, hour: hour) + Int64(index * 600), .east))
    }
  }

  mutating func add(_ kind: RecordKind, _ fields: [String: String]) {
    records.append((kind, fields))
  }

  private func line(_ kind: RecordKind, _ fields: [String: String], row: Int) -> RecordRow {
    let contract = KindContract.of(kind)
    var cells = [Cell](repeating: .empty, count: contract.columns.count)
    for (name, text) in fields {
      guard let position = contract.position(of: name),
        let reading = try? contract.columns[position].type.read(text, source: "north")
      else { preconditionFailure("a test writes rows that can be read: \(kind) \(name)") }
      cells[position] = reading.cell
    }
    return RecordRow(
      kind: kind, source: "north",
      place: RecordPlace(file: Ordinal(0), row: UInt32(row), line: UInt32(row + 1)), cells: cells)
  }

  func picture() -> RegionalPicture {
    let file = SourceFile(
      source: "north", kind: .sightings, name: "sightings.csv",
      digest: String(repeating: "a", count: 64))
    var builder = HoldingsBuilder(asOf: Instant(seconds: asOf), files: [file])
    var rows = Self.towns.map { town in
      line(
        .areas,
        [
          "area_id": town.name, "name": town.name, "force": "north",
          "role": town.name == Self.hub ? "hub" : "market", "latitude": "53.5",
          "longitude": "\(Self.longitude(town.kilometre))",
        ], row: 1)
    }
    for (index, place) in Self.cameraKilometres.enumerated() {
      var fields = [
        "camera_id": Self.cameraName(index), "latitude": "53.5",
        "longitude": "\(Self.longitude(place))",
      ]
      let town = Self.towns.first { abs($0.kilometre - place) < 8 }
      fields["area_id"] = town?.name ?? "Nowhere"
      rows.append(line(.cameras, fields, row: index + 1))
      rows.append(
        line(
          .cells,
          [
            "cell_id": Self.cameraName(index), "latitude": "53.5",
            "longitude": "\(Self.longitude(place))", "range_m": "3000",
            "area_id": town?.name ?? "Nowhere",
          ], row: index + 1))
    }
    // Countryside far away, so that a camera between towns is in no town's 15 km.
    rows.append(
      line(
        .areas,
        [
          "area_id": "Nowhere", "name": "Nowhere", "force": "north", "role": "other",
          "latitude": "53.5", "longitude": "8",
        ], row: 9))
    for (index, record) in records.enumerated() {
      rows.append(line(record.kind, record.fields, row: index + 1))
    }
    builder.add(rows)
    builder.set(sightingColumns())
    builder.set(callColumns())
    let holdings = builder.build()
    return RegionalPicture(
      holdings: holdings,
      entities: holdings.persons.indices.map {
        PersonEntity(id: "p-\(holdings.persons[$0].key.id)", records: [$0], probabilities: [1])
      })
  }

  static func cameraName(_ index: Int) -> String { index < 10 ? "C0\(index)" : "C\(index)" }

  private static func longitude(_ kilometre: Double) -> Double { -2 + kilometre / 66.14 }

  private func sightingColumns() -> SightingColumns {
    var columns = SightingColumns()
    columns.cameraKeys = Self.cameraKilometres.indices.map {
      RecordKey(source: "north", id: Self.cameraName($0))
    }
    let sorted = reads.enumerated().map { (Self.code($0.element.plate), $0.element, $0.offset) }
      .sorted { ($0.0, $0.1.time, $0.1.camera, $0.2) < ($1.0, $1.1.time, $1.1.camera, $1.2) }
    for (plate, read, index) in sorted {
      columns.plates.append(plate)
      columns.cameras.append(UInt32(read.camera))
      columns.times.append(read.time)
      columns.directions.append(read.direction.rawValue)
      columns.confidences.append(95)
      columns.files.append(0)
      columns.rows.append(UInt32(index + 1))
    }
    return columns
  }

  private func callColumns() -> CallColumns {
    var columns = CallColumns()
    columns.cellKeys = Self.cameraKilometres.indices.map {
      RecordKey(source: "north", id: Self.cameraName($0))
    }
    let packed = calls.enumerated().compactMap {
      index, call -> (UInt64, UInt64, Int64, Int, Int)? in
      guard let a = try? TelephoneNumber(call.from), let b = try? TelephoneNumber(call.to) else {
        return nil
      }
      return (a.packed, b.packed, call.time, call.cell, index)
    }.sorted { ($0.0, $0.2, $0.1, $0.4) < ($1.0, $1.2, $1.1, $1.4) }
    for (a, b, time, cell, index) in packed {
      columns.aNumbers.append(a)
      columns.bNumbers.append(b)
      columns.times.append(time)
      columns.durations.append(0)
      columns.kinds.append(CallKind.sms.rawValue)
      columns.imeis.append(0)
      columns.imsis.append(0)
      columns.cells.append(UInt32(cell))
      columns.files.append(0)
      columns.rows.append(UInt32(index + 1))
    }
    return columns
  }

  /// One lineage for each line record, as the records say.
  static func lineages(_ picture: RegionalPicture) -> [Lineage] {
    picture.holdings.lines.enumerated().map { index, line in
      Lineage(
        id: "l-\(line.key.id)", lineRecords: [index],
        spells: [Lineage.Spell(number: line.number.packed, from: start, to: picture.asOf.seconds)],
        imeis: [], brand: nil, status: line.status, hub: picture.area(of: line.hub),
        markets: line.markets.compactMap { picture.area(of: $0) }.sorted(), holder: nil,
        holderProbability: 0, findings: [], evidence: [Evidence(.lines, index)])
    }
  }
}
