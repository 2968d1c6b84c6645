import Primitives
public import Signals

/// Findings and a policy to a score.
public struct Scoring: Sendable {
  private let policy: ScorePolicy
  private let signals: [String: Signal]

  /// - Parameters:
  ///   - policy: The weights and caps to use.
  ///   - catalogue: Every signal that a finding may name.
  public init(policy: ScorePolicy, catalogue: [Signal]) {
    self.policy = policy
    signals = Dictionary(catalogue.map { ($0.id, $0) }, uniquingKeysWith: { a, _ in a })
  }

  /// The score of one candidate.
  ///
  /// A signal found several times counts once, at its strongest. What a family adds beyond its cap
  /// is taken off again in a step of its own.
  ///
  /// - Parameters:
  ///   - prior: The probability before anything was found.
  ///   - scale: For resampling: how much of a finding is left, 0 … 1.
  public func score(
    prior: Double, findings: [Finding], unasked: [String: String] = [:],
    scale: (Finding) -> Double = { _ in 1 }
  ) -> Score {
    var strongest: [String: (finding: Finding, strength: Double)] = [:]
    for finding in findings {
      let strength = finding.strength * scale(finding)
      if let known = strongest[finding.signal], known.strength >= strength { continue }
      strongest[finding.signal] = (finding, strength)
    }
    var byFamily: [SignalFamily: [Contribution]] = [:]
    for id in strongest.keys.sorted() {
      guard let signal = signals[id], let found = strongest[id] else {
        preconditionFailure("the signal \(id) is not in the catalogue")
      }
      let bits = (policy.weights[id]?.bits ?? signal.bits) * found.strength
      guard bits != 0 else { continue }
      byFamily[signal.family, default: []].append(
        Contribution(
          signal: id, family: signal.family, bits: Bits(bits),
          sentence: Sentence.fill(signal.sentence, with: found.finding.facts),
          evidence: found.finding.evidence))
    }
    return Score(
      prior: Bits(probability: prior),
      contributions: Self.ordered(byFamily, policy),
      unasked: unasked)
  }

  /// A finding reduced to what its weight depends on, for scoring the same findings many times.
  struct Weighed {
    let signal: String
    let family: SignalFamily
    /// Bits at what is left of the finding: all of it.
    let bits: Double
    let finding: Finding
  }

  /// The findings that weigh something, in order of signal.
  func weighed(_ findings: [Finding]) -> [Weighed] {
    findings.compactMap { finding in
      guard let signal = signals[finding.signal] else {
        preconditionFailure("the signal \(finding.signal) is not in the catalogue")
      }
      let bits = (policy.weights[finding.signal]?.bits ?? signal.bits) * finding.strength
      return bits == 0
        ? nil : Weighed(signal: finding.signal, family: signal.family, bits: bits, finding: finding)
    }.sorted { $0.signal < $1.signal }
  }

  /// The total of `score(prior:findings:scale:)` in bits above the prior, without its words.
  ///
  /// - Parameters:
  ///   - weighed: What `weighed` gave.
  ///   - shares: How much is left of each, in step.
  func bits(of weighed: [Weighed], shares: [Double]) -> Double {
    var byFamily = [Double](repeating: 0, count: SignalFamily.allCases.count)
    var at = 0
    while at < weighed.count {
      let signal = weighed[at].signal
      var strongest = 0.0
      let slot = Self.slots[weighed[at].family] ?? 0
      while at < weighed.count, weighed[at].signal == signal {
        let bits = weighed[at].bits * shares[at]
        if abs(bits) > abs(strongest) { strongest = bits }
        at += 1
      }
      byFamily[slot] += strongest
    }
    return SignalFamily.allCases.enumerated().reduce(0) { sum, item in
      let bounds = policy.bounds(of: item.element)
      return sum + min(bounds.upperBound, max(bounds.lowerBound, byFamily[item.offset]))
    }
  }

  private static let slots = Dictionary(
    uniqueKeysWithValues: SignalFamily.allCases.enumerated().map { ($0.element, $0.offset) })

  private static func ordered(
    _ byFamily: [SignalFamily: [Contribution]], _ policy: ScorePolicy
  ) -> [Contribution] {
    var steps: [Contribution] = []
    var capSteps: [Contribution] = []
    for family in SignalFamily.allCases {
      let members = byFamily[family] ?? []
      steps += members
      let sum = members.reduce(0) { $0 + $1.bits.value }
      let bounds = policy.bounds(of: family)
      let cap = sum > 0 ? bounds.upperBound : bounds.lowerBound
      guard !bounds.contains(sum) else { continue }
      let excess = sum - cap
      capSteps.append(
        Contribution(
          signal: "cap." + family.rawValue, family: family, bits: Bits(-excess),
          sentence: "what \(family.rawValue) signals say together is capped at "
            + "\(Sentence.decimal(cap, 1)) bits",
          evidence: []))
    }
    return steps.sorted {
      (-abs($0.bits.value), $0.signal) < (-abs($1.bits.value), $1.signal)
    } + capSteps
  }
}
