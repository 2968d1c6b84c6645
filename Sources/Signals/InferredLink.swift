public import Picture
public import Vocabulary

/// One end of an inferred link.
public enum LinkEnd: Hashable, Sendable {
  /// A position in `RegionalPicture.entities`.
  case person(Int)
  /// A packed number.
  case number(UInt64)
  /// A packed registration.
  case vehicle(UInt64)
  /// A position in `holdings.premises`.
  case premises(Int)
  /// A position in the lineages of the run.
  case lineage(Int)
}

/// Something no record says outright, with how likely it is and what it stands on.
public struct InferredLink: Sendable {
  public let kind: LinkKind
  public let left: LinkEnd
  public let right: LinkEnd
  /// 0 … 1.
  public let probability: Double
  /// First and last evidence, seconds since the epoch.
  public let firstSeen: Int64
  public let lastSeen: Int64
  /// Why, in plain English without semicolons, strongest first.
  public let reasons: [String]
  /// The records it stands on, ascending; never empty.
  public let evidence: [Evidence]

  /// A link with everything that must be said of it.
  public init(
    kind: LinkKind, left: LinkEnd, right: LinkEnd, probability: Double, firstSeen: Int64,
    lastSeen: Int64, reasons: [String], evidence: [Evidence]
  ) {
    precondition(!evidence.isEmpty, "a link stands on records")
    precondition((0...1).contains(probability), "a probability lies in 0 … 1")
    self.kind = kind
    self.left = left
    self.right = right
    self.probability = probability
    self.firstSeen = firstSeen
    self.lastSeen = lastSeen
    self.reasons = reasons
    self.evidence = Array(Set(evidence)).sorted()
  }
}
