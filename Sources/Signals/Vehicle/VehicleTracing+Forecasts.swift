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
      var outings: Int
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
        return Asked(
          cameras: cameras, window: window, replays: rule.replays(outings, asOf: asOf),
          outings: outings.count)
      }
    }.flatMap { $0 }
    // Commuters are easy to foresee and are not what is asked for: the pool is of vehicles that
    // stand on more than their road.
    let pool = zip(looks, asked).filter { $0.0.bits >= settings.convoyTargetBits }
      .flatMap { $0.1?.replays ?? [] }
    let calibration = WindowCalibration(pool)
    return asked.map { asked in
      asked.map { asked in
        var probability = calibration.probability(of: asked.window.raw, own: asked.replays)
        // Two trips are no rhythm.
        if asked.outings < 3 { probability *= 0.6 }
        return Forecast(
          from: asked.window.from, to: asked.window.to, cameras: asked.cameras,
          probability: probability)
      }
    }
  }
}
