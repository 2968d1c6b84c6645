public import Vocabulary

/// A published row that somebody acted on, and what came of it.
public struct WorkedRow: Hashable, Sendable {
  /// The list.
  public let list: ListKind
  /// Who acted, as the outcome says; empty where it does not.
  public let force: String
  /// Bits of each signal that the row stood on, caps left out.
  public let bits: [String: Double]
  /// What came of it.
  public let verdict: OutcomeVerdict

  /// A row and its outcome.
  public init(list: ListKind, force: String, bits: [String: Double], verdict: OutcomeVerdict) {
    self.list = list
    self.force = force
    self.bits = bits
    self.verdict = verdict
  }
}
