import Primitives

/// A line's numbers: when they change, and who comes along.
extension World {
  mutating func giveNumbers(
    to line: inout DealLine, index: Int, using draws: inout SeededGenerator
  ) {
    // Lines that were closed come from the middle of the period and stay shut.
    if !settings.isAdversarial && index % 9 == 8 {
      line.closes = start + (finish - start) * Int64(40 + draws.below(40)) / 100
    }
    var from = start - Int64(20 + draws.below(200)) * 86_400
    var customers = newCustomers(
      line, count: settings.customers.lowerBound + draws.below(settings.customers.count),
      using: &draws)
    var handset: UInt64?
    var carried = 0.0
    var kept = false
    let last = line.closes ?? finish + 30 * 86_400
    while from < min(last, finish) {
      // A change about once in the period; weekly when the line fights back.
      let stay =
        settings.isAdversarial
        ? 6.0 + draws.unit() * 2 : Double(settings.days) * (0.3 + draws.unit() * 0.8)
      var to = max(from, start) + Int64(stay * 86_400)
      if to > finish - 3 * 86_400 { to = last }
      to = min(to, last)
      let phone = newPhone(town: line.hub, handset: kept ? handset : nil, using: &draws)
      handset = phones[phone].handset
      let isRecorded = lineRecordWanted(from: from, using: &draws)
      let holder =
        isRecorded && draws.chance(0.18)
        ? roster.reference(line.controller, from: line.recorder) : ""
      line.numbers.append(
        LineNumber(
          phone: phone, from: from, to: to, customers: customers, carriedOver: carried,
          keptHandset: kept, isRecorded: isRecorded, holder: holder))
      from = to + Int64((2 + draws.unit() * 60) * 3600)
      carried = 0.1 + draws.unit() * 0.8
      kept = draws.chance(settings.isAdversarial ? 0.1 : 0.4)
      customers = succeed(customers, share: carried, line: line, using: &draws)
    }
  }

  /// The police know most old numbers and about half of the new ones.
  private func lineRecordWanted(from: Int64, using draws: inout SeededGenerator) -> Bool {
    draws.chance(from < start ? 0.92 : finish - from > 14 * 86_400 ? 0.55 : 0.25)
  }

  private mutating func newCustomers(
    _ line: DealLine, count: Int, using draws: inout SeededGenerator
  ) -> [Int] {
    var customers: [Int] = []
    while customers.count < count {
      let customer = newCustomer(line, using: &draws)
      if !customers.contains(customer) { customers.append(customer) }
    }
    return customers
  }

  private mutating func newCustomer(_ line: DealLine, using draws: inout SeededGenerator) -> Int {
    let town = line.markets[draws.below(line.markets.count)]
    // Some buy from more than one line.
    let rivals = lines.filter { $0.markets.contains(town) }
    if let rival = draws.pick(rivals), let shared = rival.numbers.last, draws.chance(0.3) {
      return shared.customers[draws.below(shared.customers.count)]
    }
    // A customer may be on the books, or only be a number.
    guard draws.chance(0.25) else { return newPhone(town: town, using: &draws) }
    let person = newPerson(ages: 19...60, town: town, category: "suspect", using: &draws)
    roster.record(person, at: source(of: town))
    return personalPhone(person, using: &draws)
  }

  /// Those who follow the line to its new number, and new ones for those who do not.
  private mutating func succeed(
    _ customers: [Int], share: Double, line: DealLine, using draws: inout SeededGenerator
  ) -> [Int] {
    var order = customers
    order.shuffle(using: &draws)
    let stay = max(2, Int(Double(order.count) * share))
    let kept = Array(order.prefix(stay))
    let fresh = newCustomers(line, count: order.count - stay, using: &draws)
    return kept + fresh.filter { !kept.contains($0) }
  }
}
