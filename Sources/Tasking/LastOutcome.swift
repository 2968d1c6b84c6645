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
      let subject = Self.canonical(outcome.subject, list: list, source: outcome.key.source)
      if let known = newest[subject], picture.holdings.outcomes[known].at > outcome.at { continue }
      newest[subject] = index
    }
    self.newest = newest
  }

  private static func canonical(_ subject: String, list: ListKind, source: String) -> String {
    if list == .vehicleStops { return (try? VehicleRegistration(subject))?.text ?? subject }
    return RecordKey(reference: subject, in: source).text
  }

  /// The newest outcome of a subject or any of its other names.
  func outcome(of subject: String, aliases: [String]) -> (sentence: String, evidence: Evidence)? {
    let found = ([subject] + aliases).compactMap { newest[$0] }
      .max { picture.holdings.outcomes[$0].at < picture.holdings.outcomes[$1].at }
    guard let found else { return nil }
    let outcome = picture.holdings.outcomes[found]
    let day = LondonTime.civil(outcome.at).day.iso8601
    let result = outcome.result?.split(separator: "_").joined(separator: " ") ?? "no result given"
    return (
      Sentence.clean("last time: \(result) on \(day)\(outcome.force.map { " by " + $0 } ?? "")"),
      Evidence(.outcomes, found)
    )
  }
}
