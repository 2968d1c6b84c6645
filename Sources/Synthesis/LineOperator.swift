import Primitives

/// A young or adult person who carries and sells for a line.
struct Runner: Sendable {
  let person: Int
  let phone: Int
  let age: Int
  let isExploited: Bool
  /// Whether the person only stands at the edge: a friend who was there once or twice.
  let isEdge: Bool
}

/// One number of a line and the time it was in use.
struct LineNumber: Sendable {
  let phone: Int
  let from: Int64
  /// The second after its last use; after the period for the number in use at its end.
  var to: Int64
  let customers: [Int]
  /// Share of the number before whose customers came along; 0 for the first.
  let carriedOver: Double
  let keptHandset: Bool
  /// Whether the line's recorder knows the number.
  let isRecorded: Bool
  /// How the record names the holder; empty when it does not.
  let holder: String
}

/// One resupply: out to the market, a short stop, and back.
struct SupplyTrip: Sendable {
  let vehicle: Int
  /// The vehicle whose plate it showed: its own, save when plates are swapped.
  var plate: Int
  /// The car that went ahead of it, if one did.
  var scout: Int?
  let market: Int
  let leaves: Int64
  let arrives: Int64
  let turns: Int64
  let returns: Int64
  /// Whether it went by train, unseen by any camera.
  let isByRail: Bool
  /// Whether the deal phone was in the car.
  let carriesPhone: Bool
}

/// A deal line as it truly is.
struct DealLine: Sendable {
  let brand: String
  let hub: Int
  let markets: [Int]
  /// Whether it works inside one force.
  let isLocal: Bool
  let controller: Int
  let controllerPhone: Int
  let second: Int
  let secondPhone: Int
  var managers: [Int] = []
  var runners: [Runner] = []
  var numbers: [LineNumber] = []
  var trips: [SupplyTrip] = []
  var homes: [Int] = []
  /// The end of the line, when it was closed within the period.
  var closes: Int64?
  /// Which source keeps the line's records.
  let recorder: Int
}

extension World {
  static func lineageName(_ line: Int) -> String { "T\(101 + line)" }

  /// All lines with their people, numbers, cars and homes, and what the sources know of them.
  mutating func makeLines() {
    let root = generator.fork("lines")
    for index in 0..<settings.lineCount {
      var draws = root.fork(index)
      var line = castLine(index, using: &draws)
      giveNumbers(to: &line, index: index, using: &draws)
      giveTrips(to: &line, index: index, using: &draws)
      takeHomes(for: &line, index: index, using: &draws)
      lines.append(line)
      reportLine(index, using: &draws)
      reportYoungPeople(index, using: &draws)
    }
  }

  /// People and places of a line.
  private mutating func castLine(_ index: Int, using draws: inout SeededGenerator) -> DealLine {
    // Every sixth works inside one force, because those lines grow fastest.
    let isLocal = index % 6 == 5
    let hubs =
      isLocal
      ? [17, 12, 27, 30] : Places.towns.indices.filter { Places.towns[$0].role == "hub" }
    let hub = hubs[isLocal ? index / 6 % hubs.count : (index + draws.below(2)) % hubs.count]
    let wanted = Places.towns.indices.filter {
      Places.towns[$0].role == "market" && $0 != hub
        && (Places.towns[$0].source == Places.towns[hub].source) == isLocal
    }
    var markets: [Int] = []
    for _ in 0...(draws.below(3)) {
      let market = wanted[draws.below(wanted.count)]
      if !markets.contains(market) { markets.append(market) }
    }
    // One controller in eight runs two lines.
    let partner = index > 0 && index % 8 == 7 ? lines[index - 1] : nil
    let controller =
      partner?.controller
      ?? newPerson(
        ages: 24...45, town: hub, category: draws.chance(0.6) ? "suspect" : "convicted",
        using: &draws)
    let second = newPerson(ages: 20...32, town: hub, category: "suspect", using: &draws)
    var line = DealLine(
      brand: Words.brands[index % Words.brands.count], hub: hub, markets: markets,
      isLocal: isLocal, controller: controller,
      controllerPhone: personalPhone(controller, using: &draws), second: second,
      secondPhone: personalPhone(second, using: &draws),
      recorder: draws.chance(0.5) ? source(of: hub) : source(of: markets[0]))
    for _ in 0...(draws.below(2)) {
      line.managers.append(newPerson(ages: 18...30, town: hub, category: "suspect", using: &draws))
    }
    castRunners(of: &line, using: &draws)
    connect(line, using: &draws)
    return line
  }

  private mutating func castRunners(of line: inout DealLine, using draws: inout SeededGenerator) {
    let count = 3 + draws.below(3)
    for number in 0..<count {
      let isChild = number < 2 || draws.chance(0.4)
      let isEdge = number == count - 1
      let ages = isChild ? 14...17 : 18...24
      let home = draws.chance(0.65) ? line.hub : line.markets[draws.below(line.markets.count)]
      let person = newPerson(
        ages: ages, town: home, category: isChild ? "other" : "suspect", using: &draws)
      line.runners.append(
        Runner(
          person: person, phone: personalPhone(person, using: &draws),
          age: roster.persons[person].birth.wholeYears(to: settings.end),
          isExploited: isChild || draws.chance(0.4), isEdge: isEdge))
    }
  }

  /// Who calls whom inside a line: the controller speaks to few.
  private mutating func connect(_ line: DealLine, using draws: inout SeededGenerator) {
    contacts.append(CallHabit(left: line.controllerPhone, right: line.secondPhone, perDay: 1.2))
    for manager in line.managers {
      let phone = personalPhone(manager, using: &draws)
      contacts.append(CallHabit(left: line.secondPhone, right: phone, perDay: 1.5))
      for runner in line.runners where !runner.isEdge {
        contacts.append(CallHabit(left: phone, right: runner.phone, perDay: 0.8))
      }
    }
    for pair in zip(line.runners, line.runners.dropFirst()) {
      contacts.append(CallHabit(left: pair.0.phone, right: pair.1.phone, perDay: 0.6))
    }
    // Everybody has a life: family and friends who have nothing to do with it.
    let all = [line.controller, line.second] + line.managers + line.runners.map(\.person)
    for member in all {
      let home = roster.persons[member].home
      let phone = personalPhone(member, using: &draws)
      for _ in 0...(1 + draws.below(4)) {
        let friend = newPerson(ages: 16...60, town: home, using: &draws)
        let far = personalPhone(friend, using: &draws)
        contacts.append(CallHabit(left: phone, right: far, perDay: 0.2 + draws.unit() * 0.6))
        if draws.chance(0.3) { roster.record(friend, at: source(of: home)) }
        let isYoung = roster.persons[member].birth.wholeYears(to: settings.end) < 18
        if isYoung && draws.chance(0.35) {
          let birth = roster.persons[member].birth.adding(days: 47)
          roster.update(friend) { $0.birth = birth }
          tie(member, friend, kind: "school", at: source(of: home), using: &draws)
          innocents.append(Innocent(subject: .person(friend), role: "friend"))
        }
      }
      for place in Set([source(of: home), source(of: line.markets[0])]).sorted()
      where place == source(of: home) || draws.chance(0.45) {
        roster.record(member, at: place)
      }
    }
  }
}
