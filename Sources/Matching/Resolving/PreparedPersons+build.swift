import Primitives
import Vocabulary

extension PreparedPersons {
  /// Folds all records in one stretch and weighs values by these records' own counts.
  init(_ input: MatchingInput) {
    let columns = min(input.extraNames.count, MatchingInput.extraColumnsMax)
    var folder = PersonFolder(extraColumns: columns)
    for at in KeyOrder.sortedOnce(input.persons) { folder.add(input.persons[at]) }
    self = folder.persons
    weigh(by: countTerms())
  }

  /// Folds all records.
  init(unweighed input: MatchingInput, on workers: Workers) throws {
    let columns = min(input.extraNames.count, MatchingInput.extraColumnsMax)
    let order = KeyOrder.sortedOnce(input.persons)
    self = try PreparedPersons(extraColumns: columns).adding(input.persons, order, on: workers)
    if columns < input.extraNames.count {
      warnings.append(
        MatchingWarning(
          code: "MATCHING-EXTRA-COLUMNS", count: input.extraNames.count - columns,
          text: "only the first \(columns) extra columns are compared"))
    }
    if order.count < input.persons.count {
      warnings.insert(
        MatchingWarning(
          code: "MATCHING-REPEATED-KEY", count: input.persons.count - order.count,
          text: "records repeat a key that another record has; one of each was kept"), at: 0)
    }
  }

  /// These records and, behind them, others in the order given.
  func adding(
    _ persons: [PersonForMatching], _ order: [Int], on workers: Workers
  ) throws -> PreparedPersons {
    let parts = max(1, min(32, order.count / 8192))
    let folded = try parallelMap(chunks: parts, on: workers) { part in
      var folder = PersonFolder(extraColumns: extras.count)
      for at in order[chunkBounds(part, of: parts, count: order.count)] { folder.add(persons[at]) }
      return folder.persons
    }
    return try FoldedJoin.join(self, folded, on: workers)
  }

  /// No records.
  init(extraColumns: Int) {
    extras = Array(repeating: [], count: extraColumns)
    extraTexts = Array(repeating: TextTable(), count: extraColumns)
    extraHashes = Array(repeating: [], count: extraColumns)
  }
}

/// Records in order of their keys, each key once.
enum KeyOrder {
  /// Positions of the records that stay. Of records with one key the first in order of content
  /// stays, so that input order means nothing.
  static func sortedOnce(_ persons: [PersonForMatching]) -> [Int] {
    let order = sorted(persons.map(\.key))
    var kept: [Int] = []
    kept.reserveCapacity(order.count)
    for at in order {
      if let last = kept.last, persons[last].key == persons[at].key {
        if content(persons[at]).lexicographicallyPrecedes(content(persons[last])) {
          kept[kept.count - 1] = at
        }
      } else {
        kept.append(at)
      }
    }
    return kept
  }

  /// The positions of keys, smallest key first.
  ///
  /// Keys are sorted by their source's place and their identifier's first eight bytes, which are
  /// two numbers; texts are compared only where those are equal. Bytes order texts as `<` does as
  /// long as they are ASCII; otherwise whole keys are compared.
  private static func sorted(_ keys: [RecordKey]) -> [Int] {
    var isSorted = true
    for at in keys.indices.dropFirst() where keys[at] < keys[at - 1] {
      isSorted = false
      break
    }
    if isSorted { return Array(keys.indices) }
    let places = Dictionary(
      uniqueKeysWithValues: Set(keys.map(\.source)).sorted().enumerated().map {
        ($0.element, UInt32($0.offset))
      })
    var items: [Item] = []
    items.reserveCapacity(keys.count)
    for (at, key) in keys.enumerated() {
      guard let place = places[key.source], let prefix = prefix(of: key.id) else {
        return keys.indices.sorted { keys[$0] != keys[$1] ? keys[$0] < keys[$1] : $0 < $1 }
      }
      items.append(Item(prefix: prefix, place: place, at: UInt32(at)))
    }
    items.sort {
      if $0.place != $1.place { return $0.place < $1.place }
      if $0.prefix != $1.prefix { return $0.prefix < $1.prefix }
      let left = keys[Int($0.at)]
      let right = keys[Int($1.at)]
      return left != right ? left < right : $0.at < $1.at
    }
    return items.map { Int($0.at) }
  }

  private struct Item {
    var prefix: UInt64
    var place: UInt32
    var at: UInt32
  }

  /// The first eight bytes, first byte highest; nil when one of the text's bytes is not ASCII.
  private static func prefix(of text: String) -> UInt64? {
    var prefix: UInt64 = 0
    var count: UInt64 = 0
    for byte in text.utf8 {
      guard byte < 0x80 else { return nil }
      if count < 8 { prefix |= UInt64(byte) &<< (56 - count * 8) }
      count += 1
    }
    return prefix
  }

  /// A total order of records that share a key.
  private static func content(_ person: PersonForMatching) -> [String] {
    [
      person.familyName ?? "", person.givenNames ?? "", person.dateOfBirth?.text ?? "",
      person.sex ?? "", person.pncId ?? "", person.address ?? "", person.postcode ?? "",
    ] + person.aliases + person.numbers.map { String($0) } + person.extra.map { $0 ?? "" }
  }
}
