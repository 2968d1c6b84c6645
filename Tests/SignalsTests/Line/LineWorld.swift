import Primitives
import Vocabulary

/// A line, its customers and the town around them, made by hand from a seed: one hub, one market,
/// cells in both, and people who ring each other and the same few shops.
struct LineWorld {
  static let number = SmallPicture.number
  static let line = number(1)
  static let next = number(2)
  static let shop = number(3)
  static let holderPhone = number(4)
  static let neighbourPhone = number(5)
  static let customers = (100..<140).map(number)
  static let town = (200..<600).map(number)
  static let shops = (900..<906).map(number)

  var small: SmallPicture
  var generator: SeededGenerator

  /// - Parameter days: Length of the calls held; the line changes its number on day 30.
  init(seed: UInt64, days: Double = 45) {
    small = SmallPicture(days: days)
    generator = SeededGenerator(seed: seed)
    places()
    people(days: days)
  }

  private mutating func places() {
    small.add(
      .areas,
      ["area_id": "HUB", "name": "Hub", "force": "s", "latitude": "53.4", "longitude": "-2.9"])
    small.add(
      .areas,
      ["area_id": "MKT", "name": "Market", "force": "s", "latitude": "53.2", "longitude": "-2.4"])
    for index in 0..<6 {
      small.add(
        .cells,
        [
          "cell_id": "H\(index)", "latitude": String(53.4 + Double(index) * 0.01),
          "longitude": "-2.9", "area_id": "HUB",
        ])
      small.add(
        .cells,
        [
          "cell_id": "M\(index)", "latitude": String(53.2 + Double(index) * 0.01),
          "longitude": "-2.4", "area_id": "MKT",
        ])
    }
  }

  private mutating func people(days: Double) {
    for (index, person) in (Self.customers + Self.town).enumerated() {
      let home = "M\(index % 6)"
      for _ in 0..<(6 + generator.below(6)) {
        let other =
          generator.chance(0.4)
          ? generator.pick(Self.shops) : generator.pick(Self.town)
        guard let other, other != person else { continue }
        small.call(
          person, other, days: generator.unit() * days, cell: home, imei: 9_000_000 + person % 1000)
      }
    }
    for shop in Self.shops {
      for person in Self.customers + Self.town where generator.chance(0.25) {
        small.call(shop, person, days: generator.unit() * days, kind: .sms, cell: "M0")
      }
    }
  }

  /// A number sells from one day to another: two bursts of texts a day to its list, calls with
  /// single customers, from the hub and now and then from the market.
  mutating func sell(
    _ number: UInt64, to list: [UInt64], from first: Double, until last: Double, imei: UInt64
  ) {
    var day = first
    while day < last {
      let cell = "H\(generator.below(2))"
      for (place, customer) in list.enumerated() {
        small.call(
          number, customer, days: day + Double(place) * 8 / 86_400, kind: .sms, cell: cell,
          imei: imei)
      }
      for _ in 0..<4 {
        guard let customer = generator.pick(list) else { continue }
        small.call(
          customer, number, days: min(last, day + generator.unit()), cell: "M1", seconds: 25)
      }
      day += 1
    }
  }

  /// The record of a line.
  mutating func record(
    _ id: String, _ number: UInt64, status: String, opened: Int, closed: Int? = nil,
    more: [String: String] = [:]
  ) {
    var values = [
      "line_id": id, "number": SmallPicture.text(number), "status": status, "brand": "Ozzy",
      "opened_on": SmallPicture.date(opened), "hub_area_id": "HUB", "market_area_ids": "MKT",
      "source_eval": "1", "intel_eval": "B",
    ]
    if let closed { values["closed_on"] = SmallPicture.date(closed) }
    small.add(.lines, values.merging(more) { $1 })
  }

  /// The usual story: a known line closes on day 30 and goes on under a number nobody knows, with
  /// 30 of its 40 customers.
  static func changedNumber(seed: UInt64, keepsHandset: Bool = false) -> LineWorld {
    var world = LineWorld(seed: seed)
    world.record("L1", line, status: "closed", opened: -60, closed: 30)
    world.sell(line, to: customers, from: 0.4, until: 30, imei: 501)
    let carried = Array(customers.prefix(30)) + Array(town.prefix(10))
    world.sell(next, to: carried, from: 31.2, until: 44.9, imei: keepsHandset ? 501 : 502)
    return world
  }
}
