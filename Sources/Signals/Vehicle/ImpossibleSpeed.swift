import Primitives

/// Reads of one plate that no vehicle could have made, and whose fault that is.
///
/// Two reads in a row on one day (of UTC) need more than the impossible speed over at least 3 km.
/// If on that day many vehicles show the same at one of the two cameras, its clock is wrong; else
/// the plate is on two vehicles. That is said only when it happens on different days, between
/// different places, and more often than misreads that look like other plates do everywhere: the
/// fleet's own rate of such reads gives what to expect of a plate read so often, and one chance in
/// a million is asked for.
///
/// Pairs and clocks are settled day by day (`DaySummary`), plates over the window (`Traffic`).
enum ImpossibleSpeed {
  /// Vehicles that must disagree with a camera on a day before its clock is blamed, and the share
  /// of those that could be checked.
  static let fewestVehicles = 4
  static let clockShare = 0.25

  /// How unlikely a plate's count must be at the fleet's rate.
  static let cloneChance = 1e-6

  /// Cameras whose clock was at fault on a day, ascending: the most disputed first, and what it
  /// explains is not held against others.
  ///
  /// - Parameters:
  ///   - conflicts: Those of the day.
  ///   - checks: For each camera, reads of the day whose time could be checked against another's.
  /// - Complexity: O(conflicts + faulty cameras · cameras).
  static func faultyCameras(_ conflicts: [DaySummary.Conflict], checks: [Int]) -> [Int] {
    var disputes = Disputes(conflicts)
    var faulty: [Int] = []
    while let (camera, vehicles) = disputes.worst, vehicles >= fewestVehicles,
      Double(vehicles) >= clockShare * Double(checks[Int(camera)])
    {
      faulty.append(Int(camera))
      disputes.settle(camera)
    }
    return faulty.sorted()
  }

  /// Open conflicts by camera and vehicle, so that settling a camera costs only its own.
  private struct Disputes {
    private let conflicts: [DaySummary.Conflict]
    private var isOpen: [Bool]
    private var ofCamera: [UInt32: [Int]] = [:]
    private var vehicles: [UInt32: [UInt64: Int]] = [:]

    init(_ conflicts: [DaySummary.Conflict]) {
      self.conflicts = conflicts
      isOpen = [Bool](repeating: true, count: conflicts.count)
      for (index, conflict) in conflicts.enumerated() {
        for camera in Set([conflict.camera, conflict.nextCamera]) {
          ofCamera[camera, default: []].append(index)
          vehicles[camera, default: [:]][conflict.plate, default: 0] += 1
        }
      }
    }

    /// The camera that most vehicles disagree with, of equal ones the first.
    var worst: (camera: UInt32, vehicles: Int)? {
      vehicles.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
        .map { ($0.key, $0.value.count) }
    }

    /// Closes a camera's conflicts, for the cameras at their other ends too.
    mutating func settle(_ camera: UInt32) {
      for index in ofCamera[camera] ?? [] where isOpen[index] {
        isOpen[index] = false
        let conflict = conflicts[index]
        for end in Set([conflict.camera, conflict.nextCamera]) {
          let open = (vehicles[end]?[conflict.plate] ?? 0) - 1
          vehicles[end]?[conflict.plate] = open > 0 ? open : nil
        }
      }
      vehicles[camera] = nil
    }
  }

  /// Plates that two vehicles seem to carry, ascending.
  ///
  /// - Parameters:
  ///   - conflicts: Those of the window that no clock explains.
  ///   - rate: Conflicts for each pair of reads that could be checked, everywhere.
  ///   - reads: How often each plate with a conflict was read.
  static func clones(
    _ conflicts: [DaySummary.Conflict], rate: Double, reads: [UInt64: Int]
  ) -> [Traffic.Clone] {
    Dictionary(grouping: conflicts, by: \.plate).compactMap { plate, own in
      let places = Set(own.flatMap { [$0.camera, $0.nextCamera] })
      let days = Set(own.map { $0.time.floorDivided(by: 86_400) })
      // Not every two reads in a row can be checked; all of them are the most there could be.
      let chance = Chance.poissonTail(
        atLeast: own.count, lambda: max(0.05, rate * Double(reads[plate] ?? 0)))
      guard days.count >= 2, places.count >= 3, chance <= cloneChance else { return nil }
      return Traffic.Clone(
        plate: plate,
        reads: own.flatMap {
          [
            (time: $0.time, camera: Int($0.camera)),
            (time: $0.nextTime, camera: Int($0.nextCamera)),
          ]
        })
    }.sorted { $0.plate < $1.plate }
  }
}
