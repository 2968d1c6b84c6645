import Archive
import Foundation
import Matching
import Primitives
import Tasking
import Vocabulary

/// Why people were merged or split: the `detail` of a line of the ledger, as JSON.
struct ChangeReason: Codable, Hashable {
  /// A pair across the parts that was scored.
  struct Pair: Codable, Hashable {
    var left: String
    var right: String
    /// Evidence that the two are one person, prior included.
    var bits: Double
  }

  /// A judgement across the parts.
  struct Judged: Codable, Hashable {
    var left: String
    var right: String
    var verdict: String
    var by: String
  }

  /// The most pairs and the most judgements that a line keeps; the likeliest stay.
  static let kept = 8

  /// A sentence.
  var reason: String
  /// The likeliest pairs across the parts, likeliest first.
  var pairs: [Pair] = []
  /// Judgements that rule across the parts.
  var judgements: [Judged] = []
  /// The line that was undone, when a person undid one.
  var undoes: Int?

  var json: String {
    get throws {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
      return String(decoding: try encoder.encode(self), as: UTF8.self)
    }
  }

  /// Why parts became one.
  static func ofMerge(_ pairs: [ScoredPair], _ judgements: [HeldJudgement], newRecords: Int) -> Self
  {
    let same = judgements.filter { $0.verdict == .same }
    let links = likeliest(pairs.filter(\.isJoined))
    var reasons: [String] = []
    if let judged = same.first { reasons.append("judged one person by \(judged.decidedBy)") }
    if let link = links.first { reasons.append("the likeliest link across: \(words(link))") }
    if newRecords > 0 { reasons.append("records not known before: \(newRecords)") }
    if reasons.isEmpty { reasons.append("other records of these people changed") }
    return Self(
      reason: reasons.joined(separator: "; "), pairs: links, judgements: same.prefix(kept).map(held)
    )
  }

  /// Why one became several.
  static func ofSplit(_ pairs: [ScoredPair], _ judgements: [HeldJudgement]) -> Self {
    let apart = judgements.filter { $0.verdict != .same }
    let links = likeliest(pairs.filter { !$0.isJoined })
    var reasons: [String] = []
    if let judged = apart.first(where: { $0.verdict == .notTheSame }) {
      reasons.append("judged two people by \(judged.decidedBy)")
    } else if let judged = apart.first {
      reasons.append("left open by \(judged.decidedBy)")
    }
    if let link = links.first {
      reasons.append("the likeliest pair across: \(words(link))")
    } else {
      reasons.append("no pair across is likely any more")
    }
    return Self(
      reason: reasons.joined(separator: "; "), pairs: links,
      judgements: apart.prefix(kept).map(held))
  }

  private static func likeliest(_ pairs: [ScoredPair]) -> [Pair] {
    pairs.sorted { ($1.bits, $0.first, $0.second) < ($0.bits, $1.first, $1.second) }
      .prefix(kept).map {
        Pair(
          left: $0.first.text, right: $0.second.text,
          bits: ($0.bits.value * 1000).rounded() / 1000)
      }
  }

  private static func words(_ pair: Pair) -> String {
    "\(pair.left) and \(pair.right), \(Sentence.decimal(pair.bits, 3)) bits"
  }

  private static func held(_ judgement: HeldJudgement) -> Judged {
    Judged(
      left: judgement.left.text, right: judgement.right.text, verdict: judgement.verdict.rawValue,
      by: judgement.decidedBy)
  }
}
