import Primitives
import Testing

@testable import Synthesis

/// Goal: ways between towns are whole, in order, and as long one way as the other.
/// Method: every pair of towns.
struct GeographyTests {
  @Test func everyTownReachesEveryOther() {
    let settings = WorldSettings(preset: .small, seed: 1)
    let geography = Geography(settings, using: SeededGenerator(seed: 1))
    for from in Places.towns.indices {
      for to in Places.towns.indices where from != to {
        let way = geography.route(from: from, to: to)
        let back = geography.route(from: to, to: from)
        #expect(way.passages.count >= 3)
        #expect(way.seconds == back.seconds)
        #expect(way.passages.count == back.passages.count)
        let times = way.passages.map(\.seconds)
        #expect(times == times.sorted() && (times.last ?? 0) < way.seconds)
        #expect(way.passages.allSatisfy { (1...8).contains($0.direction) })
        let first = geography.cameras[Int(way.passages[0].camera)]
        #expect(first.town == from && first.road == "town")
      }
    }
  }
}
