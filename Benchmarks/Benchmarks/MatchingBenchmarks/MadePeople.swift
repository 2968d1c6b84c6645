import BenchmarkKit
import Matching
import Primitives
import Vocabulary

/// An invented population and the records that several sources keep of it, with slips.
///
/// Names are made of syllables and numbers are drawn; nobody is meant.
struct MadePeople {
  private(set) var input: MatchingInput
  /// The person behind each record.
  private(set) var truth: [RecordKey: Int] = [:]
  /// Two records of one person.
  private(set) var somePair: (RecordKey, RecordKey)?

  /// Each person is written one to four times, in different sources.
  init(records: Int, seed: UInt64) {
    input = MatchingInput(persons: [], asOf: CivilDate(daysSinceEpoch: 20_513))
    var random = SeededGenerator(seed: seed)
    var person = 0
    while input.persons.count < records {
      let written = Self.person(&random)
      let copies = min(1 + random.below(4), records - input.persons.count)
      for source in 0..<copies {
        let key = RecordKey(source: "s\(source)", id: "P\(person)")
        input.persons.append(Self.slipped(written, key: key, &random))
        truth[key] = person
      }
      if copies > 1, somePair == nil {
        somePair = (
          RecordKey(source: "s0", id: "P\(person)"), RecordKey(source: "s1", id: "P\(person)")
        )
      }
      person += 1
    }
  }

  private static let beginnings = [
    "Ash", "Brad", "Cal", "Den", "Elm", "Far", "Gran", "Har", "Ing", "Kirk", "Lang", "Mar", "Nor",
    "Old", "Pem", "Rad", "Sed", "Thorn", "Ul", "Ver", "War", "Yar",
  ]
  private static let endings = [
    "bury", "by", "den", "field", "ford", "gate", "ham", "ley", "man", "ridge", "son", "stone",
    "ton", "wick", "wood", "worth",
  ]
  private static let given = [
    "James", "John", "David", "Michael", "Daniel", "Thomas", "Mohammed", "William", "Robert",
    "Liam", "Kyle", "Jordan", "Jack", "Samuel", "Lee", "Paul", "Mark", "Andrew", "Ahmed", "Callum",
    "Sarah", "Emma", "Jessica", "Chloe", "Rebecca", "Laura", "Megan", "Shannon", "Zara", "Leah",
  ]

  private static func pick(_ words: [String], _ random: inout SeededGenerator) -> String {
    words[random.below(words.count)]
  }

  private static func person(_ random: inout SeededGenerator) -> PersonForMatching {
    let birth = CivilDate(daysSinceEpoch: -3_650 + random.below(16_000)).parts
    return PersonForMatching(
      key: RecordKey(source: "s0", id: "P"),
      familyName: pick(beginnings, &random) + pick(endings, &random)
        + (random.chance(0.3) ? pick(endings, &random) : ""),
      givenNames: pick(given, &random) + (random.chance(0.4) ? " " + pick(given, &random) : ""),
      dateOfBirth: PartialDate(year: birth.year, month: birth.month, day: birth.day),
      sex: random.chance(0.7) ? "M" : "F",
      address: "\(1 + random.below(200)) \(pick(beginnings, &random)) Street",
      postcode: "WA\(1 + random.below(16)) \(1 + random.below(9))"
        + pick(["AB", "DE", "NQ"], &random),
      numbers: [447_700_000_000 + UInt64(random.below(900_000_000))])
  }

  /// A record of a person as a busy clerk writes it.
  private static func slipped(
    _ person: PersonForMatching, key: RecordKey, _ random: inout SeededGenerator
  ) -> PersonForMatching {
    var record = person
    record.key = key
    if random.chance(0.08), let name = record.familyName, name.count > 3 {
      var letters = Array(name)
      letters.swapAt(1, 2)
      record.familyName = String(letters)
    }
    if random.chance(0.2) {
      record.givenNames = record.givenNames?.split(separator: " ").first.map { String($0) }
    }
    if random.chance(0.1) { record.dateOfBirth = nil }
    if random.chance(0.3) { record.address = nil }
    if random.chance(0.3) { record.postcode = nil }
    if random.chance(0.5) { record.numbers = [] }
    return record
  }

  /// Every record once; 95 of 100 pairs joined are right; half of the right pairs are joined.
  func check(_ resolution: Resolution) {
    var (joined, right, records) = (0, 0, 0)
    for entity in resolution.entities {
      records += entity.members.count
      let persons = entity.members.map { truth[$0.key] }
      for (index, one) in persons.enumerated() {
        for other in persons[(index + 1)...] {
          joined += 1
          if one == other { right += 1 }
        }
      }
    }
    let copies = Dictionary(grouping: truth.values) { $0 }.values.map(\.count)
    let all = copies.reduce(0) { $0 + $1 * ($1 - 1) / 2 }
    precondition(records == truth.count, "every record stands in one entity")
    precondition(right * 100 >= joined * 95, "\(right) of \(joined) pairs joined are right")
    precondition(right * 2 >= all, "\(right) of \(all) pairs are found")
  }
}

/// A population after the first steps.
struct PreparedPeople {
  let people: MadePeople
  let resolver: Resolver
  let model: MatchingModel

  init(_ people: MadePeople) throws {
    self.people = people
    resolver = try Resolver(people.input, on: twoThreads)
    model = try resolver.estimateModel()
  }
}

/// A population of which the last records have not come yet.
struct HeldPeople {
  let people: MadePeople
  let held: HeldResolution
  let new: MatchingInput

  init(_ people: MadePeople, new count: Int) throws {
    self.people = people
    var (first, last) = (people.input, people.input)
    first.persons.removeLast(count)
    last.persons = Array(people.input.persons.suffix(count))
    new = last
    let resolver = try Resolver(first, on: twoThreads)
    held = try resolver.hold(with: resolver.estimateModel())
  }
}
