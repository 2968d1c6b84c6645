import Primitives

extension GroundTruth {
  /// Where the lines' cars will be: cameras passed after the period.
  func nextPasses() -> Table {
    var table = Table(["vrm", "camera", "passed_at"])
    for journey in world.journeys where world.vehicles[journey.vehicle].lineage != nil {
      let pace = journey.slowness * World.congestion(at: journey.leaves)
      for passage in world.geography.route(from: journey.from, to: journey.to).passages {
        let time = journey.leaves + Int64(Double(passage.seconds) * pace)
        guard time >= world.finish else { continue }
        let camera = world.geography.cameras[Int(passage.camera)]
        table.add([
          world.plate(journey.vehicle), "\(Places.sources[camera.source]):\(camera.identifier)",
          world.instant(time),
        ])
      }
    }
    table.sort()
    return table
  }

  func keepers() -> Table {
    var table = Table(["vrm", "person"])
    for (index, vehicle) in world.vehicles.enumerated() {
      for keeper in Set(vehicle.keepers.map(\.person)).sorted() {
        table.add([world.plate(index), "T\(keeper)"])
      }
    }
    table.sort()
    return table
  }
}
