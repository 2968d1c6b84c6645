import Foundation

/// Whether the rank intervals of one run cover the ranks of another run over the same world.
///
/// The other run is over the same world without noise: its ranks are what perfect feeds would have
/// given. Rows are the same when their subjects are: the true person, the vehicle, the home, the
/// true lineage.
public struct RankCoverage: Sendable {
  private let truth: WorldTruth

  /// What was seen of one list.
  public struct Figures: Sendable, Hashable {
    /// Rows of the run, of which truth knows the subject.
    public var rows = 0
    /// Of those, rows that the other run has on the same list too.
    public var common = 0
    /// Of those, rows whose interval covers the other run's rank.
    public var covered = 0
    /// Sum of the intervals' widths, high − low, over the common rows.
    public var width = 0
  }

  /// - Parameter truth: Of the run; the other world has the same people, homes and lines.
  public init(truth: WorldTruth) { self.truth = truth }

  /// Figures by list, in order of name: `controllers`, `lines`, `periphery`, `premises`,
  /// `vehicle_stops`.
  ///
  /// - Parameters:
  ///   - folder: The run that is judged.
  ///   - other: The run without noise.
  ///   - otherTruth: The truth of its world, for the records it cites.
  /// - Throws: When a file is there and is no table.
  public func compare(
    _ folder: String, with other: String, otherTruth: WorldTruth
  ) throws -> [(list: String, figures: Figures)] {
    var result: [(list: String, figures: Figures)] = []
    for list in ["controllers", "lines", "periphery", "premises", "vehicle_stops"] {
      var figures = Figures()
      for path in Self.files(of: list, in: folder) {
        let rows = try Self.rows("\(folder)/\(path)", list: list, truth: truth)
        let others = try Self.rows("\(other)/\(path)", list: list, truth: otherTruth)
        let ranks = Dictionary(
          others.map { ($0.subject, $0.rank) }, uniquingKeysWith: { one, _ in one })
        figures.rows += rows.count
        for row in rows {
          guard let rank = ranks[row.subject] else { continue }
          figures.common += 1
          figures.width += row.high - row.low
          figures.covered += row.low <= rank && rank <= row.high ? 1 : 0
        }
      }
      result.append((list, figures))
    }
    return result
  }

  private static func files(of list: String, in folder: String) -> [String] {
    if FileManager.default.fileExists(atPath: "\(folder)/\(list).csv") { return ["\(list).csv"] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(folder)/\(list)")) ?? []
    return names.filter { $0.hasSuffix(".csv") }.sorted().map { "\(list)/\($0)" }
  }

  private struct Row {
    let subject: String
    let rank: Int
    let low: Int
    let high: Int
  }

  private static func rows(_ path: String, list: String, truth: WorldTruth) throws -> [Row] {
    guard FileManager.default.fileExists(atPath: path) else { return [] }
    let table = try RunLists.read(path)
    return table.rows.compactMap { row in
      let subject =
        switch list {
        case "controllers", "periphery": truth.person(ofRecords: table.cells(row, "person_ids"))
        case "lines": truth.lineage(ofNumbers: table.cells(row, "numbers"))
        case "premises": Optional(table.cell(row, "premises_id"))
        default: Optional(table.cell(row, "vrm"))
        }
      guard let subject, let rank = Int(table.cell(row, "rank")),
        let low = Int(table.cell(row, "rank_low")), let high = Int(table.cell(row, "rank_high"))
      else { return nil }
      return Row(subject: subject, rank: rank, low: low, high: high)
    }
  }
}
