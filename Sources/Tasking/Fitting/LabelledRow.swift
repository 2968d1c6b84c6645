/// A candidate's waterfall and whether it is what the list says.
public struct LabelledRow: Hashable, Sendable {
  /// A step without its words.
  public struct Step: Hashable, Sendable {
    public let signal: String
    public let family: String
    /// Bits at the weights in use.
    public let bits: Double
  }

  /// Which world it comes from; rows of one world are fitted on or tested on together.
  public let world: Int
  /// Bits before anything was found.
  public let prior: Double
  /// What was found, caps left out.
  public let steps: [Step]
  /// Whether the world says so.
  public let isTrue: Bool

  /// A row from its explanation.
  public init(world: Int, why: Explanation, isTrue: Bool) {
    self.world = world
    self.isTrue = isTrue
    prior = why.prior
    steps = why.steps.filter { !$0.evidence.isEmpty }.map {
      Step(signal: $0.signal, family: $0.family, bits: $0.bits)
    }
  }
}
