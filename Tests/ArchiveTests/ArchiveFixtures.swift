import GRDB
import Glibc
import Primitives
import Testing
import Vocabulary

@testable import Archive

/// A folder that goes when the test ends, and archives in it.
final class ArchiveFolder {
  let path: String

  init() {
    var template = Array("/tmp/archive-tests-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { preconditionFailure("a folder could not be made") }
    path = template.withUnsafeBufferPointer { bytes in
      bytes.baseAddress.map { String(cString: $0) } ?? ""
    }
  }

  deinit {
    guard let folder = opendir(path) else { return }
    while let entry = readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      unlink(path + "/" + name)
    }
    closedir(folder)
    rmdir(path)
  }

  func file(_ name: String = "a.sqlite") -> String { path + "/" + name }

  func archive(
    _ name: String = "a.sqlite", access: ArchiveConfiguration.Access = .writing
  ) throws -> RecordArchive {
    var configuration = ArchiveConfiguration(path: file(name), access: access)
    configuration.busySeconds = 0
    return try RecordArchive(configuration)
  }
}

/// Rows and files made up for tests.
enum Made {
  /// 64 hexadecimal digits that follow from a number.
  static func digest(_ number: Int) -> String {
    (0..<4).map { StableHash.hex(StableHash.mix(UInt64(number * 4 + $0 + 1))) }.joined()
  }

  static func file(
    _ number: Int, _ kind: RecordKind, _ name: String? = nil, source: String = "cheshire"
  ) -> SourceFile {
    SourceFile(
      source: source, kind: kind, name: name ?? "\(kind.rawValue)-\(number).csv",
      digest: digest(number))
  }

  /// A person of whom only the identifier, a name and an address are known.
  static func person(
    _ id: String, _ name: String, row: UInt32, source: String = "cheshire"
  ) -> RecordRow {
    var cells = [Cell](repeating: .empty, count: KindContract.of(.persons).columns.count)
    cells[0] = .text(id)
    cells[1] = .text(name)
    cells[7] = .text("1 Böögg Straße, \(name)")
    return record(.persons, cells, row: row, source: source)
  }

  static func area(_ id: String, latitude: Double, row: UInt32) -> RecordRow {
    record(
      .areas,
      [
        .text(id), .text("Area " + id), .text("cheshire"), .text("hub"), .real(latitude),
        .real(-2.5), .integer(1200),
      ], row: row)
  }

  static func vehicle(_ vrm: String, from: String?, colour: String, row: UInt32) -> RecordRow {
    var cells = [Cell](repeating: .empty, count: KindContract.of(.vehicles).columns.count)
    cells[0] = .text(vrm)
    cells[3] = .text(colour)
    if let from { cells[6] = .text(from) }
    return record(.vehicles, cells, row: row)
  }

  static func record(
    _ kind: RecordKind, _ cells: [Cell], row: UInt32, source: String = "cheshire"
  ) -> RecordRow {
    RecordRow(
      kind: kind, source: source, place: RecordPlace(file: Ordinal(0), row: row, line: row + 1),
      cells: cells)
  }

  static let quarantined = QuarantinedRow(
    diagnostic: Diagnostic(
      code: "INTAKE-VRM-FORMAT", place: SourcePlace(row: 3, line: 5, byte: 90), column: "vrm",
      value: Sensitive("AB12?CDE"), reason: "a registration holds letters and digits only",
      mend: "send the registration as read"),
    original: Sensitive("AB12?CDE,M6-J19"))

  /// Sightings over some days, few plates and cameras, so that there are many ties.
  static func sightings(
    rows: Range<Int>, days: Int, using random: inout SeededGenerator
  ) -> SightingColumns {
    var columns = SightingColumns()
    columns.cameraKeys = (0..<4).map {
      RecordKey(source: "cheshire", id: "M6-\((Int(rows.lowerBound) + $0 * 3) % 7)")
    }
    for row in rows {
      columns.plates.append(UInt64(1 + random.below(20)) &<< 18)
      columns.cameras.append(UInt32(random.below(4)))
      columns.times.append(Int64(-86_400 + random.below(days) * 86_400 + random.below(4) * 21_600))
      columns.directions.append(UInt8(random.below(9)))
      columns.confidences.append(random.chance(0.2) ? 255 : UInt8(random.below(101)))
      columns.files.append(0)
      columns.rows.append(UInt32(row))
    }
    return columns
  }

  static func calls(rows: Range<Int>, using random: inout SeededGenerator) -> CallColumns {
    var columns = CallColumns()
    columns.cellKeys = [RecordKey(source: "o2", id: "c\(rows.lowerBound % 3)")]
    for row in rows {
      columns.aNumbers.append(447_700_900_000 + UInt64(random.below(6)))
      columns.bNumbers.append(447_700_900_100 + UInt64(random.below(6)))
      columns.times.append(Int64(random.below(9) * 40_000))
      columns.durations.append(random.chance(0.3) ? .max : UInt32(random.below(600)))
      columns.kinds.append(UInt8(random.below(5)))
      columns.imeis.append(random.chance(0.5) ? 0 : UInt64(35_000_000_000_000 + row))
      columns.imsis.append(0)
      columns.cells.append(random.chance(0.5) ? .max : 0)
      columns.files.append(0)
      columns.rows.append(UInt32(row))
    }
    return columns
  }
}

extension RecordArchive {
  /// Takes in records as one batch, all rows counted.
  @discardableResult
  func ingest(_ file: SourceFile, _ rows: [RecordRow]) throws -> IngestOutcome {
    try ingest(file, bytes: 100) { writer in
      try writer.add(records: rows)
      return IngestClosing(rowsRead: rows.count)
    }
  }

  /// All that the tables hold, a line a row, to compare before and after.
  func dump() throws -> [String] {
    try read { database in
      var lines: [String] = []
      for table in try String.fetchAll(
        database, sql: "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
      {
        let columns = try String.fetchAll(
          database, sql: "SELECT name FROM pragma_table_info(?) ORDER BY cid", arguments: [table])
        let quoted = columns.map { "quote(\"\($0)\")" }.joined(separator: "||','||")
        lines += try String.fetchAll(
          database, sql: "SELECT '\(table):'||\(quoted) FROM \"\(table)\" ORDER BY 1")
      }
      return lines
    }
  }
}
