import Primitives
import Vocabulary

/// Two phones that call each other so many times a day.
struct CallHabit: Sendable {
  let left: Int
  let right: Int
  let perDay: Double
}

/// A private and a work phone that one innocent person carries together.
struct TwoPhones: Sendable {
  let own: Int
  let work: Int
}

/// A business that texts its customers.
struct TextingShop: Sendable {
  let phone: Int
  let customers: [Int]
}

/// One call or message.
struct Call: Sendable {
  let time: Int64
  let from: Int32
  let to: Int32
  let duration: UInt16
  /// 0 voice, 1 sms, 2 mms, 3 data.
  let kind: UInt8
  let mast: UInt16
}

/// The calls of the period, drawn a day at a time.
struct Telephony: Sendable {
  let world: World
  private let habits: [Double]
  /// The line of a runner's phone, and of a holder's.
  let runnerLines: [Int: Int]
  let holderLines: [Int: Int]
  /// The innocent who carries two phones, for either of them.
  private(set) var carrierOf: [Int: Int] = [:]

  init(_ world: World) {
    self.world = world
    var total = 0.0
    habits = world.contacts.map { habit in
      total += habit.perDay
      return total
    }
    var runnerLines: [Int: Int] = [:]
    var holderLines: [Int: Int] = [:]
    for (index, line) in world.lines.enumerated() {
      if holderLines[line.controllerPhone] == nil { holderLines[line.controllerPhone] = index }
      for runner in line.runners where !runner.isEdge { runnerLines[runner.phone] = index }
    }
    for (index, pair) in world.carriers.enumerated() {
      carrierOf[pair.own] = index
      carrierOf[pair.work] = index
    }
    self.runnerLines = runnerLines
    self.holderLines = holderLines
  }

  /// The calls of one day, in order of time.
  func calls(day: Int) -> [Call] {
    var draws = world.generator.fork("calls").fork(day)
    var calls: [Call] = []
    let midnight = world.start + Int64(day) * 86_400
    for index in world.lines.indices {
      var own = draws.fork("line").fork(index)
      addLine(world.lines[index], index: index, midnight: midnight, into: &calls, using: &own)
    }
    for (index, shop) in world.shops.enumerated() {
      var own = draws.fork("shop").fork(index)
      addShop(shop, midnight: midnight, into: &calls, using: &own)
    }
    addHabits(midnight, into: &calls, using: &draws)
    calls.removeAll { $0.time < world.start || $0.time >= world.finish }
    calls.sort { ($0.time, $0.from, $0.to) < ($1.time, $1.from, $1.to) }
    return calls
  }

  /// A day of a line: broadcasts to its customers, their orders, and word to the runners.
  private func addLine(
    _ line: DealLine, index: Int, midnight: Int64, into calls: inout [Call],
    using draws: inout SeededGenerator
  ) {
    guard
      let number = line.numbers.first(where: {
        $0.from < midnight + 86_400 && $0.to > midnight
      })
    else { return }
    func say(_ from: Int, _ to: Int, _ time: Int64, kind: UInt8) {
      guard time >= number.from, time < number.to else { return }
      let isLine = from == number.phone || from == line.controllerPhone
      let mast =
        isLine
        ? holderMast(line, index: index, isDeal: from == number.phone, at: time, using: &draws)
        : ownMast(from, at: time, using: &draws)
      calls.append(
        Call(
          time: time, from: Int32(from), to: Int32(to),
          duration: kind == 0 ? UInt16(8 + draws.below(70)) : 0, kind: kind, mast: mast))
    }
    for _ in 0..<(1 + draws.below(3)) {
      let begins = midnight + Int64((10 + draws.unit() * 12) * 3600)
      var time = begins
      for customer in number.customers where draws.chance(0.7) {
        time += Int64(2 + draws.below(14))
        say(number.phone, customer, time, kind: 1)
        guard draws.chance(0.3) else { continue }
        let reply = time + Int64(60 + draws.below(5400))
        say(customer, number.phone, reply, kind: draws.chance(0.6) ? 0 : 1)
        guard let runner = line.runners.first, draws.chance(0.5) else { continue }
        let helper = line.runners[draws.below(max(1, line.runners.count - 1))]
        say(number.phone, draws.chance(0.5) ? runner.phone : helper.phone, reply + 45, kind: 1)
      }
    }
    for customer in number.customers where draws.chance(0.12) {
      say(customer, number.phone, midnight + Int64((9 + draws.unit() * 15) * 3600), kind: 0)
    }
    addHolder(line, midnight: midnight, into: &calls, using: &draws)
    for trip in line.trips where trip.leaves >= midnight && trip.leaves < midnight + 86_400 {
      guard trip.carriesPhone else { continue }
      // On the way the phone in the car goes on working.
      for _ in 0..<(3 + draws.below(4)) {
        let time = trip.leaves + Int64(draws.unit() * Double(trip.returns - trip.leaves))
        let customer = number.customers[draws.below(number.customers.count)]
        say(number.phone, customer, time, kind: 1)
      }
    }
  }

  /// The few words of the holder and the second in command, on their own phones.
  private func addHolder(
    _ line: DealLine, midnight: Int64, into calls: inout [Call],
    using draws: inout SeededGenerator
  ) {
    for _ in 0..<draws.poisson(mean: 2) {
      let (from, to) =
        draws.chance(0.5)
        ? (line.controllerPhone, line.secondPhone) : (line.secondPhone, line.controllerPhone)
      let time = midnight + Int64((9 + draws.unit() * 14) * 3600)
      calls.append(
        Call(
          time: time, from: Int32(from), to: Int32(to),
          duration: UInt16(20 + draws.below(300)), kind: draws.chance(0.6) ? 0 : 1,
          mast: personMast(from, at: time, using: &draws)))
    }
  }

  /// A shop texts on some days, from one place, in opening hours, and is rung up with orders.
  private func addShop(
    _ shop: TextingShop, midnight: Int64, into calls: inout [Call],
    using draws: inout SeededGenerator
  ) {
    let weekday = CivilDate(daysSinceEpoch: Int(midnight / 86_400)).weekday
    let home = world.phones[shop.phone]
    let mast = UInt16(world.geography.townMasts[home.home][home.favouriteMast])
    if [2, 4, 5].contains(weekday) {
      var time = midnight + Int64(16 * 3600 + draws.below(3600))
      for customer in shop.customers where draws.chance(0.75) {
        time += Int64(1 + draws.below(6))
        calls.append(
          Call(
            time: time, from: Int32(shop.phone), to: Int32(customer), duration: 0, kind: 1,
            mast: mast))
      }
    }
    for customer in shop.customers where draws.chance(0.08) {
      let time = midnight + Int64((16.5 + draws.unit() * 6) * 3600)
      calls.append(
        Call(
          time: time, from: Int32(customer), to: Int32(shop.phone),
          duration: UInt16(30 + draws.below(120)), kind: 0,
          mast: ownMast(customer, at: time, using: &draws)))
    }
  }

  /// Everybody's habits, until the day is as full as the settings ask.
  private func addHabits(
    _ midnight: Int64, into calls: inout [Call], using draws: inout SeededGenerator
  ) {
    let target = world.settings.calls / world.settings.days
    guard let total = habits.last else { return }
    while calls.count < target {
      let place = habits.firstIndexAbove(draws.unit() * total)
      let habit = world.contacts[place]
      let isLeft = draws.next() & 1 == 0
      let (from, to) = isLeft ? (habit.left, habit.right) : (habit.right, habit.left)
      let time = midnight + Int64((7.5 + (draws.unit() + draws.unit()) * 8.2) * 3600)
      let kind = UInt8(draws.pick(weights: [0.46, 0.5, 0.04]))
      calls.append(
        Call(
          time: time, from: Int32(from), to: Int32(to),
          duration: kind == 0 ? UInt16(min(5000, draws.exponential(mean: 110)) + 3) : 0,
          kind: kind, mast: personMast(from, at: time, using: &draws)))
    }
  }
}

extension [Double] {
  /// The first position whose running total is above a value, by halving.
  func firstIndexAbove(_ value: Double) -> Int {
    var low = 0
    var high = count - 1
    while low < high {
      let middle = (low + high) / 2
      if self[middle] > value { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
