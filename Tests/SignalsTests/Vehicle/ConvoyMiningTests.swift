import Primitives
import Testing

@testable import Signals

/// Goal: the miner gives exactly the pairs of the definition, on any number of threads.
/// Method: a slow twin that follows the definition word by word, on small random tables made so
/// that ties, midnight, both directions and repeats are common; and the edges of the window.
struct ConvoyMiningTests {
  struct Table {
    var plates: [UInt64] = []
    var cameras: [UInt32] = []
    var directions: [UInt8] = []
    var times: [Int64] = []

    mutating func add(_ plate: UInt64, _ camera: UInt32, _ direction: UInt8, _ time: Int64) {
      plates.append(plate)
      cameras.append(camera)
      directions.append(direction)
      times.append(time)
    }

    func mined(_ mining: ConvoyMining, threads: Int = 1) throws -> [ConvoyPair] {
      try mining.run(
        plates: plates, cameras: cameras, directions: directions, times: times,
        workers: Workers(threads: threads))
    }
  }

  /// The definition, pair of reads by pair of reads.
  static func twin(_ table: Table, _ mining: ConvoyMining) -> [ConvoyPair] {
    struct Key: Hashable { var a: UInt64, b: UInt64 }
    struct Occasion: Hashable { var camera: UInt32, slot: Int64 }
    var occasions: [Key: Set<Occasion>] = [:]
    var days: [Key: Set<Int64>] = [:]
    for i in table.plates.indices {
      for j in table.plates.indices where table.plates[i] < table.plates[j] {
        guard table.cameras[i] == table.cameras[j], table.directions[i] == table.directions[j],
          abs(table.times[i] - table.times[j]) <= mining.windowSeconds
        else { continue }
        let key = Key(a: table.plates[i], b: table.plates[j])
        let earlier = Double(min(table.times[i], table.times[j]))
        let slot = Int64((earlier / 600).rounded(.down))
        occasions[key, default: []].insert(Occasion(camera: table.cameras[i], slot: slot))
        days[key, default: []].insert(Int64((earlier / 86_400).rounded(.down)))
      }
    }
    return occasions.compactMap { key, met in
      let cameras = Set(met.map(\.camera)).count
      let days = days[key]?.count ?? 0
      guard cameras >= mining.minCameras && days >= mining.minDays else { return nil }
      return ConvoyPair(a: key.a, b: key.b, occasions: met.count, cameras: cameras, days: days)
    }.sorted { ($0.a, $0.b) < ($1.a, $1.b) }
  }

  static func random(_ generator: inout SeededGenerator) -> Table {
    var table = Table()
    let plates = 2 + generator.below(6)
    let cameras = 1 + generator.below(4)
    let span = generator.pick([300, 4000, 200_000, 500_000] as [Int]) ?? 300
    for _ in 0..<generator.below(90) {
      table.add(
        UInt64(1 + generator.below(plates)) << 40, UInt32(generator.below(cameras) * 7),
        UInt8(generator.below(3)), 86_400 * 3 - 150 + Int64(generator.below(span)))
    }
    return table
  }

  @Test(arguments: 0..<400)
  func agreesWithTheDefinition(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed))
    let table = Self.random(&generator)
    let mining = ConvoyMining(
      windowSeconds: Int64(generator.pick([0, 1, 60, 900, 90_000] as [Int]) ?? 60),
      minCameras: 1 + generator.below(3), minDays: 1 + generator.below(3))
    let expected = Self.twin(table, mining)
    #expect(try table.mined(mining) == expected, "seed \(seed)")
    #expect(try table.mined(mining, threads: 8) == expected, "seed \(seed)")
  }

  @Test func manyVehiclesAgreeOnAnyNumberOfThreads() throws {
    var generator = SeededGenerator(seed: 77)
    var table = Table()
    for _ in 0..<2500 {
      table.add(
        UInt64(1 + generator.below(700)), UInt32(generator.below(3)), UInt8(1 + generator.below(2)),
        Int64(generator.below(20_000)))
    }
    let mining = ConvoyMining(windowSeconds: 120, minCameras: 2, minDays: 1)
    let one = try table.mined(mining)
    #expect(!one.isEmpty)
    #expect(one == Self.twin(table, mining))
    #expect(try table.mined(mining, threads: 2) == one)
    #expect(try table.mined(mining, threads: 8) == one)
  }

  @Test func theWindowIsClosedAndTheDayIsThatOfTheEarlierRead() throws {
    var table = Table()
    // A minute apart over midnight: it happened on the day that ends.
    table.add(1, 0, 1, 86_370)
    table.add(2, 0, 1, 86_430)
    table.add(1, 0, 1, 86_370 - 86_400)
    table.add(2, 0, 1, 86_310 - 86_400)
    table.add(1, 1, 1, 10)
    table.add(2, 1, 1, 71)
    let pairs = try table.mined(ConvoyMining(windowSeconds: 60, minCameras: 1, minDays: 2))
    #expect(pairs == [ConvoyPair(a: 1, b: 2, occasions: 2, cameras: 1, days: 2)])
    #expect(try table.mined(ConvoyMining(windowSeconds: 59, minCameras: 1, minDays: 1)).isEmpty)
  }

  @Test func nothingComesOfNothing() throws {
    #expect(try Table().mined(ConvoyMining()).isEmpty)
    var alone = Table()
    for day in 0..<9 { alone.add(5, UInt32(day), 1, Int64(day) * 86_400) }
    #expect(try alone.mined(ConvoyMining()).isEmpty)
  }

  /// The same reads with days between them that no window reaches over: the answer is the same.
  @Test(arguments: 0..<60)
  func centuriesBetweenReadsChangeNothing(seed: Int) throws {
    var generator = SeededGenerator(seed: UInt64(seed) + 5000)
    var near = Table()
    var far = Table()
    for era in 0..<3 {
      for _ in 0..<40 {
        let (plate, camera) = (UInt64(1 + generator.below(4)), UInt32(generator.below(3)))
        let time = Int64(generator.below(250_000))
        near.add(plate, camera, 1, time + Int64(era) * 40 * 86_400)
        far.add(plate, camera, 1, time + Int64(era - 1) * 90_000 * 86_400)
      }
    }
    let mining = ConvoyMining(
      windowSeconds: Int64(generator.pick([60, 4000, 100_000] as [Int]) ?? 60),
      minCameras: 2, minDays: 1 + generator.below(4))
    let expected = Self.twin(far, mining)
    #expect(try far.mined(mining) == expected, "seed \(seed)")
    #expect(try near.mined(mining).map(\.cameras) == expected.map(\.cameras), "seed \(seed)")
  }

  @Test func daysThatCannotBeCountedAreRefused() {
    var table = Table()
    table.add(1, 0, 1, 0)
    table.add(2, 0, 1, 200 * 366 * 86_400)
    let mining = ConvoyMining(windowSeconds: 300 * 86_400, minCameras: 1, minDays: 1)
    #expect(throws: ConvoyMining.TooManyDays.self) { try table.mined(mining) }
  }

  /// Enough reads for several parts, buckets and rounds of lanes; pairs planted, their counts
  /// known.
  @Test func plantedPairsAreFoundInMuchTraffic() throws {
    var generator = SeededGenerator(seed: 31)
    var table = Table()
    for _ in 0..<120_000 {
      table.add(
        UInt64(1 + generator.below(9000)) << 8, UInt32(generator.below(60)),
        UInt8(1 + generator.below(2)), Int64(generator.below(6 * 86_400)))
    }
    for convoy in 0..<40 {
      for stop in 0..<6 {
        let time = Int64(stop % 3) * 86_400 + 40_000 + Int64(stop * 700 + convoy)
        table.add(UInt64(20_000 + convoy) << 8, UInt32(100 + stop), 3, time)
        table.add(UInt64(30_000 + convoy) << 8, UInt32(100 + stop), 3, time + 9)
      }
    }
    let found = try ConvoyMining(windowSeconds: 30).mine(
      plates: table.plates, cameras: table.cameras, directions: table.directions,
      times: table.times, workers: Workers(threads: 2))
    let planted = found.pairs.filter { $0.b == $0.a + UInt64(10_000) << 8 }
    #expect(planted.count == 40)
    #expect(planted.allSatisfy { $0.occasions == 6 && $0.cameras == 6 && $0.days == 3 })
    #expect(found.meetings > 5000 && found.reads > 100_000)
    #expect(try table.mined(ConvoyMining(windowSeconds: 30)) == found.pairs)
  }
}
