import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: a burst is so many texts to different numbers within so many minutes, counted once.
/// Method: the edges: one text fewer, one second more, one number twice, no kinds at all.
struct BroadcastsTests {
  static func bursts(_ seconds: [Int], to: [Int]? = nil, kind: CallKind? = .sms) -> Broadcasts {
    var small = SmallPicture(days: 9)
    for (place, second) in seconds.enumerated() {
      small.call(
        SmallPicture.number(1), SmallPicture.number(to?[place] ?? 100 + place),
        days: Double(second) / 86_400 + 1, kind: kind)
    }
    let picture = small.picture()
    return Broadcasts(
      picture.callRows(from: SmallPicture.number(1)), calls: picture.holdings.calls, texts: 4,
      seconds: 600)
  }

  @Test func theEdges() {
    #expect(Self.bursts([0, 10, 20, 600]).bursts.count == 1)
    #expect(Self.bursts([0, 10, 20, 601]).bursts.isEmpty)
    #expect(Self.bursts([0, 10, 20]).bursts.isEmpty)
    #expect(Self.bursts([0, 10, 20, 30], to: [1, 2, 3, 3]).bursts.isEmpty)
    #expect(Self.bursts([0, 10, 20, 30], kind: .voice).bursts.isEmpty)
    #expect(Self.bursts([0, 10, 20, 30], kind: nil).bursts.isEmpty)
  }

  @Test func aStableListIsStable() {
    let twice = Self.bursts([0, 1, 2, 3, 9000, 9001, 9002, 9003], to: [5, 6, 7, 8, 5, 6, 7, 8])
    #expect(twice.bursts.count == 2)
    #expect(twice.stability == 1)
    let half = Self.bursts([0, 1, 2, 3, 9000, 9001, 9002, 9003], to: [5, 6, 7, 8, 5, 6, 9, 10])
    #expect(abs(half.stability - 2.0 / 6) < 1e-12)
  }
}
