/// What changed between two explanations of one subject, in words.
///
/// The bits of the steps that differ, and of the prior, sum to the difference of the totals; steps
/// that moved by less than a twentieth of a bit are left out of the words.
struct WaterfallDifference {
  /// One step that is not as it was.
  struct Step: Hashable {
    let signal: String
    /// Bits now less bits before.
    let bits: Double
    let sentence: String
  }

  /// The most sentences of one difference.
  static let sentencesMax = 5
  /// Bits below which a step counts as unchanged.
  static let bitsMin = 0.05

  /// Every step that moved, however little; the weightiest first.
  let steps: [Step]
  /// The prior now less the prior before, in bits; a policy changed it.
  let prior: Double

  init(from before: Explanation, to now: Explanation) {
    prior = now.prior - before.prior
    let old = Self.bySignal(before)
    let new = Self.bySignal(now)
    steps = Set(old.keys).union(new.keys).compactMap { signal -> Step? in
      let (was, isNow) = (old[signal], new[signal])
      let bits = (isNow?.bits ?? 0) - (was?.bits ?? 0)
      guard bits != 0 else { return nil }
      return Step(signal: signal, bits: bits, sentence: Self.words(was, isNow))
    }.sorted { (-abs($0.bits), $0.signal) < (-abs($1.bits), $1.signal) }
  }

  /// Sentences for the steps that moved enough to be seen.
  var sentences: [String] {
    var found = steps.filter { abs($0.bits) >= Self.bitsMin }.map(\.sentence)
    if abs(prior) >= Self.bitsMin {
      found.insert("the policy's starting chance changed by \(Self.signed(prior)) bits", at: 0)
    }
    guard found.count > Self.sentencesMax else { return found.map(Sentence.clean) }
    let more = found.count - Self.sentencesMax + 1
    return (found.prefix(Self.sentencesMax - 1) + ["and \(more) lesser changes"])
      .map(Sentence.clean)
  }

  private static func words(_ was: Explanation.Step?, _ now: Explanation.Step?) -> String {
    guard let now else {
      return was.map { "no longer: \($0.sentence) (was \(signed($0.bits)) bits)" } ?? ""
    }
    guard let was else { return "found since: \(now.sentence) (\(signed(now.bits)) bits)" }
    let weighs = was.weight == now.weight ? "" : ", weighed anew by the policy"
    return "\(now.sentence) (\(signed(now.bits)) bits, was \(signed(was.bits))\(weighs))"
  }

  static func signed(_ bits: Double) -> String {
    let text = Sentence.decimal(bits, 1)
    return text.hasPrefix("-") ? text : "+" + text
  }

  private static func bySignal(_ why: Explanation) -> [String: Explanation.Step] {
    Dictionary(why.steps.map { ($0.signal, $0) }, uniquingKeysWith: { first, _ in first })
  }
}
