import Benchmark
import BenchmarkKit
import Engine
import Foundation
import Primitives
import Synthesis

/// Engine: one whole night, from the inbox on disk to the published folder.
///
///     swift package --package-path Benchmarks --disable-sandbox benchmark run \
///       --target EngineBenchmarks --no-progress
///     COUNTYLINES_REGION=1 …      also the size `region`: some minutes, some gigabytes
///
/// Every run has a fresh archive and a fresh folder for its lists. Checked are the rows of every
/// file, that what was set aside is what the region planted, that the lists have rows, and that a
/// second night over the same inbox lets them stand.
let benchmarks: @Sendable () -> Void = {
  measure(
    "World drawn and written, small, about 60,000 rows", items: 60_000, "rows",
    make: { try ScratchFolder() },
    work: { folder in
      let path = folder.fresh("world")
      let world = World.make(WorldSettings(preset: .small, seed: 1))
      return (path, try world.write(to: path, workers: twoThreads))
    },
    check: { folder, written in
      let rows = written.1.rows(of: "sightings")
      precondition((45_000...55_000).contains(rows), "about 50,000 sightings, not \(rows)")
      folder.remove(written.0)
    })
  for (name, isLarge) in [("small", false), ("region", true)] {
    nights(name, isLarge: isLarge)
  }
}

private func nights(_ name: String, isLarge: Bool) {
  let isLeftOut =
    isLarge && ProcessInfo.processInfo.environment["COUNTYLINES_REGION"] == nil
  let rows = isLarge ? 7_100_000 : 63_000
  let (runs, warmUps) = isLarge ? (1, 0) : (5, 1)
  measure(
    "Night over \(name), about \(rows) rows", items: rows, "rows", runs: runs, warmUps: warmUps,
    seconds: 120, isLeftOut: isLeftOut, make: { try NightInput(isLarge: isLarge) },
    work: { try $0.night() },
    check: { input, night in
      input.check(night)
      input.remove(night)
    })
  measure(
    "Night with nothing new, \(name)", items: rows, "rows", runs: runs, warmUps: warmUps,
    seconds: 120, isLeftOut: isLeftOut, make: { try SecondNight(NightInput(isLarge: isLarge)) },
    work: { try $0.again() },
    check: { second, night in
      precondition(night.result.isStanding, "the lists stand")
      precondition(night.result.runId == second.first.result.runId, "of the same run")
    })
}
