import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: a changed number is found and joined, and what only looks like one is not.
/// Method: stories made by hand from seeds; each innocent twin beside the true successor.
struct SuccessionTests {
  static func trace(_ world: LineWorld) throws -> LineFindings {
    try LineTracing().run(on: world.small.picture(), workers: .one)
  }

  @Test(arguments: [1, 2, 3, 4, 5] as [UInt64])
  func aNewNumberWithTheOldCustomIsJoined(seed: UInt64) throws {
    let found = try Self.trace(.changedNumber(seed: seed))
    #expect(found.lineages.count == 1, "seed \(seed)")
    #expect(
      found.lineages.first?.spells.map(\.number) == [LineWorld.line, LineWorld.next], "seed \(seed)"
    )
    let link = found.links.first { $0.kind == .lineSuccessor }
    #expect(link?.left == .number(LineWorld.line) && link?.right == .number(LineWorld.next))
    #expect((link?.probability ?? 0) >= 0.9, "seed \(seed)")
    #expect(link?.reasons.contains { $0.contains(";") } == false)
  }

  @Test func aClosedLineWhoseSuccessorCallsIsActive() throws {
    let lineage = try #require(try Self.trace(.changedNumber(seed: 7)).lineages.first)
    #expect(lineage.status == "active")
    #expect(lineage.brand == "Ozzy")
    let signals = lineage.findings.map(\.signal)
    #expect(signals.contains("line.active-now") && signals.contains("line.succession"))
    #expect(signals.contains("line.broadcast"))
    #expect(!signals.contains("line.silent"))
    #expect(lineage.findings.allSatisfy { !$0.evidence.isEmpty })
  }

  @Test func withoutSuccessorItStaysClosed() throws {
    var world = LineWorld(seed: 3)
    world.record("L1", LineWorld.line, status: "closed", opened: -60, closed: 20)
    world.sell(LineWorld.line, to: LineWorld.customers, from: 0.4, until: 20, imei: 501)
    let found = try Self.trace(world)
    #expect(found.lineages.first?.status == "closed")
    #expect(found.lineages.first?.spells.count == 1)
    #expect(!found.links.contains { $0.kind == .lineSuccessor && $0.probability >= 0.9 })
  }

  /// The pizza shop opens the week the line closes, and texts most of the line's customers.
  @Test(arguments: [1, 2, 3] as [UInt64])
  func aNewShopWithTheSameCustomersIsNotJoined(seed: UInt64) throws {
    var world = LineWorld.changedNumber(seed: seed)
    let list = Array(LineWorld.customers.prefix(25)) + Array(LineWorld.town.prefix(150))
    for day in 30..<45 {
      for (place, customer) in list.enumerated() where place % 5 == day % 5 {
        world.small.call(
          LineWorld.shop, customer, days: Double(day) + 0.45 + Double(place) / 9000, kind: .sms,
          cell: "M2", imei: 777)
      }
    }
    let found = try Self.trace(world)
    #expect(found.lineages.first?.spells.map(\.number) == [LineWorld.line, LineWorld.next])
    let shop = found.links.first {
      $0.kind == .lineSuccessor && $0.right == .number(LineWorld.shop)
    }
    #expect((shop?.probability ?? 0) < 0.5, "seed \(seed)")
  }

  @Test func aChainOfChangesIsOneLineage() throws {
    var world = LineWorld(seed: 9, days: 80)
    let numbers = [1, 2, 6, 7].map(SmallPicture.number)
    world.record("L1", numbers[0], status: "closed", opened: -60, closed: 20)
    for (place, number) in numbers.enumerated() {
      let first = Double(place) * 20 + 0.4
      let moved =
        Array(LineWorld.customers.dropFirst(place * 4)) + Array(LineWorld.town.prefix(place * 4))
      world.sell(number, to: moved, from: first, until: first + 19, imei: 500 + UInt64(place))
    }
    let found = try Self.trace(world)
    #expect(found.lineages.count == 1)
    #expect(found.lineages.first?.spells.map(\.number) == numbers)
  }

  /// Two records, two sources' worth of knowledge, no calls at all: brand, hub and dates remain.
  @Test func recordsAloneAreOnlyProposed() throws {
    var world = LineWorld(seed: 2)
    world.record("L1", SmallPicture.number(50), status: "closed", opened: -60, closed: 10)
    world.record("L2", SmallPicture.number(51), status: "active", opened: 12)
    world.record(
      "L3", SmallPicture.number(52), status: "active", opened: 12, more: ["brand": "Other"])
    let found = try Self.trace(world)
    let link = found.links.first { $0.kind == .lineSuccessor }
    #expect(link?.right == .number(SmallPicture.number(51)))
    #expect(!found.links.contains { $0.right == .number(SmallPicture.number(52)) })
  }

  @Test func oneNumberInTwoRecordsIsOneLine() throws {
    var world = LineWorld(seed: 2)
    world.record("L1", LineWorld.line, status: "closed", opened: -60, closed: 10)
    world.record("L2", LineWorld.line, status: "active", opened: -10)
    let found = try Self.trace(world)
    #expect(found.lineages.count == 1)
    #expect(found.lineages.first?.lineRecords.count == 2)
    #expect(found.seeds == 1)
  }

  @Test func anActiveLineHasNoSuccessor() throws {
    var world = LineWorld(seed: 4)
    world.record("L1", LineWorld.line, status: "active", opened: -60)
    world.sell(LineWorld.line, to: LineWorld.customers, from: 0.4, until: 44.9, imei: 501)
    // A second line in the same town takes a third of the customers on day 20.
    world.sell(
      LineWorld.next, to: Array(LineWorld.customers.prefix(14)) + Array(LineWorld.town.prefix(26)),
      from: 20, until: 44.9, imei: 502)
    let found = try Self.trace(world)
    #expect(found.lineages.first?.spells.map(\.number) == [LineWorld.line])
  }

  @Test func identifiersAreStable() throws {
    let lineage = try #require(try Self.trace(.changedNumber(seed: 7)).lineages.first)
    #expect(lineage.id == "l-" + StableHash.hex(StableHash.of("s:L1"), digits: 12))
  }
}

extension SuccessionTests {
  /// Odds by hand: A → B and B → C at 8 bits, A → C at 6, and D → C unrelated at 4.
  @Test func aChainDoesNotCompeteWithItself() {
    func pair(_ old: UInt64, _ new: UInt64, _ bits: Double) -> Succession {
      Succession(
        old: old, new: new, bits: bits, cosine: 0, shared: [], gapSeconds: 0, handsets: [],
        parts: [], lastOld: 0, firstNew: 0)
    }
    let odds = SuccessionSearch.compete([
      pair(1, 2, 8), pair(1, 3, 6), pair(2, 3, 8), pair(4, 3, 4),
    ])
    #expect(abs(odds[0] - 256.0 / 257) < 1e-12)
    #expect(abs(odds[2] - 256.0 / (1 + 256 + 16)) < 1e-12)
    #expect(abs(odds[3] - 16.0 / (1 + 16 + 64 + 256)) < 1e-12)
    // Two unrelated heirs of one number share it.
    let rivals = SuccessionSearch.compete([pair(1, 2, 10), pair(1, 3, 10)])
    #expect(rivals[0] < 0.5 && rivals[0] == rivals[1])
  }
}
