import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: a day's summary says of its reads what the definition says, survives being kept, and tells
/// when it no longer holds. Method: slow twins over the reads of a small road; its bytes cut at
/// every place.
struct DaySummaryTests {
  static let seeds: [UInt64] = [2, 7, 19]

  /// The reads of each day of a world, and the picture without them.
  static func days(
    _ world: RoadWorld
  ) -> (bare: RegionalPicture, days: [(day: Int64, reads: SightingColumns)]) {
    let whole = world.picture()
    let all = whole.holdings.sightings
    var columns: [Int64: SightingColumns] = [:]
    for row in 0..<all.count {
      let day = all.times[row].floorDivided(by: 86_400)
      var own = columns[day] ?? SightingColumns()
      own.cameraKeys = all.cameraKeys
      own.plates.append(all.plates[row])
      own.cameras.append(all.cameras[row])
      own.times.append(all.times[row])
      own.directions.append(all.directions[row])
      own.confidences.append(all.confidences[row])
      own.files.append(all.files[row])
      own.rows.append(all.rows[row])
      columns[day] = own
    }
    let bare = whole.holding(SightingColumns(), repeated: 0)
    return (bare, columns.sorted { $0.key < $1.key }.map { (day: $0.key, reads: $0.value) })
  }

  @Test(arguments: seeds)
  func whatIsKeptIsWhatWasMade(seed: UInt64) throws {
    let (bare, days) = Self.days(RoadWorld.cast(seed: seed))
    let sum = TrafficSum(bare)
    for (day, reads) in days {
      let summary = try sum.summary(ofDay: day, reads, workers: .one)
      let bytes = summary.bytes
      #expect(DaySummary(bytes: bytes) == summary)
      #expect(try sum.summary(ofDay: day, reads, workers: Workers(threads: 4)).bytes == bytes)
      #expect(sum.isCurrent(summary))
      #expect(summary.reads == reads.count)
      for cut in stride(from: 0, to: bytes.count, by: 97) {
        #expect(DaySummary(bytes: Array(bytes[..<cut])) == nil)
      }
      #expect(DaySummary(bytes: bytes + [0]) == nil)
    }
  }

  @Test(arguments: seeds)
  func everyPlateIsHeldWithItsReadsAndAreas(seed: UInt64) throws {
    let (bare, days) = Self.days(RoadWorld.cast(seed: seed))
    let sum = TrafficSum(bare)
    for (day, reads) in days.prefix(10) {
      let summary = try sum.summary(ofDay: day, reads, workers: .one)
      var counts: [UInt64: Int] = [:]
      var areas: [UInt64: Set<RecordKey>] = [:]
      for row in 0..<reads.count {
        counts[reads.plates[row], default: 0] += 1
        let area = bare.areaOfCamera[Int(reads.cameras[row])]
        if area >= 0 {
          areas[reads.plates[row], default: []].insert(bare.holdings.areas[area].key)
        }
      }
      var seen: [UInt64: Int] = [:]
      for part in 0..<PlateTable.partCount {
        summary.plates.forEach(inPart: part) { plate, reads, own in
          seen[plate] = reads
          #expect(Set(own.map { summary.areas[Int($0)] }) == areas[plate] ?? [])
        }
      }
      #expect(seen == counts)
      #expect(summary.laneHours.reduce(0) { $0 + Int($1) } == reads.count)
    }
  }

  @Test func gapsOfADayAreThoseBetweenItsReads() throws {
    let (bare, days) = Self.days(RoadWorld.cast(seed: 4))
    let (day, reads) = try #require(days.dropFirst(3).first)
    let summary = try TrafficSum(bare).summary(ofDay: day, reads, workers: .one)
    var expected: [[Int]] = []
    for row in 1..<reads.count where reads.plates[row] == reads.plates[row - 1] {
      let gap = Int(reads.times[row] - reads.times[row - 1])
      guard reads.cameras[row] != reads.cameras[row - 1], gap <= 4 * 3600 else { continue }
      expected.append([Int(reads.cameras[row - 1]), Int(reads.cameras[row]), gap])
    }
    let found = summary.gaps.map { gap in
      [Int(gap &>> 40), Int(gap &>> 16 & 0xFF_FFFF)].map { place in
        bare.holdings.cameras.firstIndex { $0.key == summary.cameras[place] } ?? -1
      } + [Int(gap & 0xFFFF)]
    }
    #expect(
      found.sorted { $0.lexicographicallyPrecedes($1) }
        == expected.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test func anotherGroundMakesASummaryStale() throws {
    let (bare, days) = Self.days(RoadWorld.cast(seed: 2))
    let (day, reads) = try #require(days.first)
    let summary = try TrafficSum(bare).summary(ofDay: day, reads, workers: .one)
    #expect(TrafficSum(bare).isCurrent(summary))
    var elsewhere = summary
    elsewhere.cameras[0] = RecordKey(source: "elsewhere", id: "1")
    #expect(!TrafficSum(bare).isCurrent(elsewhere))
    var moved = summary
    moved.ground ^= 1
    #expect(!TrafficSum(bare).isCurrent(moved))
    var faster = VehicleTracing.Settings()
    faster.impossibleSpeed = 300
    #expect(!TrafficSum(bare, settings: faster).isCurrent(summary))
  }
}
