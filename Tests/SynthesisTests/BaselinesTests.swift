import Primitives
import TestKit
import Testing

@testable import Synthesis

/// Goal: a world is neither trivial nor hopeless: plain counting finds something, not all.
/// Method: the baselines on small worlds, within wide bounds.
struct BaselinesTests {
  @Test(arguments: [1, 2] as [UInt64])
  func plainCountingFindsSomethingButNotAll(seed: UInt64) throws {
    let folder = try WorkingFolder()
    var settings = WorldSettings(preset: .small, seed: seed)
    settings.sightings = 12_000
    try World.make(settings).write(to: folder.path, workers: Workers(threads: 2))
    let truth = try WorldTruth(folder: folder.file("truth"))
    let sheet = try Baselines(
      inbox: InboxReader(folder: folder.file("inbox")), truth: truth
    ).score()
    print(sheet.text)
    let people = try #require(sheet["baseline.entities.f1"])
    #expect(people > 0.3 && people < 0.95, "seed \(seed): \(people)")
    let heads = try #require(sheet["baseline.controllers.average_precision"])
    #expect(heads < 0.8, "seed \(seed): the best connected are not simply the heads")
    let cars = try #require(sheet["baseline.vehicle_stops.average_precision"])
    #expect(cars > 0 && cars < 0.9, "seed \(seed): \(cars)")
    #expect(try #require(sheet["baseline.vehicle_stops.recall"]) > 0.2)
    let homes = try #require(sheet["baseline.premises.average_precision"])
    #expect(homes > 0.1 && homes < 0.95, "seed \(seed): \(homes)")
    let young = try #require(sheet["baseline.periphery.precision@20"])
    #expect(young > 0 && young < 0.95, "seed \(seed): \(young)")
  }

  @Test func jaccardOfSmallSets() {
    #expect(Baselines.jaccard(["a", "b"], ["b", "c"]) == 1.0 / 3)
    #expect(Baselines.jaccard([], []) == 0)
  }
}
