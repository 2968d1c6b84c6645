import Foundation
import Primitives
import TestKit
import Testing
import Vocabulary

@testable import Synthesis

/// Goal: a world is what its settings say, and nothing else decides its bytes.
/// Method: laws on whole worlds written to a folder.
struct WorldTests {
  private func write(
    _ settings: WorldSettings, threads: Int = 1
  ) throws -> (folder: WorkingFolder, counts: WorldCounts) {
    let folder = try WorkingFolder()
    let counts = try World.make(settings).write(
      to: folder.path, workers: Workers(threads: threads))
    return (folder, counts)
  }

  /// The smallest world that still has everything.
  private func tiny(_ seed: UInt64) -> WorldSettings {
    var settings = WorldSettings(preset: .small, seed: seed)
    (settings.days, settings.sightings, settings.calls) = (15, 9_000, 3_000)
    (settings.personRecords, settings.backgroundEvents) = (500, 100)
    return settings
  }

  @Test func oneSeedGivesTheSameBytesOnOneThreadAndOnThree() throws {
    let one = try write(tiny(4))
    let three = try write(tiny(4), threads: 3)
    expectSame(one.folder.allFiles(), three.folder.allFiles())
    for file in one.folder.allFiles() {
      #expect(
        try one.folder.bytes(of: file) == three.folder.bytes(of: file), "\(file) differs")
    }
    #expect(one.counts == three.counts)
  }

  @Test func anotherSeedGivesAnotherWorld() throws {
    let one = try write(tiny(4)).folder
    let other = try write(tiny(5)).folder
    for file in ["inbox/gmp/persons-1.csv", "truth/lineages.csv", "truth/vehicles.csv"] {
      #expect(try one.bytes(of: file) != other.bytes(of: file), "\(file) is the same")
    }
  }

  @Test func theSmallPresetHasTheStatedSize() throws {
    let counts = try write(WorldSettings(preset: .small, seed: 1), threads: 2).counts
    #expect((47_500...52_500).contains(counts.rows(of: "sightings")))
    #expect((9_500...10_500).contains(counts.rows(of: "calls")))
    #expect((1_450...1_650).contains(counts.rows(of: "persons")))
    #expect((1...12).contains(counts.rows(of: "lines")))
    #expect(counts.rows(of: "areas") == Places.towns.count)
    let sources = Set(counts.files.map(\.source))
    #expect(sources == Set(Places.sources))
    let rows = counts.files.reduce(0) { $0 + $1.rows }
    let bad = counts.files.reduce(0) { $0 + $1.badRows }
    #expect(bad > 0)
    #expect(bad * 100 < rows, "planted rows are fewer than one in a hundred")
  }

  @Test func aFolderThatHoldsAnotherWorldIsRefused() throws {
    let first = try write(tiny(1)).folder
    #expect(throws: WorldWriteError.self) {
      try World.make(tiny(1)).write(to: first.path)
    }
  }

  @Test func theNightIsTheRegionsNextDay() throws {
    var day = tiny(6)
    var night = WorldSettings(preset: .night, seed: 6)
    (night.days, night.calls) = (15, 3_000)
    (night.sightings, night.personRecords) = (9_000, 500)
    (night.backgroundEvents, night.backgroundVehicles) = (100, day.backgroundVehicles)
    (night.lineCount, night.lookalikesPerLine) = (day.lineCount, day.lookalikesPerLine)
    (night.customers, night.cameraSpacing) = (day.customers, day.cameraSpacing)
    day.preset = .region
    let (one, two) = (try write(day).folder, try write(night).folder)
    for file in two.allFiles() where file.hasPrefix("inbox") && !file.contains("sightings") {
      #expect(try one.bytes(of: file) == two.bytes(of: file), "\(file) differs")
    }
    let reads = try InboxReader(folder: two.file("inbox")).rows(of: .sightings)
    #expect(reads.count > 8_000)
    // A camera whose clock is wrong may say a little more or less.
    for row in reads {
      let time = try #require(TimeText.read(row["seen_at"])).instant.seconds
      let into = time - Int64(night.end.daysSinceEpoch) * 86_400
      #expect(into > -4_000 && into < 90_400)
    }
  }

  @Test func aLineThatFightsBackChangesItsNumberEveryWeek() throws {
    var settings = tiny(2)
    settings.isAdversarial = true
    let calm = World.make(tiny(2))
    let hard = World.make(settings)
    let numbers = { (world: World) in world.lines.reduce(0) { $0 + $1.numbers.count } }
    #expect(numbers(hard) > numbers(calm))
    #expect(hard.lines.contains { $0.trips.contains { $0.isByRail } })
    #expect(hard.vehicles.contains { $0.role == "swapped_plate" })
    #expect(!calm.vehicles.contains { $0.role == "swapped_plate" })
  }

  /// The same people, numbers, homes and trips, and nothing amiss in the feeds.
  @Test(arguments: [1, 5, 9] as [UInt64]) func aCleanWorldIsTheSameWorld(seed: UInt64) throws {
    var settings = tiny(seed)
    settings.noise = .high
    let dirty = try write(settings)
    settings.isClean = true
    let clean = try write(settings)
    #expect(clean.counts.misreads.reduce(0, +) == 0)
    #expect(clean.counts.files.allSatisfy { $0.badRows == 0 })
    for name in ["lineages", "vehicles", "next_trips", "next_passes", "convoys"] {
      let texts = try [dirty, clean].map { try $0.folder.bytes(of: "truth/\(name).csv") }
      #expect(texts[0] == texts[1], "\(name), seed \(seed)")
    }
    let truths = try [dirty, clean].map { try WorldTruth(folder: $0.folder.file("truth")) }
    #expect(Set(truths[0].controllers.keys) == Set(truths[1].controllers.keys))
    #expect(truths[0].youngPeople == truths[1].youngPeople)
    #expect(truths[0].currentPremises.isSubset(of: truths[1].currentPremises))
  }

  @Test func moreNoiseMeansMoreMisreads() throws {
    let shares = try WorldSettings.Noise.allCases.map { noise in
      var settings = tiny(3)
      settings.noise = noise
      let counts = try write(settings).counts
      return Double(counts.misreads.reduce(0, +)) / Double(counts.reads.reduce(0, +))
    }
    #expect(shares[0] < shares[1] && shares[1] < shares[2], "\(shares)")
    #expect(shares[1] > 0.01 && shares[1] < 0.03)
  }
}
