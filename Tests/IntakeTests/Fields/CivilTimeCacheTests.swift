// Goal: the quick reader of times never differs from the careful one. Method: every hour of a year
// and both clock changes against it, then texts with one byte changed.

import Primitives
import Testing
import Vocabulary

@testable import Intake

struct CivilTimeCacheTests {
  @Test func everyHourOfAYearIsReadAsTheCarefulWayReadsIt() {
    var cache = CivilTimeCache(zone: .london)
    let start: Int64 = 1_767_225_600 - 86_400
    var differing: [String] = []
    for hour in 0..<(367 * 24) {
      let local = Instant(seconds: start + Int64(hour) * 3600 + 1_234)
      let text = String(local.iso8601.dropLast())
      let quick = FieldBytes.with(text) { cache.read($0) }
      let careful = FieldBytes.with(text) { FeedSection.Zone.london.read($0) }
      let plain = FieldBytes.with(local.iso8601) { cache.read($0) }
      if quick != careful || plain?.seconds != local.seconds { differing.append(text) }
    }
    #expect(differing == [])
  }

  @Test func aTextWithOneByteChangedIsReadTheSameOrLeftToTheCarefulWay() {
    let zones: [FeedSection.Zone] = [.london, .fixed(seconds: 0), .fixed(seconds: -25_200)]
    var differing: [String] = []
    for zone in zones {
      var cache = CivilTimeCache(zone: zone)
      for text in ["2026-10-25T01:17:44Z", "2026-03-29 01:59:59", "2024-02-29T23:59:59Z"] {
        let bytes = Array(text.utf8)
        for place in bytes.indices {
          for byte in UInt8.min...UInt8.max {
            var changed = bytes
            changed[place] = byte
            let (quick, careful) = changed.withUnsafeBufferPointer {
              (cache.read($0), zone.read($0))
            }
            if let quick, quick != careful { differing.append("\(text) \(place) \(byte)") }
          }
        }
      }
    }
    #expect(differing == [])
  }

  @Test func aFixedZoneMovesOnlyTimesWithoutAnOffset() {
    let zone = FeedSection.Zone.fixed(seconds: -25_200)
    func seconds(_ text: String) -> Int64? { FieldBytes.with(text) { zone.read($0)?.seconds } }
    #expect(seconds("2021-10-07T16:30:51Z") == 1_633_624_251)
    #expect(seconds("2021-10-07T16:30:51+00:00") == 1_633_624_251)
    #expect(seconds("2021-10-07T16:30:51.25") == 1_633_649_451)
    #expect(seconds("2021-10-07T16:30") == 1_633_649_400)
    #expect(seconds("2021-10-07") == 1_633_590_000)
  }
}
