/// What a signal is asked about.
public enum SubjectKind: String, CaseIterable, Sendable {
  case vehicle, line, person, youngPerson, premises
}

/// Signals of one family share a source of error, so their bits together are capped.
public enum SignalFamily: String, CaseIterable, Sendable {
  /// Camera reads: movement of one vehicle.
  case movement
  /// Camera reads: vehicles together.
  case company
  /// Calls, cells and handsets.
  case telephony
  /// Graded reports and what they name.
  case intelligence
  /// What officers and agencies recorded themselves: visits, arrests, seizures, missing episodes.
  case recorded
  /// Position in the network of people.
  case structure
  /// Registers: keepers, hire, kinds of vehicle, vulnerability.
  case register
}

/// A question asked of the picture. A value in a list, not a class to inherit from.
public struct Signal: Sendable, Identifiable {
  /// For ever, such as `vehicle.repeat-corridor`.
  public let id: String
  /// The question in plain English.
  public let question: String
  /// What it is asked about.
  public let about: SubjectKind
  /// What it shares its errors with.
  public let family: SignalFamily
  /// Bits at full strength; negative for a signal that speaks against.
  public let bits: Double
  /// Why so many bits.
  public let weightReason: String
  /// Innocent explanations; never empty.
  public let innocentWhen: [String]
  /// The guidance or paper the pattern comes from.
  public let basis: String
  /// The sentence for a row, with `{fact}` where a fact of the finding goes.
  public let sentence: String

  /// A signal with everything that must be said of it.
  public init(
    id: String, question: String, about: SubjectKind, family: SignalFamily, bits: Double,
    weightReason: String, innocentWhen: [String], basis: String, sentence: String
  ) {
    self.id = id
    self.question = question
    self.about = about
    self.family = family
    self.bits = bits
    self.weightReason = weightReason
    self.innocentWhen = innocentWhen
    self.basis = basis
    self.sentence = sentence
  }
}
