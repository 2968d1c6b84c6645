import Benchmark
import BenchmarkKit
import Foundation
import Picture
import Primitives
import Signals

/// Signals: lines, vehicles and convoys, on synthetic regions of a fixed seed.
///
///     swift package --package-path Benchmarks --disable-sandbox benchmark run \
///       --target SignalsBenchmarks --no-progress
///     COUNTYLINES_REGION=1 …      also the size `region`: some minutes, some gigabytes
///
/// The picture is made once through intake, archive and matching, and not measured. Each run is
/// held against the answer of one thread, and against what the settings of the region say.
let benchmarks: @Sendable () -> Void = {
  for (name, isLarge) in [("small", false), ("region", true)] {
    tracing(name, isLarge: isLarge)
  }
  mining()
}

private func tracing(_ name: String, isLarge: Bool) {
  let isLeftOut =
    isLarge && ProcessInfo.processInfo.environment["COUNTYLINES_REGION"] == nil
  let (calls, sightings) = isLarge ? (1_000_000, 6_000_000) : (10_000, 50_000)
  let (runs, warmUps) = isLarge ? (1, 0) : (10, 1)
  measure(
    "Lines, \(name), about \(calls) calls", items: calls, "calls", runs: runs, warmUps: warmUps,
    seconds: 60, isLeftOut: isLeftOut, make: { try SignalsInput(isLarge: isLarge) },
    work: { try LineTracing().run(on: $0.picture, workers: twoThreads) },
    check: { input, found in
      precondition(found.lineages.map(\.id) == input.lines.lineages.map(\.id), "as on one thread")
      precondition(found.links.count == input.lines.links.count, "as on one thread")
      precondition(found.numbersNamed >= found.seeds && found.seeds > 0, "every seed is named")
    })
  measure(
    "Vehicles, \(name), about \(sightings) sightings", items: sightings, "sightings", runs: runs,
    warmUps: warmUps, seconds: 60, isLeftOut: isLeftOut,
    make: { try SignalsInput(isLarge: isLarge) },
    work: { try $0.vehicles(workers: twoThreads) },
    check: { input, found in
      let once = try input.vehiclesOnOneThread()
      precondition(
        found.candidates.map(\.plate) == once.candidates.map(\.plate), "as on one thread")
      precondition(found.links.count == once.links.count, "as on one thread")
      precondition(
        found.collateral.platesRead == input.picture.plates.count, "every vehicle is counted")
      precondition(!found.candidates.isEmpty, "a region with lines has their vehicles")
    })
  measure(
    "Convoys, \(name), about \(sightings) sightings", items: sightings, "sightings", runs: runs,
    warmUps: warmUps, seconds: 60, isLeftOut: isLeftOut,
    make: { try SignalsInput(isLarge: isLarge) },
    work: { try $0.convoys(workers: twoThreads) },
    check: { input, pairs in
      let once = try input.convoysOnOneThread()
      precondition(pairs == once, "as on one thread")
    })
}

private func mining() {
  measure(
    "Convoys, 1,000,000 sightings, 30 planted among 60,000 vehicles", items: 1_000_000,
    "sightings", make: { PlantedConvoys(sightings: 1_000_000, convoys: 30, seed: 1) },
    work: { try $0.mined() }, check: { $0.check($1) })
}
