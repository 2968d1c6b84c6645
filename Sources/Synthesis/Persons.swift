import Primitives

/// A true person.
struct Person: Sendable {
  var familyName: String
  var givenName: String
  var middleName: String
  var sex: String
  var birth: CivilDate
  var ethnicity: String
  var home: Int
  var address: String
  var postcode: String
  /// Of an earlier address; an out-of-date record still has it.
  var formerAddress: String
  var formerPostcode: String
  /// The personal telephone, as a position in the world's phones.
  var phone: Int?
  var pncIdentifier: String?
  var alias: String?
  var category: String
}

/// One record of a person at one source.
struct PersonRecord: Sendable {
  let person: Int
  let source: Int
  /// Counted within the source.
  let serial: Int
}

/// Everybody, and the records that the sources hold of them.
struct Roster: Sendable {
  private(set) var persons: [Person] = []
  private(set) var records: [PersonRecord] = []
  private var recordAt: [Int: Int] = [:]
  private var serials = [Int](repeating: 0, count: Places.sources.count)
  /// One a source, or the first records of all sources would bear the same digits.
  private let scatterings: [Scattering]

  init(seed: UInt64) {
    scatterings = Places.sources.indices.map {
      Scattering(space: 900_000, seed: StableHash.mix(seed &+ UInt64($0)))
    }
  }

  mutating func add(_ person: Person) -> Int {
    persons.append(person)
    return persons.count - 1
  }

  mutating func update(_ person: Int, _ change: (inout Person) -> Void) { change(&persons[person]) }

  /// The identifier of a record within its source. Scattered: it says nothing of its making.
  func identifier(of record: PersonRecord) -> String {
    "\(Places.prefixes[record.source])P\(100_000 + scatterings[record.source](record.serial))"
  }

  /// The record that a source holds of a person, made now if it holds none.
  @discardableResult
  mutating func record(_ person: Int, at source: Int) -> PersonRecord {
    let key = person * Places.sources.count + source
    if let known = recordAt[key] { return records[known] }
    let record = PersonRecord(person: person, source: source, serial: serials[source])
    serials[source] += 1
    recordAt[key] = records.count
    records.append(record)
    return record
  }

  /// The record that a source holds of a person, if it holds one.
  func known(_ person: Int, at source: Int) -> PersonRecord? {
    recordAt[person * Places.sources.count + source].map { records[$0] }
  }

  /// A second record of a person at a source that already holds one: a duplicate by mistake.
  mutating func duplicate(_ person: Int, at source: Int) {
    records.append(PersonRecord(person: person, source: source, serial: serials[source]))
    serials[source] += 1
  }

  /// How a source writes a person down in its own records.
  mutating func reference(_ person: Int, from source: Int) -> String {
    identifier(of: record(person, at: source))
  }

  /// `source:id` of a record.
  func key(of record: PersonRecord) -> String {
    "\(Places.sources[record.source]):\(identifier(of: record))"
  }

  /// Every record of every person: for each person, positions in `records`.
  func recordsByPerson() -> [[Int]] {
    var result = [[Int]](repeating: [], count: persons.count)
    for (index, record) in records.enumerated() { result[record.person].append(index) }
    return result
  }
}
