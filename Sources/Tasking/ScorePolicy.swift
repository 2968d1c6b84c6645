public import Signals
public import Vocabulary

/// Everything that a person who answers for the lists can decide: weights, caps, rules, bands.
///
/// The default policy is the weights that the signals come with and the rules below; a
/// `policy.yaml` changes single entries and must say why, by whom and when.
public struct ScorePolicy: Hashable, Sendable {
  /// By signal id.
  public var weights: [String: SignalWeight]
  /// The most that signals of one family may add together, in bits.
  public var familyCaps: [SignalFamily: Double]
  /// The most that signals of one family may speak against together, in bits, where that is more
  /// than the family's cap. The default is 10: a vehicle that was given back and replaced must be
  /// able to fall below any record of its past.
  public var againstCap: Double
  /// By list.
  public var rules: [ListKind: ListRule]
  /// The least score (0–100) of each band above `low`: very high, high, medium.
  public var bands: Bands
  /// Resamples behind a rank interval; 0 gives the rank itself.
  public var resamples: Int

  /// Where the bands begin.
  public struct Bands: Hashable, Sendable {
    public var veryHigh = 80.0
    public var high = 60.0
    public var medium = 40.0

    /// 80, 60 and 40.
    public init() {}

    /// The band of a score.
    public func name(of score: Double) -> String {
      score >= veryHigh ? "very_high" : score >= high ? "high" : score >= medium ? "medium" : "low"
    }
  }

  /// The policy that the program comes with.
  ///
  /// - Parameter signals: The catalogue.
  public init(standard signals: [Signal]) {
    weights = Dictionary(
      signals.map { ($0.id, SignalWeight(standard: $0)) }, uniquingKeysWith: { a, _ in a })
    // One kind of source can be wrong as a whole; two independent kinds together can pass the
    // band "very high", one alone cannot run away.
    familyCaps = [
      .movement: 8, .company: 3, .telephony: 8, .intelligence: 6, .recorded: 8, .structure: 4,
      .register: 4,
    ]
    rules = [
      .controllers: ListRule(prior: 0.02, floor: 10, capacity: 60, expiryDays: 28),
      .vehicleStops: ListRule(prior: 0.02, floor: 20, capacity: 40, expiryDays: 28, restDays: 7),
      .periphery: ListRule(prior: 0.05, floor: 20, capacity: 60, expiryDays: 28),
      .premises: ListRule(prior: 0.05, floor: 10, capacity: 40, expiryDays: 28),
      .lines: ListRule(prior: 0.3, floor: 0, capacity: 1_000, expiryDays: 28),
    ]
    againstCap = 10
    bands = Bands()
    resamples = 200
  }

  /// The least and the most that a family's signals may say together, in bits.
  func bounds(of family: SignalFamily) -> ClosedRange<Double> {
    guard let cap = familyCaps[family] else { return -1e9...1e9 }
    return -max(cap, againstCap)...cap
  }

  /// The rule of a list.
  public func rule(of list: ListKind) -> ListRule {
    guard let rule = rules[list] else { preconditionFailure("every list has a rule") }
    return rule
  }
}
