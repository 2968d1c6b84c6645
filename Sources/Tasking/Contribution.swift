public import Picture
public import Primitives
public import Signals

/// One step of a score: what a finding weighs, or a family's cap biting.
public struct Contribution: Sendable {
  /// The signal, or `cap.<family>`.
  public let signal: String
  /// What it shares its errors with.
  public let family: SignalFamily
  /// For or against.
  public let bits: Bits
  /// Why, as a sentence without semicolons.
  public let sentence: String
  /// The records it stands on; empty only for a cap.
  public let evidence: [Evidence]

  /// A step of a score.
  public init(
    signal: String, family: SignalFamily, bits: Bits, sentence: String, evidence: [Evidence]
  ) {
    self.signal = signal
    self.family = family
    self.bits = bits
    self.sentence = sentence
    self.evidence = evidence
  }
}
