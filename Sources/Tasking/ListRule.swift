/// What a list admits, and how long it may be.
public struct ListRule: Hashable, Sendable {
  /// The probability that a candidate is what the list says before anything was found of it,
  /// given that a seed touches it at all. 0 … 1, exclusive.
  public var prior: Double
  /// Rows below this score (0–100) are not shown.
  public var floor: Double
  /// The most rows one recipient can work: a force, or the region where a list is not by force.
  public var capacity: Int
  /// Days after which an entry must be looked at again or falls away.
  public var expiryDays: Int
  /// Days for which a row that was worked stays away, unless what was found since would list it
  /// by itself; 0 keeps every row.
  public var restDays: Int

  /// A rule for one list.
  public init(prior: Double, floor: Double, capacity: Int, expiryDays: Int, restDays: Int = 0) {
    self.prior = prior
    self.floor = floor
    self.capacity = capacity
    self.expiryDays = expiryDays
    self.restDays = restDays
  }
}
