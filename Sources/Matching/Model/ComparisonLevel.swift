/// One step of agreement, with the chances that it happens.
public struct ComparisonLevel: Hashable, Sendable {
  /// Where a number came from.
  public enum Origin: String, Hashable, Sendable, CaseIterable {
    /// The project's own table.
    case table
    /// Estimated from the records, drawn towards the table by its pseudo-counts.
    case estimated
  }

  /// A name that stays: `exact`, `nickname`, `swapped` …
  public var name: String
  /// The chance of this level between two records of one person, both sides known. 0 < m < 1.
  public var m: Double
  /// Where m came from.
  public var mOrigin: Origin
  /// The chance of this level between two random records, both sides known. 0 < u < 1.
  public var u: Double
  /// Where u came from.
  public var uOrigin: Origin
  /// The chance of this level between two people of one household. 0 < household < 1.
  public var household: Double

  /// A level with its chances.
  public init(
    name: String, m: Double, mOrigin: Origin, u: Double, uOrigin: Origin, household: Double
  ) {
    self.name = name
    self.m = m
    self.mOrigin = mOrigin
    self.u = u
    self.uOrigin = uOrigin
    self.household = household
  }
}

/// One comparison of a model: its name and its levels, from agreement to disagreement.
public struct ComparisonModel: Hashable, Sendable {
  /// A name that stays: `family_name`; an extra column's is `extra:` and the column's name.
  public var name: String
  /// From agreement to disagreement. A missing side is no level: it weighs nothing.
  public var levels: [ComparisonLevel]

  /// A comparison with its levels.
  public init(name: String, levels: [ComparisonLevel]) {
    self.name = name
    self.levels = levels
  }
}
