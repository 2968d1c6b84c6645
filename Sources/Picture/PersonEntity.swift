/// A person, as far as the records of all sources were found to speak of one.
public struct PersonEntity: Sendable {
  /// Ours, and the same from night to night.
  public let id: String
  /// Positions in `Holdings.persons`, ascending.
  public let records: [Int]
  /// How sure each record is to belong, in step with `records`.
  public let probabilities: [Double]

  /// An entity of at least one record.
  public init(id: String, records: [Int], probabilities: [Double]) {
    precondition(
      !records.isEmpty && records.count == probabilities.count,
      "an entity has records, and a probability for each")
    self.id = id
    self.records = records
    self.probabilities = probabilities
  }
}

/// What is known of a person's age on a day.
public enum Age: Hashable, Sendable {
  /// No record gives a year of birth.
  case unknown
  /// Between two whole numbers of years, both possible.
  case between(Int, Int)

  /// Whether the person may be under 18. An unknown age may be.
  public var isPossiblyUnder18: Bool {
    switch self {
    case .unknown: true
    case .between(let youngest, _): youngest < 18
    }
  }

  /// Whether the person may be at most so many years old. An unknown age is not taken to be.
  public func mayBeAtMost(_ years: Int) -> Bool {
    switch self {
    case .unknown: false
    case .between(let youngest, _): youngest <= years
    }
  }

  /// The youngest age possible, if any is known.
  public var youngest: Int? {
    switch self {
    case .unknown: nil
    case .between(let youngest, _): youngest
    }
  }
}
