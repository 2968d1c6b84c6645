import Primitives
import Vocabulary

/// Making people, and the phones, cars and homes that anybody has.
extension World {
  /// A new person who lives in a town, on no source's books yet.
  mutating func newPerson(
    ages: ClosedRange<Int>, sex: String? = nil, town: Int, familyName: String? = nil,
    category: String = "other", using draws: inout SeededGenerator
  ) -> Int {
    let sex = sex ?? (draws.chance(0.62) ? "M" : "F")
    let names = sex == "M" ? Words.boys : Words.girls
    let age = ages.lowerBound + draws.below(ages.count)
    let birth = settings.end.adding(days: -(age * 36_525 / 100 + draws.below(365)))
    let (address, postcode) = newAddress(town, using: &draws)
    let former = newAddress(town, using: &draws)
    let groups = ["W1", "W2", "W9", "M1", "M9", "A1", "A2", "A3", "A4", "B1", "B2", "O9", "NS"]
    let shares = [70.0, 1, 5, 2, 1, 3, 5, 2, 1, 2, 4, 2, 2]
    var person = Person(
      familyName: familyName ?? Words.surname(using: &draws),
      givenName: Words.one(of: names, using: &draws), middleName: "", sex: sex, birth: birth,
      ethnicity: groups[draws.pick(weights: shares)], home: town, address: address,
      postcode: postcode, formerAddress: former.address, formerPostcode: former.postcode,
      phone: nil, pncIdentifier: nil, alias: nil, category: category)
    if draws.chance(0.4) { person.middleName = Words.one(of: names, using: &draws) }
    if category == "suspect" || category == "convicted" {
      let check = "ABCDEFGHJKLMNPQRTUVWXYZ"
      let letter = String(Array(check)[draws.below(check.count)])
      person.pncIdentifier =
        "\(2008 + draws.below(17))/\(1_000_000 + draws.below(900_000))\(letter)"
      if draws.chance(0.3) { person.alias = Words.one(of: Words.aliases, using: &draws) }
    }
    return roster.add(person)
  }

  /// An address and its postcode in a town.
  func newAddress(
    _ town: Int, using draws: inout SeededGenerator
  ) -> (address: String, postcode: String) {
    let row = Places.towns[town]
    let street =
      "\(Words.one(of: Words.streets, using: &draws)) "
      + Words.one(of: Words.streetKinds, using: &draws)
    let house =
      draws.chance(0.12)
      ? "Flat \(1 + draws.below(12)), \(1 + draws.below(160))" : "\(1 + draws.below(180))"
    let letters = Array("ABDEFGHJLNPQRSTUWXYZ")
    let inward =
      "\(draws.below(10))\(letters[draws.below(20)])\(letters[draws.below(20)])"
    let district = 1 + (town * 7 + draws.below(5)) % 40
    return ("\(house) \(street), \(row.name)", "\(row.postcode)\(district) \(inward)")
  }

  /// A new phone at a town; with `handset`, a new number in a handset already in use.
  mutating func newPhone(
    town: Int, handset: UInt64? = nil, using draws: inout SeededGenerator
  ) -> Int {
    let numbers = Scattering(space: 590_000_000, seed: StableHash.mix(settings.seed &+ 13))
    let makes: [UInt64] = [35_209_900, 35_846_211, 86_075_304, 35_332_809, 86_891_605, 35_699_110]
    let serial = UInt64(draws.below(1_000_000))
    phones.append(
      Phone(
        number: 447_300_000_000 + numbers(phones.count),
        handset: handset ?? (makes[draws.below(makes.count)] * 1_000_000 + serial),
        subscription: 234_150_000_000_000 + UInt64(draws.below(9_999_999_999)), home: town,
        favouriteMast: draws.below(geography.townMasts[town].count)))
    return phones.count - 1
  }

  /// The personal phone of a person, given now if there is none.
  mutating func personalPhone(_ person: Int, using draws: inout SeededGenerator) -> Int {
    if let phone = roster.persons[person].phone { return phone }
    let phone = newPhone(town: roster.persons[person].home, using: &draws)
    roster.update(person) { $0.phone = phone }
    return phone
  }

  /// A new vehicle; with a keeper, a source may hold its record.
  mutating func newVehicle(
    role: String, kind: String = "private", town: Int, keeper: Int? = nil, lineage: Int? = nil,
    isRecorded: Bool = true, using draws: inout SeededGenerator
  ) -> Int {
    let models = kind == "goods" || kind == "fleet" ? Words.vans : Words.cars
    let (make, model) = models[draws.below(models.count)]
    var vehicle = Vehicle(
      role: role, kind: kind, make: make, model: model,
      colour: Words.one(of: Words.colours, using: &draws), home: town, lineage: lineage)
    vehicle.source = isRecorded ? Places.towns[town].source : nil
    if let keeper {
      if let source = vehicle.source, draws.chance(0.75) { roster.record(keeper, at: source) }
      vehicle.keepers = [
        Keepership(
          person: keeper, from: settings.end.adding(days: -(80 + draws.below(1500))), to: nil)
      ]
    }
    vehicles.append(vehicle)
    return vehicles.count - 1
  }

  /// A new home whose occupier lives there.
  mutating func newHome(
    town: Int, occupier: Int, role: String, vulnerability: String,
    using draws: inout SeededGenerator
  ) -> Int {
    homes.append(
      Home(
        town: town, address: roster.persons[occupier].address,
        postcode: roster.persons[occupier].postcode,
        position: Geography.scatter(town, kilometres: 1.2, using: &draws), occupier: occupier,
        role: role, vulnerability: vulnerability))
    return homes.count - 1
  }

  /// The source that polices a town.
  func source(of town: Int) -> Int { Places.towns[town].source }

  /// Fills the books with ordinary households until the aimed number of records is reached.
  ///
  /// Twins, and fathers and sons of one name, are among them; so are people whom several sources
  /// know, each a little differently.
  mutating func makeResidents() {
    let root = generator.fork("residents")
    var household = 0
    let weights = Places.towns.map { Double($0.population) + 30_000 }
    while roster.records.count < settings.personRecords {
      var draws = root.fork(household)
      household += 1
      let town = draws.pick(weights: weights)
      let members = newHousehold(town, using: &draws)
      for member in members where draws.chance(0.9) {
        let extra = draws.pick(weights: [0.62, 0.25, 0.09, 0.04])
        roster.record(member, at: source(of: town))
        for _ in 0..<extra { roster.record(member, at: draws.below(Places.sources.count)) }
        if draws.chance(0.04) { roster.duplicate(member, at: source(of: town)) }
        if draws.chance(0.6) {
          let phone = personalPhone(member, using: &draws)
          for other in members where other != member && draws.chance(0.6) {
            let far = personalPhone(other, using: &draws)
            contacts.append(CallHabit(left: phone, right: far, perDay: 0.4 + draws.unit()))
          }
        }
      }
      if members.count > 1, draws.chance(0.25) {
        tie(
          members[0], members[1], kind: draws.chance(0.5) ? "family" : "cohabit",
          at: source(of: town), using: &draws)
      }
    }
  }

  /// One to five people under one roof.
  private mutating func newHousehold(_ town: Int, using draws: inout SeededGenerator) -> [Int] {
    let categories = ["suspect", "convicted", "victim", "witness", "other"]
    let shares = [0.35, 0.2, 0.2, 0.1, 0.15]
    let head = newPerson(
      ages: 20...70, town: town, category: categories[draws.pick(weights: shares)], using: &draws)
    let first = roster.persons[head]
    var members = [head]
    func join(_ person: Int) {
      roster.update(person) { ($0.address, $0.postcode) = (first.address, first.postcode) }
      members.append(person)
    }
    if draws.chance(0.3) {
      join(
        newPerson(
          ages: 20...65, sex: first.sex == "M" ? "F" : "M", town: town,
          familyName: draws.chance(0.6) ? first.familyName : nil,
          category: categories[draws.pick(weights: shares)], using: &draws))
    }
    if draws.chance(0.22) {
      let child = newPerson(
        ages: 12...24, town: town, familyName: first.familyName, category: "other", using: &draws)
      join(child)
      let (sex, birth) = (roster.persons[child].sex, roster.persons[child].birth)
      if draws.chance(0.12) {
        // A twin: everything the same but the given names.
        let twin = newPerson(
          ages: 12...24, sex: sex, town: town, familyName: first.familyName, using: &draws)
        roster.update(twin) { $0.birth = birth }
        if roster.persons[twin].givenName != roster.persons[child].givenName { join(twin) }
      } else if first.sex == sex, draws.chance(0.15) {
        // A father and son, or mother and daughter, of one name.
        roster.update(child) { $0.givenName = first.givenName }
      }
    }
    return members
  }

  /// Puts a tie between two people on a source's books.
  mutating func tie(
    _ left: Int, _ right: Int, kind: String, at source: Int, grade: Grade = .blank,
    using draws: inout SeededGenerator
  ) {
    let since = settings.end.adding(days: -(30 + draws.below(1200))).iso8601
    ties.append(
      Tie(
        source: source, left: roster.reference(left, from: source),
        right: roster.reference(right, from: source), kind: kind,
        since: draws.chance(0.6) ? String(since.prefix(draws.chance(0.5) ? 10 : 4)) : "",
        grade: grade))
  }

  /// A grade by the weights of ordinary reporting.
  func ordinaryGrade(using draws: inout SeededGenerator) -> Grade {
    let source = ["1", "2", "3"][draws.pick(weights: [0.3, 0.55, 0.15])]
    let content = ["A", "B", "C", "D"][draws.pick(weights: [0.2, 0.3, 0.35, 0.15])]
    return Grade(source: source, content: content, handling: draws.chance(0.08) ? "C" : "P")
  }
}
