import Intake
public import Primitives
import Signals
import Tabular
import Vocabulary

/// Every pair of vehicles that meets often, from a table of sightings.
public struct ConvoyTable: Sendable {
  private let mining: ConvoyMining
  private let workers: Workers

  /// - Parameters:
  ///   - windowSeconds: How close two reads are to meet; not negative.
  ///   - minCameras: Distinct cameras a pair must meet at; at least 1.
  ///   - minDays: Distinct days a pair must meet on; at least 1.
  public init(windowSeconds: Int, minCameras: Int, minDays: Int, workers: Workers) {
    mining = ConvoyMining(
      windowSeconds: Int64(windowSeconds), minCameras: minCameras, minDays: minDays)
    self.workers = workers
  }

  /// Reads sightings, writes `vrm_a,vrm_b,occasions,cameras,days`, sorted.
  ///
  /// - Returns: A sentence of what was read. Rows that cannot be read are counted in it.
  public func run(sightings path: String, out: String) throws -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let reader = FeedReader(
      source: "table", kind: .sightings, fileName: name, settings: IntakeSettings(maxBad: 0.5))
    var all = SightingColumns()
    var cameras = Interner<Camera>()
    let summary = try reader.read(
      SourceOpening.open(path: path, followsLinks: true), file: Ordinal(0), workers: workers
    ) { batch in
      guard case .sightings(let columns) = batch.rows else { return }
      let map = columns.cameraKeys.map { cameras.intern($0.text).value }
      all.plates += columns.plates
      all.cameras += columns.cameras.map { map[Int($0)] }
      all.times += columns.times
      all.directions += columns.directions
    }
    let pairs = try mining.run(
      plates: all.plates, cameras: all.cameras, directions: all.directions, times: all.times,
      workers: workers)
    try TableFile.write(
      pairs.lazy.map { pair in
        [
          VehicleRegistration(packed: pair.a).text, VehicleRegistration(packed: pair.b).text,
          String(pair.occasions), String(pair.cameras), String(pair.days),
        ]
      }, header: ["vrm_a", "vrm_b", "occasions", "cameras", "days"], to: out)
    return "\(summary.rowsRead) rows read, \(summary.rowsRejected) could not be read, "
      + "\(pairs.count) pairs"
  }
}
