import Picture
import Primitives
import Vocabulary

/// What is known beforehand of a phone whose owner may hold a line.
struct PhoneOwner: Sendable {
  /// log2 odds that it is carried with the line.
  let bits: Double
  /// Positions of the person records that give the number.
  let records: [Int]

  /// How likely a holder's phone that a record knows is the one in his pocket, and not an old one.
  static let isCurrent = 0.8

  /// The phones of people who may hold a line, by packed number.
  ///
  /// - Parameter people: With their chances, from everything but the phones.
  static func all(
    of people: [HolderCandidate], in picture: RegionalPicture
  ) -> [UInt64: PhoneOwner] {
    var owners: [UInt64: PhoneOwner] = [:]
    for person in people where person.probability >= 0.02 {
      let records = picture.entities[person.entity].records
      let numbers = Set(records.flatMap { picture.holdings.persons[$0].numbers.map(\.packed) })
      for number in numbers.sorted() {
        // One of the numbers that a person is known by is in use; one that several people give is
        // any of theirs.
        let shares = Double(numbers.count * max(1, picture.peopleOfNumber[number]?.count ?? 1))
        let chance = min(0.95, isCurrent * person.probability / shares)
        let own = PhoneOwner(
          bits: Bits(probability: chance).value,
          records: records.filter { record in
            picture.holdings.persons[record].numbers.contains { $0.packed == number }
          })
        if own.bits > owners[number]?.bits ?? -.infinity { owners[number] = own }
      }
    }
    return owners
  }
}
