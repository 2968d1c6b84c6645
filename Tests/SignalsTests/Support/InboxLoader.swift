import Foundation
import Picture
import Primitives
import Vocabulary

/// A contract inbox as a picture, read in the plainest way: for trying signals on a whole world
/// without an archive. Rows that cannot be read are left out; every record is its own person
/// unless `samePerson` says otherwise.
enum InboxLoader {
  static func picture(
    inbox: URL, asOf: Instant, samePerson: [RecordKey: String] = [:]
  ) throws -> RegionalPicture {
    let paths = try FileManager.default.subpathsOfDirectory(atPath: inbox.path)
      .filter { $0.hasSuffix(".csv") }.sorted()
    let files = paths.compactMap { path -> SourceFile? in
      let parts = path.split(separator: "/").map(String.init)
      guard parts.count == 2, let kind = RecordKind(fileName: parts[1]) else { return nil }
      let digest = StableHash.hex(StableHash.of(path)) + String(repeating: "0", count: 48)
      return SourceFile(source: parts[0], kind: kind, name: parts[1], digest: digest)
    }.sorted { $0.digest < $1.digest }
    var builder = HoldingsBuilder(asOf: asOf, files: files)
    var sightings: [SightingRow] = []
    var calls: [RecordRow] = []
    for (number, file) in files.enumerated() {
      let url = inbox.appendingPathComponent(file.source).appendingPathComponent(file.name)
      let rows = try read(url, file: file, number: number)
      switch file.kind {
      case .sightings: sightings += rows.compactMap { SightingRow($0) }
      case .calls: calls += rows
      default: builder.add(newest(rows))
      }
    }
    builder.set(columns(sightings))
    builder.set(columns(calls))
    let holdings = builder.build()
    let groups = Dictionary(grouping: holdings.persons.indices) {
      samePerson[holdings.persons[$0].key] ?? holdings.persons[$0].key.text
    }
    let entities = groups.map { name, records in
      PersonEntity(
        id: "p-" + name, records: records, probabilities: records.map { _ in 1 })
    }
    return RegionalPicture(holdings: holdings, entities: entities)
  }

  private static func newest(_ rows: [RecordRow]) -> [RecordRow] {
    var last: [String: RecordRow] = [:]
    for row in rows { last[row.identity] = row }
    return last.values.sorted { $0.identity < $1.identity }
  }

  private static func read(_ url: URL, file: SourceFile, number: Int) throws -> [RecordRow] {
    let contract = KindContract.of(file.kind)
    let text = try String(contentsOf: url, encoding: .utf8)
    var lines = parse(text)
    guard !lines.isEmpty else { return [] }
    let header = lines.removeFirst().map { contract.position(of: $0) }
    return lines.enumerated().compactMap { offset, fields in
      guard fields.count == header.count else { return nil }
      var cells = [Cell](repeating: .empty, count: contract.columns.count)
      for (position, field) in zip(header, fields) {
        guard let position else { continue }
        guard let reading = try? contract.columns[position].type.read(field, source: file.source)
        else { return nil }
        cells[position] = reading.cell
      }
      for (position, column) in contract.columns.enumerated()
      where column.isRequired && cells[position] == .empty { return nil }
      return RecordRow(
        kind: file.kind, source: file.source,
        place: RecordPlace(
          file: Ordinal(number), row: UInt32(offset + 1), line: UInt32(offset + 2)),
        cells: cells)
    }
  }

  /// RFC 4180 by one state machine over bytes.
  static func parse(_ text: String) -> [[String]] {
    var rows: [[String]] = []
    var row: [String] = []
    var field: [UInt8] = []
    var quoted = false
    var previousQuote = false
    for byte in text.utf8 {
      if quoted {
        if byte == 0x22 { quoted = false; previousQuote = true } else { field.append(byte) }
        continue
      }
      switch byte {
      case 0x22:
        if previousQuote { field.append(0x22) }
        quoted = true
      case 0x2C:
        row.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
      case 0x0A:
        row.append(String(decoding: field, as: UTF8.self))
        field.removeAll(keepingCapacity: true)
        if row != [""] { rows.append(row) }
        row = []
      case 0x0D: break
      default: field.append(byte)
      }
      previousQuote = false
    }
    if !field.isEmpty || !row.isEmpty {
      rows.append(row + [String(decoding: field, as: UTF8.self)])
    }
    return rows
  }

  private struct SightingRow {
    var plate: UInt64
    var camera: RecordKey
    var time: Int64
    var direction: UInt8
    var confidence: UInt8
    var place: RecordPlace

    init?(_ row: RecordRow) {
      guard case .text(let vrm) = row.cells[0], case .text(let camera) = row.cells[1],
        case .integer(let time) = row.cells[2], let plate = try? VehicleRegistration(vrm)
      else { return nil }
      self.plate = plate.packed
      self.camera = RecordKey(reference: camera, in: row.source)
      self.time = time
      direction = 0
      confidence = 255
      if case .text(let text) = row.cells[3] { direction = Compass(text)?.rawValue ?? 0 }
      if case .real(let value) = row.cells[4] { confidence = UInt8((value * 100).rounded()) }
      place = row.place
    }
  }

  private static func columns(_ rows: [SightingRow]) -> SightingColumns {
    var columns = SightingColumns()
    columns.cameraKeys = Set(rows.map(\.camera)).sorted()
    let position = Dictionary(
      uniqueKeysWithValues: columns.cameraKeys.enumerated().map { ($0.element, UInt32($0.offset)) })
    let sorted = rows.sorted {
      ($0.plate, $0.time, $0.camera, $0.place.file, $0.place.row)
        < ($1.plate, $1.time, $1.camera, $1.place.file, $1.place.row)
    }
    for row in sorted {
      columns.plates.append(row.plate)
      columns.cameras.append(position[row.camera] ?? 0)
      columns.times.append(row.time)
      columns.directions.append(row.direction)
      columns.confidences.append(row.confidence)
      columns.files.append(row.place.file.value)
      columns.rows.append(row.place.row)
    }
    return columns
  }

  private static func columns(_ rows: [RecordRow]) -> CallColumns {
    func number(_ cell: Cell) -> UInt64 {
      guard case .text(let text) = cell else { return 0 }
      return (try? TelephoneNumber(text).packed) ?? TelephoneNumber(pseudonym: text)?.packed ?? 0
    }
    func text(_ cell: Cell) -> String? {
      guard case .text(let text) = cell else { return nil }
      return text
    }
    func integer(_ cell: Cell) -> Int64? {
      guard case .integer(let value) = cell else { return nil }
      return value
    }
    var columns = CallColumns()
    let cells = rows.map { row in
      text(row.cells[7]).map { RecordKey(reference: $0, in: row.source) }
    }
    columns.cellKeys = Set(cells.compactMap { $0 }).sorted()
    let position = Dictionary(
      uniqueKeysWithValues: columns.cellKeys.enumerated().map { ($0.element, UInt32($0.offset)) })
    let order = rows.indices.sorted { left, right in
      let (l, r) = (rows[left], rows[right])
      return (
        number(l.cells[0]), integer(l.cells[2]) ?? 0, number(l.cells[1]), l.place.file, l.place.row
      )
        < (
          number(r.cells[0]), integer(r.cells[2]) ?? 0, number(r.cells[1]), r.place.file,
          r.place.row
        )
    }
    for index in order {
      let row = rows[index]
      columns.aNumbers.append(number(row.cells[0]))
      columns.bNumbers.append(number(row.cells[1]))
      columns.times.append(integer(row.cells[2]) ?? 0)
      columns.durations.append(integer(row.cells[3]).map { UInt32($0) } ?? .max)
      columns.kinds.append(text(row.cells[4]).flatMap { CallKind($0)?.rawValue } ?? 0)
      columns.imeis.append(text(row.cells[5]).flatMap { try? IMEI($0).packed } ?? 0)
      columns.imsis.append(text(row.cells[6]).flatMap { UInt64($0) } ?? 0)
      columns.cells.append(cells[index].flatMap { position[$0] } ?? .max)
      columns.files.append(row.place.file.value)
      columns.rows.append(row.place.row)
    }
    return columns
  }
}
