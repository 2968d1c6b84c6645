import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: a closed line is looked at again on the right day, and one that came back says so.
/// Method: the days of checks by hand; then stories, each with its innocent twin.
struct LineClosureTests {
  static func closure(_ world: LineWorld) throws -> LineClosure? {
    try SuccessionTests.trace(world).lineages.first?.closure
  }

  /// Closed on day 0: looked at on days 7, 14 and 28, then every 28 days.
  @Test func checksByHand() throws {
    let closed = CivilDate(daysSinceEpoch: 20_000)
    for (passed, due) in [
      (0, 7), (6, 7), (7, 7), (8, 14), (14, 14), (15, 28), (28, 28), (29, 56), (56, 56), (57, 84),
    ] {
      let next = LineClosure.nextCheck(closedOn: closed, today: closed.adding(days: passed))
      #expect(next == closed.adding(days: due), "\(passed) days after")
    }
  }

  @Test func aCheckIsNeverPastAndNeverFarAway() {
    let closed = CivilDate(daysSinceEpoch: 20_000)
    for passed in 0..<400 {
      let today = closed.adding(days: passed)
      let next = LineClosure.nextCheck(closedOn: closed, today: today)
      #expect(next >= today && next.daysSinceEpoch - today.daysSinceEpoch <= 28)
    }
  }

  private func closedLine() -> LineWorld {
    var world = LineWorld(seed: 3)
    world.record("L1", LineWorld.line, status: "closed", opened: -60, closed: 20)
    world.sell(LineWorld.line, to: LineWorld.customers, from: 0.4, until: 20, imei: 501)
    return world
  }

  @Test func aNumberThatDiedIsOfTheSecondType() throws {
    let closure = try #require(try Self.closure(closedLine()))
    #expect(closure.kind == .numberDead && closure.comeBack == nil)
    #expect(closure.closedOn.iso8601 == SmallPicture.date(20))
    // The picture ends on day 45: 25 days after.
    #expect(closure.checkBackOn == closure.closedOn.adding(days: 28))
  }

  @Test func anArrestWithThePhoneIsOfTheFirstType() throws {
    var world = closedLine()
    world.small.add(
      .persons, ["person_id": "P1", "family_name": "A", "date_of_birth": "1990-05-01"])
    HolderAttributionTests.event(&world.small, "arrest", "P1", grade: "1A")
    #expect(try Self.closure(world)?.kind == .holderArrested)
    // The same arrest of somebody, without the phone and not of its holder, is none of it.
    var other = closedLine()
    other.small.add(
      .events,
      [
        "event_id": "E1", "kind": "arrest", "at": SmallPicture.time(20), "person_ids": "P9",
      ])
    #expect(try Self.closure(other)?.kind == .numberDead)
  }

  @Test func aLineAtWorkHasNoClosure() throws {
    var world = LineWorld(seed: 4)
    world.record("L1", LineWorld.line, status: "active", opened: -60)
    world.sell(LineWorld.line, to: LineWorld.customers, from: 0.4, until: 44.9, imei: 501)
    #expect(try Self.closure(world) == nil)
  }

  @Test func aClosedLineThatGoesOnUnderAnotherNumberIsAnAlarm() throws {
    let found = try SuccessionTests.trace(.changedNumber(seed: 7))
    let lineage = try #require(found.lineages.first)
    let closure = try #require(lineage.closure)
    #expect(closure.comeBack?.number == LineWorld.next)
    #expect(closure.number == LineWorld.line)
    let finding = lineage.findings.first { $0.signal == "line.came-back" }
    #expect(finding?.strength == 1 && finding?.evidence.isEmpty == false)
  }

  /// The number itself sells again from day 30; one stray call from it is not that.
  @Test func aClosedNumberThatIsUsedAgainIsAnAlarm() throws {
    var again = closedLine()
    again.sell(LineWorld.line, to: LineWorld.customers, from: 30, until: 40, imei: 501)
    let back = try #require(try Self.closure(again)?.comeBack)
    #expect(back.number == LineWorld.line)
    var stray = closedLine()
    stray.small.call(LineWorld.line, LineWorld.customers[0], days: 33, cell: "H0", imei: 501)
    #expect(try Self.closure(stray)?.comeBack == nil)
  }
}
