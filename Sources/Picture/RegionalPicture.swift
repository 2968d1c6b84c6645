public import Vocabulary

/// The holdings, who is who in them, and the look-ups that every question needs.
///
/// Frozen: a pure function of the holdings and the resolution. People are positions in `entities`;
/// vehicles are packed registrations; phones are packed numbers.
public struct RegionalPicture: Sendable {
  /// What is held.
  public private(set) var holdings: Holdings
  /// People, ascending by identifier.
  public let entities: [PersonEntity]
  /// The entity of each record in `holdings.persons`.
  public let entityOfRecord: [Int]
  /// The area of each camera: as said, or the nearest area's within 15 km; −1 for none.
  public let areaOfCamera: [Int]
  /// The area of each cell, by the same rule.
  public let areaOfCell: [Int]
  /// Different registrations read, ascending, each with its run of rows in `holdings.sightings`.
  public private(set) var plates: [UInt64]
  /// `plateStarts[i] ..< plateStarts[i + 1]` are the rows of `plates[i]`.
  public private(set) var plateStarts: [Int]
  /// Different A numbers, ascending, each with its run of rows in `holdings.calls`.
  public let callers: [UInt64]
  /// `callerStarts[i] ..< callerStarts[i + 1]` are the rows of `callers[i]`.
  public let callerStarts: [Int]
  /// People a record gives each number to, ascending.
  public let peopleOfNumber: [UInt64: [Int]]
  /// Records of each registered vehicle: positions in `holdings.vehicles`, ascending.
  public let recordsOfVehicle: [UInt64: [Int]]

  let personPosition: [RecordKey: Int]
  let areaPosition: [RecordKey: Int]
  let premisesPosition: [RecordKey: Int]

  /// Builds the look-ups.
  ///
  /// - Parameter entities: Every record in exactly one of them.
  public init(holdings: Holdings, entities: [PersonEntity]) {
    self.holdings = holdings
    self.entities = entities.sorted { $0.id < $1.id }
    var entityOfRecord = [Int](repeating: -1, count: holdings.persons.count)
    for (position, entity) in self.entities.enumerated() {
      for record in entity.records {
        precondition(entityOfRecord[record] < 0, "a record belongs to one person")
        entityOfRecord[record] = position
      }
    }
    precondition(!entityOfRecord.contains(-1), "every record belongs to a person")
    self.entityOfRecord = entityOfRecord
    personPosition = Self.positions(holdings.persons.map(\.key))
    areaPosition = Self.positions(holdings.areas.map(\.key))
    premisesPosition = Self.positions(holdings.premises.map(\.key))
    let finder = AreaFinder(areas: holdings.areas, positions: areaPosition)
    areaOfCamera = holdings.cameras.map { finder.area(said: $0.area, position: $0.position) }
    areaOfCell = holdings.cells.map { finder.area(said: $0.area, position: $0.position) }
    (plates, plateStarts) = Self.runs(holdings.sightings.plates)
    (callers, callerStarts) = Self.runs(holdings.calls.aNumbers)
    var people: [UInt64: [Int]] = [:]
    for (record, person) in holdings.persons.enumerated() {
      for number in person.numbers {
        people[number.packed, default: []].append(entityOfRecord[record])
      }
    }
    peopleOfNumber = people.mapValues { Array(Set($0)).sorted() }
    recordsOfVehicle = Dictionary(
      grouping: holdings.vehicles.indices, by: { holdings.vehicles[$0].registration.packed })
  }

  /// Reads up to the picture's moment, each once, with cameras as the picture numbers them; and how
  /// many repeated another.
  ///
  /// - Parameter reads: Ascending by (plate, time, camera, file, row), of cameras that the picture
  ///   knows.
  public func taking(_ reads: SightingColumns) -> (kept: SightingColumns, repeated: Int) {
    HoldingsBuilder.trim(reads, asOf: holdings.asOf, cameras: holdings.cameras)
  }

  /// The picture with other sightings in the place of its own.
  ///
  /// - Parameters:
  ///   - reads: As `taking` wants them.
  ///   - repeated: How many sightings of the whole window repeat another.
  public func holding(_ reads: SightingColumns, repeated: Int) -> RegionalPicture {
    var picture = self
    picture.holdings.sightings = taking(reads).kept
    picture.holdings.repeatedSightings = repeated
    (picture.plates, picture.plateStarts) = Self.runs(picture.holdings.sightings.plates)
    return picture
  }

  private static func positions(_ keys: [RecordKey]) -> [RecordKey: Int] {
    Dictionary(keys.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { a, _ in a })
  }

  /// The different values of an ascending column and where each one's rows begin.
  private static func runs(_ column: [UInt64]) -> ([UInt64], [Int]) {
    var values: [UInt64] = []
    var starts: [Int] = []
    for (row, value) in column.enumerated() where values.last != value {
      values.append(value)
      starts.append(row)
    }
    return (values, starts + [column.count])
  }
}
