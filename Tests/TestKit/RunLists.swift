import Foundation

/// The published lists of one run, read as the contract writes them.
public struct RunLists: Sendable {
  /// `controllers.csv`, best rank first; nil when the run did not publish it.
  public let controllers: CSVTable?
  /// All files of `vehicle_stops/`, one row a vehicle, highest score first.
  public let vehicles: CSVTable?
  /// For each VRM, the forces on whose list it stands.
  public let vehicleForces: [String: Set<String>]
  /// All files of `periphery/`, one row an entity, highest score first.
  public let periphery: CSVTable?
  /// All files of `premises/`, one row a home, highest score first.
  public let premises: CSVTable?
  /// `lines.csv`.
  public let lines: CSVTable?
  /// `links.csv`.
  public let links: CSVTable?
  /// `entities.csv`.
  public let entities: CSVTable?

  /// Reads what there is in a run's folder.
  ///
  /// - Throws: When a file is there and is no table.
  public init(folder: String) throws {
    func one(_ name: String) throws -> CSVTable? {
      let path = "\(folder)/\(name).csv"
      return FileManager.default.fileExists(atPath: path) ? try Self.read(path) : nil
    }
    func many(_ name: String, key: String) throws -> CSVTable? {
      let path = "\(folder)/\(name)"
      guard let names = try? FileManager.default.contentsOfDirectory(atPath: path) else {
        return nil
      }
      let tables = try names.filter { $0.hasSuffix(".csv") }.sorted()
        .map { try Self.read("\(path)/\($0)") }
      return Self.joined(tables, key: key)
    }
    controllers = try one("controllers").map { Self.joined([$0], key: "entity_id") }
    vehicles = try many("vehicle_stops", key: "vrm")
    var forces: [String: Set<String>] = [:]
    let listed = try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/vehicle_stops")
    for name in listed ?? [] where name.hasSuffix(".csv") {
      let table = try Self.read("\(folder)/vehicle_stops/\(name)")
      for plate in table.column("vrm") ?? [] {
        forces[plate, default: []].insert(String(name.dropLast(4)))
      }
    }
    vehicleForces = forces
    periphery = try many("periphery", key: "entity_id")
    premises = try many("premises", key: "premises_id")
    lines = try one("lines")
    links = try one("links")
    entities = try one("entities")
  }

  /// A published table with the plain values: the `'` that keeps a spreadsheet from taking a cell
  /// for a formula is taken off again.
  static func read(_ path: String) throws -> CSVTable {
    let table = try CSVTable(file: path)
    return CSVTable(
      header: table.header,
      rows: table.rows.map { row in
        row.map { cell in
          guard cell.hasPrefix("'"), let next = cell.dropFirst().utf8.first,
            [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(next)
          else { return cell }
          return String(cell.dropFirst())
        }
      })
  }

  /// Several lists as one: by score, then rank, then key; the first row of a key is kept.
  static func joined(_ tables: [CSVTable], key: String) -> CSVTable {
    guard let header = tables.first?.header else { return CSVTable(header: [key], rows: []) }
    var rows: [(score: Double, rank: Int, key: String, row: [String])] = []
    for table in tables {
      for row in table.rows {
        rows.append(
          (
            Double(table.cell(row, "score")) ?? 0, Int(table.cell(row, "rank")) ?? .max,
            table.cell(row, key), header.map { table.cell(row, $0) }
          ))
      }
    }
    rows.sort { (-$0.score, $0.rank, $0.key) < (-$1.score, $1.rank, $1.key) }
    var seen: Set<String> = []
    return CSVTable(
      header: header, rows: rows.filter { seen.insert($0.key).inserted }.map(\.row))
  }
}
