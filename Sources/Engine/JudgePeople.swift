import Archive
import Primitives
import Vocabulary

/// Records what a person decided about two person records, and shows what was decided.
///
/// A judgement is never changed: a later one on the same pair follows it, and both stay. The next
/// run resolves by those that rule.
public struct JudgePeople: Sendable {
  /// What can be decided, as the command writes it.
  public static let verdicts = ["same", "not-same", "unsure"]

  private let archive: String

  /// - Parameter archive: The archive of a nightly run.
  public init(archive: String) { self.archive = archive }

  /// Keeps a judgement.
  ///
  /// - Parameters:
  ///   - left: A record, `source:id`.
  ///   - right: Another record.
  ///   - verdict: One of `verdicts`.
  /// - Returns: What was kept and what it means, line by line.
  /// - Throws: `EngineError` when a record is not in the archive; nothing is kept then.
  public func record(
    left: String, right: String, verdict: String, decision: PersonDecision
  ) throws -> [String] {
    guard let decided = Self.verdict(verdict) else {
      throw EngineError(
        "\(verdict) is not a verdict",
        mend: "write one of \(Self.verdicts.joined(separator: ", "))",
        exit: .usage)
    }
    let people = try PeopleArchive(path: archive, access: .writing)
    let pair = try people.pair(left, right)
    let judgement = HeldJudgement(
      pair.one.key, pair.other.key, decided, decidedBy: decision.by, decidedAt: decision.at,
      reason: decision.reason)
    let earlier = try people.store.judgementHistory().filter {
      $0.left == judgement.left && $0.right == judgement.right
    }
    let number = try people.store.record(judgement)
    var lines = [
      "judgement \(number): \(judgement.left.text) and \(judgement.right.text) "
        + "\(Self.words(decided)), by \(decision.by), \(decision.at.iso8601)"
    ]
    if let last = earlier.last {
      lines.append(
        "follows       \(last.verdict == decided ? "the same" : "another") verdict of "
          + "\(last.decidedBy), \(last.decidedAt.iso8601), which stays and no longer rules")
    }
    for conflict in try JudgementConflicts(people.store.judgements()).all()
    where conflict.apart == judgement || conflict.path.contains(judgement) {
      lines.append("contradiction \(conflict.sentence)")
    }
    if decided == .same {
      for against in try PairConstraints(pair.one, pair.other, in: people).forbidding {
        lines.append("against       \(against); the judgement wins")
      }
    }
    lines.append("takes effect with the next countylines nightly")
    return lines
  }

  /// All judgements, oldest first, a line each; the last one of a pair rules.
  public func list() throws -> [String] {
    let people = try PeopleArchive(path: archive, access: .writing)
    let ruling = try people.store.judgements()
    let history = try people.store.judgementHistory()
    try people.store.log(AuditEntry(.consultation, "judgement", [], rows: history.count))
    var last: [[RecordKey]: Int] = [:]
    for (index, held) in history.enumerated() { last[[held.left, held.right]] = index }
    var lines = history.enumerated().map { index, held in
      let rules = last[[held.left, held.right]] == index ? "rules" : "followed by a later one"
      return "\(index + 1)  \(held.decidedAt.iso8601)  \(held.left.text)  \(held.right.text)  "
        + "\(Self.text(held.verdict))  \(rules)  \(held.decidedBy): \(held.reason)"
    }
    lines += JudgementConflicts(ruling).all().map { "contradiction: \($0.sentence)" }
    lines.append("judgements: \(history.count), of which \(ruling.count) rule")
    return lines
  }

  private static func verdict(_ text: String) -> HeldJudgement.Verdict? {
    switch text {
    case "same": .same
    case "not-same": .notTheSame
    case "unsure": .unsure
    default: nil
    }
  }

  static func text(_ verdict: HeldJudgement.Verdict) -> String {
    switch verdict {
    case .same: "same"
    case .notTheSame: "not-same"
    case .unsure: "unsure"
    }
  }

  static func words(_ verdict: HeldJudgement.Verdict) -> String {
    switch verdict {
    case .same: "are one person"
    case .notTheSame: "are two people"
    case .unsure: "are left open"
    }
  }
}
