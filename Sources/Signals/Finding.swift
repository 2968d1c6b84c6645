public import Picture

/// One fact of a finding: typed, so that it can be printed, compared and sent as JSON.
public enum Fact: Hashable, Sendable {
  case count(Int)
  case number(Double)
  /// 0 … 1.
  case share(Double)
  case text(String)
  /// Seconds since the epoch; printed as a date in London.
  case date(Int64)
}

/// What one signal found about one subject.
public struct Finding: Sendable {
  /// `Signal.id`.
  public let signal: String
  /// 0 (not there) to 1 (fully).
  public let strength: Double
  /// By the names that the signal's sentence uses.
  public let facts: [String: Fact]
  /// The records it stands on, ascending, without repeats; never empty.
  public let evidence: [Evidence]

  /// - Parameters:
  ///   - strength: Clamped to 0 … 1.
  ///   - evidence: At least one record; a finding without evidence is not a finding.
  public init(signal: Signal, strength: Double, facts: [String: Fact], evidence: [Evidence]) {
    precondition(!evidence.isEmpty, "a finding stands on records")
    precondition(!strength.isNaN, "a strength is a number")
    self.signal = signal.id
    self.strength = min(1, max(0, strength))
    self.facts = facts
    self.evidence = Array(Set(evidence)).sorted()
  }
}
