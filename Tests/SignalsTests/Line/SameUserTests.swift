import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: the phone that is carried with a line is found, and phones that are merely near it are
/// not.
/// Method: one story with four phones: the holder's own goes where the line goes; a neighbour stays
/// at home under the same cell; a driver travels with the line and rings it; a customer sits in the
/// market.
struct SameUserTests {
  static let driver = SmallPicture.number(7)

  static func world(seed: UInt64) -> LineWorld {
    var world = LineWorld(seed: seed)
    world.record("L1", LineWorld.line, status: "active", opened: -60)
    for day in 0..<44 {
      let away = day % 4 == 3
      for hour in [9, 12, 15, 18, 21] {
        let at = Double(day) + Double(hour) / 24
        let isThere = away && hour >= 12 && hour <= 18
        let cell = isThere ? "M\(day % 6)" : "H0"
        let near = isThere ? "M\((day + 1) % 6)" : "H\(hour % 2)"
        let customer = LineWorld.customers[(day * 5 + hour) % 40]
        world.small.call(LineWorld.line, customer, days: at, cell: cell, imei: 501)
        world.small.call(
          LineWorld.holderPhone, LineWorld.town[day], days: at + 0.005, cell: near, imei: 601)
        world.small.call(
          LineWorld.neighbourPhone, LineWorld.town[day + 50], days: at + 0.003,
          cell: "H\(hour % 2)", imei: 602)
        world.small.call(
          Self.driver, hour == 12 ? LineWorld.line : LineWorld.town[day + 100], days: at - 0.004,
          cell: near, imei: 603)
      }
    }
    return world
  }

  static func links(_ world: LineWorld) throws -> [UInt64: Double] {
    let found = try LineTracing().run(on: world.small.picture(), workers: .one)
    var result: [UInt64: Double] = [:]
    for link in found.links where link.kind == .sameUser {
      if case .number(let number) = link.right { result[number] = link.probability }
    }
    return result
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func thePhoneThatTravelsWithTheLineIsItsHolders(seed: UInt64) throws {
    let links = try Self.links(Self.world(seed: seed))
    #expect((links[LineWorld.holderPhone] ?? 0) > 0.9, "seed \(seed)")
    #expect((links[LineWorld.neighbourPhone] ?? 0) < 0.2, "seed \(seed)")
    #expect((links[Self.driver] ?? 0) < 0.5, "seed \(seed)")
    #expect(LineWorld.customers.allSatisfy { (links[$0] ?? 0) < 0.2 }, "seed \(seed)")
  }

  @Test func oneHandsetWithTwoNumbersIsOneUser() throws {
    var world = Self.world(seed: 1)
    let second = SmallPicture.number(8)
    for day in 0..<3 {
      world.small.call(second, LineWorld.town[3], days: Double(day) + 0.38, cell: "H0", imei: 501)
    }
    let links = try Self.links(world)
    #expect((links[second] ?? 0) > 0.5)
  }

  @Test func withoutCellsItIsNotAsked() throws {
    var world = Self.world(seed: 1)
    for index in world.small.calls.indices { world.small.calls[index].cell = nil }
    let found = try LineTracing().run(on: world.small.picture(), workers: .one)
    #expect(!found.links.contains { $0.kind == .sameUser })
    #expect(found.unasked["line.same-user"] == "no call has a cell")
  }

  @Test func cellsOfTwoTownsAreNotNear() {
    let picture = LineWorld(seed: 1).small.picture()
    let near = CellNeighbours(picture.holdings.cells).near
    let names = picture.holdings.cells.map(\.key.id)
    for (cell, others) in near.enumerated() {
      #expect(others.contains(UInt32(cell)))
      #expect(others == others.sorted())
      for other in others { #expect(names[Int(other)].first == names[cell].first) }
      #expect(others.count == 6)
    }
  }
}
