public import Primitives
public import Vocabulary

extension RegionalPicture {
  /// The moment the picture stands at.
  public var asOf: Instant { holdings.asOf }

  /// The person a record key speaks of, if that record has arrived.
  public func entity(of key: RecordKey) -> Int? { personPosition[key].map { entityOfRecord[$0] } }

  /// The position of an area in `holdings.areas`, if it has arrived.
  public func area(of key: RecordKey?) -> Int? { key.flatMap { areaPosition[$0] } }

  /// The position of a home in `holdings.premises`, if it has arrived.
  public func premises(of key: RecordKey) -> Int? { premisesPosition[key] }

  /// The rows of one registration in `holdings.sightings`, in order of time.
  public func sightingRows(of plate: UInt64) -> Range<Int> {
    Self.rows(of: plate, in: plates, plateStarts)
  }

  /// The rows in `holdings.calls` of one number's outgoing calls, in order of time.
  public func callRows(from number: UInt64) -> Range<Int> {
    Self.rows(of: number, in: callers, callerStarts)
  }

  private static func rows(of value: UInt64, in values: [UInt64], _ starts: [Int]) -> Range<Int> {
    var low = 0
    var high = values.count
    while low < high {
      let middle = (low + high) / 2
      if values[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < values.count && values[low] == value ? starts[low]..<starts[low + 1] : 0..<0
  }

  /// The force code of an area.
  public func force(ofArea area: Int) -> String { holdings.areas[area].force }

  /// The dates of birth an entity's records give, youngest first.
  public func birthDates(of entity: Int) -> [PartialDate] {
    entities[entity].records.compactMap { holdings.persons[$0].dateOfBirth }.sorted { $0 > $1 }
  }

  /// An entity's age at the picture's moment. Where records disagree, every age they allow.
  public func age(of entity: Int) -> Age {
    let dates = birthDates(of: entity)
    guard let youngest = dates.map(\.latest).max(), let oldest = dates.map(\.earliest).min() else {
      return .unknown
    }
    let today = LondonTime.civil(asOf).day
    return .between(youngest.wholeYears(to: today), oldest.wholeYears(to: today))
  }

  /// Where a person lives: the area most of the records name, ties to the first in order.
  public func homeArea(of entity: Int) -> Int? {
    var counts: [Int: Int] = [:]
    for record in entities[entity].records {
      if let area = area(of: holdings.persons[record].area) { counts[area, default: 0] += 1 }
    }
    return counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key
  }

  /// The name most of the records give, given names first; ties to the first in order.
  public func name(of entity: Int) -> String {
    var counts: [String: Int] = [:]
    for record in entities[entity].records {
      let person = holdings.persons[record]
      let name = [person.givenNames, person.familyName].compactMap { $0 }.joined(separator: " ")
      if !name.isEmpty { counts[name, default: 0] += 1 }
    }
    return counts.min { (-$0.value, $0.key) < (-$1.value, $1.key) }?.key ?? ""
  }

  /// Every number that an entity's records give, ascending.
  public func numbers(of entity: Int) -> [UInt64] {
    Set(entities[entity].records.flatMap { holdings.persons[$0].numbers.map(\.packed) }).sorted()
  }
}
