import Primitives
import TestKit
import Testing

@testable import Synthesis

/// Goal: what is true of the phones can be seen in their calls.
/// Method: laws over the calls of one small world, before any feed is written.
struct TelephonyTests {
  private let world: World
  private let calls: [Call]

  init() {
    let world = World.make(WorldSettings(preset: .small, seed: 2))
    let telephony = Telephony(world)
    self.world = world
    calls = (0..<world.settings.days).flatMap { telephony.calls(day: $0) }
  }

  @Test func aNumberIsSilentOutsideItsTime() {
    for line in world.lines {
      for number in line.numbers {
        let own = calls.filter { Int($0.from) == number.phone || Int($0.to) == number.phone }
        #expect(own.allSatisfy { $0.time >= number.from && $0.time < number.to })
        if number.to - max(number.from, world.start) > 3 * 86_400 { #expect(own.count > 20) }
      }
    }
  }

  @Test func aLineTextsItsCustomersInBursts() {
    for line in world.lines {
      let number = line.numbers[0]
      let texts = calls.filter { Int($0.from) == number.phone && $0.kind == 1 }.map(\.time).sorted()
      let close = zip(texts, texts.dropFirst()).count { $1 - $0 < 60 }
      #expect(close * 2 > texts.count, "\(close) of \(texts.count) within a minute of the last")
    }
  }

  /// The holder's two phones are often served by one mast within an hour; those of two people of
  /// one town seldom.
  @Test func theHoldersPhonesMoveTogether() {
    func together(_ left: Int, _ right: Int) -> Double {
      let own = calls.filter { Int($0.from) == left }
      var (near, same) = (0, 0)
      for call in calls where Int(call.from) == right {
        guard let other = own.min(by: { abs($0.time - call.time) < abs($1.time - call.time) }),
          abs(other.time - call.time) < 1800
        else { continue }
        near += 1
        if other.mast == call.mast { same += 1 }
      }
      return near == 0 ? 0 : Double(same) / Double(near)
    }
    let shares = world.lines.map { together($0.controllerPhone, $0.numbers[0].phone) }
    let others = world.lines.map { together($0.secondPhone, $0.numbers[0].phone) }
    #expect(shares.reduce(0, +) > others.reduce(0, +) + 0.3, "\(shares) against \(others)")
  }
}
