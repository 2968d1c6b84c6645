import Matching
import Primitives
import Vocabulary

/// An invented population with households, twins, sons named after fathers, and the records that
/// careless clerks of several forces would write of it.
///
/// All names, places and numbers are drawn from short lists and the generator; nobody is meant.
struct PersonWorld {
  /// One invented person.
  struct Person {
    var family: String
    var given: String
    var middle: String?
    var sex: String
    var birth: CivilDate
    var pnc: String?
    var address: String
    var postcode: String
    var numbers: [UInt64]
  }

  private(set) var persons: [Person] = []
  private(set) var records: [PersonForMatching] = []
  /// The person behind each record, by position in `persons`.
  private(set) var truth: [RecordKey: Int] = [:]
  private var draws: SeededGenerator

  static let asOf = PersonWorld.day(2026, 3, 1)

  /// - Parameter recordCount: Records to write, about; persons follow from it.
  init(seed: UInt64, recordCount: Int) {
    draws = SeededGenerator(seed: seed)
    while records.count < recordCount { addHousehold() }
  }

  static func day(_ year: Int, _ month: Int, _ day: Int) -> CivilDate {
    guard let date = CivilDate(year: year, month: month, day: day) else {
      preconditionFailure("the calendar has that day")
    }
    return date
  }

  // MARK: People

  private mutating func addHousehold() {
    let family = familyName()
    let address =
      "\(1 + draws.below(160)) \(pick(Self.streets)) \(pick(["Street", "Road", "Lane", "Close"]))"
    let postcode = somePostcode()
    let homeNumber: UInt64? = draws.chance(0.25) ? number() : nil
    var members: [Person] = []
    let parents = 1 + draws.below(2)
    for _ in 0..<parents {
      members.append(
        person(
          family, birth: Self.asOf.adding(days: -9000 - draws.below(9000)), address, postcode,
          homeNumber))
    }
    var children = draws.below(3)
    while children > 0 {
      let birth = members[0].birth.adding(days: 7000 + draws.below(4000))
      var child = person(family, birth: birth, address, postcode, homeNumber)
      if draws.chance(0.06), child.sex == members[0].sex {
        child.given = members[0].given
        child.middle = nil
      }
      members.append(child)
      if draws.chance(0.08) {
        var twin = person(family, birth: birth, address, postcode, homeNumber)
        while twin.given == child.given { twin.given = givenName(sex: twin.sex) }
        members.append(twin)
      }
      children -= 1
    }
    for member in members where draws.chance(0.55) { write(member) }
  }

  private mutating func person(
    _ family: String, birth: CivilDate, _ address: String, _ postcode: String,
    _ homeNumber: UInt64?
  ) -> Person {
    let sex = draws.chance(0.7) ? "M" : "F"
    return Person(
      family: family, given: givenName(sex: sex),
      middle: draws.chance(0.3) ? givenName(sex: sex) : nil, sex: sex, birth: birth,
      pnc: draws.chance(0.5)
        ? "\(2000 + draws.below(25))/\(1 + draws.below(600_000))\(pick(["A", "B", "D", "K", "X"]))"
        : nil, address: address, postcode: postcode,
      numbers: [number()] + (homeNumber.map { [$0] } ?? []))
  }

  private mutating func familyName() -> String {
    if draws.chance(0.55) { return Self.families[skewed(Self.families.count)] }
    let name = pick(Self.beginnings) + pick(Self.middles) + pick(Self.endings)
    return draws.chance(0.05) ? name + "-" + pick(Self.families) : name
  }

  private mutating func givenName(sex: String) -> String {
    let names = sex == "F" ? Self.women : Self.men
    return names[skewed(names.count)].split(separator: "/").map { String($0) }[0]
  }

  /// Small numbers far more often than large ones.
  private mutating func skewed(_ count: Int) -> Int {
    let share = draws.unit()
    return min(count - 1, Int(share * share * Double(count)))
  }

  private mutating func number() -> UInt64 { 447_700_000_000 + UInt64(draws.below(99_999_999)) }

  private mutating func somePostcode() -> String {
    let outward = pick(["L", "M", "WA", "CH", "PR", "BL", "WN", "OL"]) + "\(1 + draws.below(20))"
    return outward + " \(1 + draws.below(9))" + pick(Self.letters) + pick(Self.letters)
  }

  private mutating func pick(_ choices: [String]) -> String { choices[draws.below(choices.count)] }

  // MARK: Records

  private mutating func write(_ person: Person) {
    let number = persons.count
    persons.append(person)
    var count = 1
    while count < 6 && draws.chance(0.45) { count += 1 }
    var address = person.address
    var postcode = person.postcode
    for copy in 0..<count {
      if copy > 0 && draws.chance(0.15) {
        address = "\(1 + draws.below(160)) \(pick(Self.streets)) Street"
        postcode = somePostcode()
      }
      let source = pick(["merseyside", "cheshire", "lancashire", "gmp", "nca", "northwales"])
      let id = StableHash.hex(StableHash.mix(UInt64(records.count) ^ 0x5EED), digits: 10)
      var record = PersonForMatching(key: RecordKey(source: source, id: id))
      fill(&record, from: person, address, postcode)
      records.append(record)
      truth[record.key] = number
    }
  }

  private mutating func fill(
    _ record: inout PersonForMatching, from person: Person, _ address: String, _ postcode: String
  ) {
    var given = person.given
    if draws.chance(0.12) { given = shortForm(given) }
    if draws.chance(0.06) { given = slip(given) }
    if let middle = person.middle, draws.chance(0.5) {
      given += " " + (draws.chance(0.3) ? String(middle.prefix(1)) : middle)
    }
    var family = person.family
    if draws.chance(0.06) { family = slip(family) }
    if draws.chance(0.3) { family = family.uppercased() }
    record.familyName = draws.chance(0.02) ? nil : family
    record.givenNames = draws.chance(0.03) ? nil : given
    if draws.chance(0.015) { swap(&record.familyName, &record.givenNames) }
    record.dateOfBirth = birthDate(person.birth)
    record.sex = draws.chance(0.05) ? nil : draws.chance(0.005) ? "U" : person.sex
    if let pnc = person.pnc, draws.chance(0.7) {
      record.pncId = draws.chance(0.3) ? String(pnc.dropFirst(2)).lowercased() : pnc
    }
    if !draws.chance(0.3) { record.address = draws.chance(0.05) ? slip(address) : address }
    if !draws.chance(0.3) { record.postcode = postcode }
    record.numbers = person.numbers.filter { _ in draws.chance(0.4) }
  }

  private mutating func birthDate(_ date: CivilDate) -> PartialDate? {
    let (year, month, day) = date.parts
    switch draws.unit() {
    case ..<0.08: return nil
    case ..<0.10:
      return PartialDate(year: year, month: day <= 12 ? day : month, day: day <= 12 ? month : day)
    case ..<0.12: return PartialDate(year: year, month: 1, day: 1)
    case ..<0.13: return PartialDate(year: year, month: nil, day: nil)
    case ..<0.15: return PartialDate(year: year, month: month, day: 1 + (day + 9) % 28)
    case ..<0.165: return PartialDate(year: year + 10, month: month, day: min(day, 28))
    case ..<0.18: return PartialDate(year: year, month: month % 12 + 1, day: min(day, 28))
    default: return PartialDate(year: year, month: month, day: day)
    }
  }

  private func shortForm(_ name: String) -> String {
    for row in Self.men + Self.women {
      let forms = row.split(separator: "/")
      if forms.count > 1, forms[0] == name { return String(forms[1]) }
    }
    return name
  }

  private mutating func slip(_ text: String) -> String {
    var letters = Array(text)
    guard letters.count >= 3 else { return text }
    let at = 1 + draws.below(letters.count - 2)
    switch draws.below(4) {
    case 0: letters.remove(at: at)
    case 1: letters.insert(letters[at], at: at)
    case 2: letters.swapAt(at, at + 1)
    default: letters[at] = Character(pick(Self.letters).lowercased())
    }
    return String(letters)
  }

  private static let letters = "ABDEFGHJLNPQRSTUWXYZ".map { String($0) }
  private static let streets = [
    "Lime", "Mill", "Church", "Victoria", "Station", "Chapel", "Park", "Bridge", "Canal", "Dock",
    "Abbey", "Elm", "Oak", "Hope", "Rose", "Quarry", "Meadow", "Moor", "Castle", "Garden",
  ]
  private static let families = [
    "Smith", "Jones", "Williams", "Taylor", "Brown", "Davies", "Evans", "Wilson", "Thomas",
    "Roberts", "Johnson", "Walker", "Wright", "Robinson", "Thompson", "White", "Hughes", "Edwards",
    "Green", "Hall", "Wood", "Harris", "Lewis", "Martin", "Jackson", "Clarke", "Khan", "Ahmed",
    "Hussain", "Ali", "Begum", "Patel", "Singh", "Kaur", "O'Brien", "Kelly", "Murphy", "Ryan",
    "McDonald", "MacKenzie", "Nowak", "Kowalski", "Mohamud", "Hassan", "Abdi", "Lloyd", "Price",
    "Griffiths", "Owen", "Parry", "Fletcher", "Barker", "Doyle", "Byrne", "Shaw", "Holt", "Kay",
  ]
  private static let men = [
    "James/Jim", "John/Johnny", "David/Dave", "Michael/Mick", "Daniel/Danny", "Thomas/Tom",
    "Mohammed/Mohamed", "William/Bill", "Robert/Bob", "Christopher/Chris", "Matthew/Matt",
    "Joseph/Joe", "Anthony/Tony", "Liam", "Kyle", "Ryan", "Jordan", "Connor/Conor", "Jack",
    "Joshua/Josh", "Samuel/Sam", "Lee", "Paul", "Mark", "Stephen/Steve", "Andrew/Andy", "Ahmed",
    "Ali", "Hassan/Hasan", "Yusuf/Yousuf", "Callum", "Kieran", "Nathan/Nate", "Piotr/Piotrek",
    "Tomasz/Tomek", "Rhys", "Gareth/Gaz", "Declan", "Aaron", "Tyler", "Leon", "Curtis", "Dylan",
  ]
  private static let women = [
    "Sarah/Sally", "Emma/Em", "Katherine/Kate", "Elizabeth/Liz", "Jessica/Jess", "Chloe",
    "Rebecca/Becky", "Amy", "Laura", "Samantha/Sam", "Victoria/Vicky", "Fatima/Fatimah",
    "Aisha/Ayesha", "Megan/Meg", "Shannon", "Courtney", "Natalie/Nat", "Jennifer/Jenny", "Kelly",
    "Zara", "Leah", "Paige", "Jade", "Molly", "Amelia/Millie", "Agnieszka/Aga", "Sian", "Niamh",
  ]
  private static let beginnings = [
    "Ash", "Brad", "Cal", "Den", "Elm", "Far", "Gran", "Har", "Ing", "Kirk", "Lang", "Mar",
    "Nor", "Old", "Pem", "Quar", "Rad", "Sed", "Thorn", "Ul", "Ver", "War", "Yar",
  ]
  private static let middles = ["", "der", "ing", "le", "mer", "o", "ri", "s", "ter", "wer"]
  private static let endings = [
    "bury", "by", "den", "field", "ford", "gate", "ham", "ley", "man", "ridge", "son", "stone",
    "ton", "wick", "wood", "worth",
  ]
}
