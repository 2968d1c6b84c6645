import Picture
import Primitives
import Vocabulary

/// What happened last time a subject stood on a list. It is shown, and weighs nothing here.
struct LastOutcome {
  private let newest: [String: Int]
  private let picture: RegionalPicture

  /// - Parameter list: Outcomes of this list count.
  init(of list: ListKind, in picture: RegionalPicture) {
    self.picture = picture
    var newest: [String: Int] = [:]
    for (index, outcome) in picture.holdings.outcomes.enumerated()
    where outcome.list == list.rawValue {
      let subject = outcome.canonicalSubject
      if let known = newest[subject], picture.holdings.outcomes[known].at > outcome.at { continue }
      newest[subject] = index
    }
    self.newest = newest
  }

  /// The newest outcome of a subject or any of its other names.
  func outcome(of subject: String, aliases: [String]) -> (sentence: String, evidence: Evidence)? {
    guard let found = position(of: subject, aliases: aliases) else { return nil }
    let outcome = picture.holdings.outcomes[found]
    return (
      Sentence.clean(
        "last time: \(Self.result(outcome)) on \(Self.day(outcome))"
          + (outcome.force.map { " by " + $0 } ?? "")),
      Evidence(.outcomes, found)
    )
  }

  /// The newest outcome of a subject that is younger than some days and that somebody was there
  /// for: whoever was not found, or declined, was not worked.
  func worked(_ subject: String, aliases: [String], withinDays days: Int) -> Outcome? {
    guard days > 0, let found = position(of: subject, aliases: aliases) else { return nil }
    let outcome = picture.holdings.outcomes[found]
    let age = picture.asOf.seconds - outcome.at.seconds
    guard OutcomeVerdict(outcome) != .notJudged, age < Int64(days) * 86_400 else { return nil }
    return outcome
  }

  /// The result in words.
  static func result(_ outcome: Outcome) -> String {
    outcome.result?.split(separator: "_").joined(separator: " ") ?? "no result given"
  }

  /// The day in London.
  static func day(_ outcome: Outcome) -> String { LondonTime.civil(outcome.at).day.iso8601 }

  private func position(of subject: String, aliases: [String]) -> Int? {
    ([subject] + aliases).compactMap { newest[$0] }
      .max { picture.holdings.outcomes[$0].at < picture.holdings.outcomes[$1].at }
  }
}
