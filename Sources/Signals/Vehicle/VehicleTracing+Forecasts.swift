import Picture
import Primitives
import Vocabulary

extension VehicleTracing {
  /// A forecast for each look that has outings, in step.
  func forecasts(
    _ context: VehicleContext, _ looks: [VehicleLook], workers: Workers
  ) throws -> [Forecast?] {
    struct Asked: Sendable {
      var cameras: [Int]
      var window: NextWindow.Window
      var replays: [WindowCalibration.Replay]
      /// Whether the outings are too few for a rhythm.
      var isFew: Bool
    }
    let asOf = context.picture.asOf.seconds
    let chunks = min(256, max(1, looks.count / 8))
    let asked = try parallelMap(chunks: chunks, on: workers) { chunk in
      chunkBounds(chunk, of: chunks, count: looks.count).map { index -> Asked? in
        guard let profile = looks[index].profile else { return nil }
        let rule = NextWindow(hours: context.hours, settings: settings)
        let (cameras, outings) = rule.outings(
          profile.trips, rows: looks[index].rows, picture: context.picture)
        guard !cameras.isEmpty, let window = rule.window(outings[...], at: asOf) else { return nil }
        let reads = Self.reads(looks[index].rows, at: cameras, picture: context.picture)
        return Asked(
          cameras: cameras, window: window,
          replays: rule.replays(outings, reads: reads, asOf: asOf),
          isFew: outings.count < NextWindow.leastRhythm)
      }
    }.flatMap { $0 }
    // Commuters are easy to foresee and are not what is asked for: the pool is of vehicles that
    // stand on more than their road.
    let pool = zip(looks, asked).filter { $0.0.bits >= settings.convoyTargetBits }
      .flatMap { $0.1?.replays ?? [] }
    // Two trips are no rhythm: what is known of so few has a scale of its own.
    let few = WindowCalibration(pool.filter(\.isFew))
    let many = WindowCalibration(pool.filter { !$0.isFew })
    return asked.map { asked in
      asked.map { asked in
        let calibration = asked.isFew ? few : many
        return Forecast(
          from: asked.window.from, to: asked.window.to, cameras: asked.cameras,
          probability: calibration.probability(
            of: asked.window.raw, own: asked.replays.filter { $0.isFew == asked.isFew }))
      }
    }
  }

  /// Times of the reads at some cameras, ascending: whichever way and why ever it passes, a team
  /// at the camera sees it.
  static func reads(_ rows: [Int], at cameras: [Int], picture: RegionalPicture) -> [Int64] {
    let chosen = Set(cameras)
    let sightings = picture.holdings.sightings
    return rows.filter { chosen.contains(Int(sightings.cameras[$0])) }.map { sightings.times[$0] }
  }
}
