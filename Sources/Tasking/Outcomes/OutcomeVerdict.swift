public import Vocabulary

/// Whether what came back says that a row was right.
///
/// | verdict | when, the first that fits |
/// |---|---|
/// | hit | an arrest, a person safeguarded, drugs, a weapon or a disruption was recorded |
/// | hit | the result is `investigation`, `engaged`, `closed_line`, `safeguarded` or `cuckooed` |
/// | miss | the result is `no_further_action`, `stopped`, `not_cuckooed` or `safe` |
/// | not judged | anything else: `not_found`, `declined`, no result |
///
/// Who was not found, and a young person who declined an offer, say nothing about the row. A
/// vehicle that was stopped with nothing recorded is a miss, so a force that does not record what
/// it found makes every signal look worse than it is.
public enum OutcomeVerdict: String, CaseIterable, Sendable {
  /// The row was right.
  case hit
  /// It was not.
  case miss
  /// Nobody can say.
  case notJudged = "not_judged"

  private static let hits: Set<String> = [
    "investigation", "engaged", "closed_line", "safeguarded", "cuckooed",
  ]
  private static let misses: Set<String> = ["no_further_action", "stopped", "not_cuckooed", "safe"]

  /// The verdict of one outcome.
  public init(_ outcome: Outcome) {
    let counts = [outcome.arrests, outcome.safeguarded].compactMap { $0 }
    let texts = [outcome.drugs, outcome.weapons].compactMap { $0 }
    let isFound =
      outcome.disruption != nil || counts.contains { $0 > 0 }
      || texts.contains { !Self.saysNothing($0) }
    if isFound {
      self = .hit
    } else if let result = outcome.result, Self.hits.contains(result) {
      self = .hit
    } else if let result = outcome.result, Self.misses.contains(result) {
      self = .miss
    } else {
      self = .notJudged
    }
  }

  /// Whether a column of finds says that there was none: forces write that in several ways.
  private static func saysNothing(_ text: String) -> Bool {
    ["", "0", "no", "n", "none", "nil", "false"].contains(text.lowercased())
  }
}
