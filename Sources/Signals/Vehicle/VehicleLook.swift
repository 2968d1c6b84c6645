import Glibc
import Picture
import Primitives
import Vocabulary

/// Everything found of one vehicle, before it is known whether it will be shown.
struct VehicleLook: Sendable {
  let plate: UInt64
  var walk: VehicleWalk?
  /// Against the line that fits best; nil without a trip on a corridor.
  var profile: CorridorProfile?
  var findings: [Finding] = []
  var unasked: [String: String] = [:]
  /// Bits for each line it may serve, best first; ties by position.
  var lines: [(lineage: Int, bits: Double)] = []
  /// Reads, repaired ones among them, in order of time.
  var rows: [Int] = []
  var warnings: [String] = []
  var childAtRisk = false
  /// The last step from it to its keeper's next car.
  var replacement: HireChains.Step?

  /// Bits of all findings, without caps; the order in which vehicles are kept.
  var bits: Double {
    findings.reduce(0) { $0 + (VehicleSignals.bits[$1.signal] ?? 0) * $1.strength }
  }

  mutating func add(
    _ signal: Signal, _ strength: Double, _ facts: [String: Fact], _ evidence: [Evidence]
  ) {
    guard strength > 0.02, !evidence.isEmpty else { return }
    findings.append(
      Finding(signal: signal, strength: strength, facts: facts, evidence: evidence))
  }
}

extension VehicleSignals {
  /// Bits at full strength, by identifier.
  static let bits: [String: Double] = Dictionary(
    uniqueKeysWithValues: all.map { ($0.id, $0.bits) })
}

/// What every close look needs.
struct VehicleContext: Sendable {
  let picture: RegionalPicture
  let lineages: [Lineage]
  let settings: VehicleTracing.Settings
  let map: CameraMap
  let times: TravelTimes
  let hours: LondonHours
  let corridors: Corridors
  let ties: LineTies
  let records: VehicleRecords
  let cells: LineCells
  let baseline: CorridorBaseline
  /// First second of the feed.
  let start: Int64
  /// Rows that show a clone, by position in `picture.plates`.
  let cloneRows: [Int: [Int]]
  /// Camera and day of clocks that seem wrong, packed camera ‖ day.
  let faultyClocks: Set<UInt64>
  let homes: NearbyHomes
  /// The newest read in each area.
  let newest: [Int64]
  /// The traffic of the whole window.
  let traffic: Traffic
}
