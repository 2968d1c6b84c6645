public import Signals

/// How many bits a signal is worth at full strength, who said so and why.
///
/// A weight is a decision, not a constant: it moves people up and down a list.
public struct SignalWeight: Hashable, Sendable {
  /// Bits at strength 1; negative for a signal that speaks against.
  public var bits: Double
  /// Why so many.
  public var reason: String
  /// Who decided.
  public var decidedBy: String
  /// When, `YYYY-MM-DD`.
  public var decidedOn: String

  /// A weight with its reason, its decider and its day.
  public init(bits: Double, reason: String, decidedBy: String, decidedOn: String) {
    self.bits = bits
    self.reason = reason
    self.decidedBy = decidedBy
    self.decidedOn = decidedOn
  }

  /// The weight that a signal comes with, until a policy says otherwise.
  public init(standard signal: Signal) {
    self.init(
      bits: signal.bits, reason: signal.weightReason, decidedBy: "countylines defaults",
      decidedOn: "2026-11-24")
  }
}
