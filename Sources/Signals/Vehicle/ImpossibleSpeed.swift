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
  static func faultyCameras(_ conflicts: [DaySummary.Conflict], checks: [Int]) -> [Int] {
    var left = conflicts
    var faulty: [Int] = []
    while true {
      var vehicles: [UInt32: Set<UInt64>] = [:]
      for conflict in left {
        for camera in [conflict.camera, conflict.nextCamera] {
          vehicles[camera, default: []].insert(conflict.plate)
        }
      }
      let worst = vehicles.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }
      guard let worst, worst.value.count >= fewestVehicles,
        Double(worst.value.count) >= clockShare * Double(checks[Int(worst.key)])
      else { return faulty.sorted() }
      faulty.append(Int(worst.key))
      left.removeAll { $0.camera == worst.key || $0.nextCamera == worst.key }
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
