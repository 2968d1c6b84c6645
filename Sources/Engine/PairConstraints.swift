import Archive
import Matching
import Picture
import Primitives
import Vocabulary

/// What of two records forbids that they are taken for one person, as resolution itself sees it.
///
/// Identifiers and dates are put to the resolver: two records that have nothing but these, judged
/// one person; its warning says whether it would have refused. So the rule stands in one room.
struct PairConstraints {
  /// Identifiers that no one person has; nil when a side has none.
  let pncForbids: Bool?
  /// Dates of birth that no slip explains; nil when a side has none.
  let birthForbids: Bool?
  /// Events that name both.
  let together: [Event]

  init(_ one: PersonRecord, _ other: PersonRecord, in people: PeopleArchive) throws {
    try self.init(one, other, events: people.store.records(.events).map(Event.init))
  }

  init(_ one: PersonRecord, _ other: PersonRecord, events: [Event]) throws {
    pncForbids =
      one.pncId == nil || other.pncId == nil
      ? nil : try Self.isRefused(one, other) { PersonForMatching(key: $0.key, pncId: $0.pncId) }
    birthForbids =
      one.dateOfBirth == nil || other.dateOfBirth == nil
      ? nil
      : try Self.isRefused(one, other) {
        PersonForMatching(key: $0.key, dateOfBirth: $0.dateOfBirth)
      }
    together = events.filter {
      ResolvePeople.personsOfEvent.contains($0.persons.count) && $0.persons.contains(one.key)
        && $0.persons.contains(other.key) && !$0.grading.isSuspectedFalse
    }.sorted { $0.key < $1.key }
  }

  private static func isRefused(
    _ one: PersonRecord, _ other: PersonRecord, _ part: (PersonRecord) -> PersonForMatching
  ) throws -> Bool {
    let input = MatchingInput(
      persons: [part(one), part(other)],
      judgements: [MatchingJudgement(left: one.key, right: other.key, verdict: .same)],
      asOf: CivilDate(daysSinceEpoch: 0))
    let resolution = try Resolver(input, on: .one).resolve(with: .table(records: 2))
    return resolution.warnings.contains { $0.code == "MATCHING-JUDGEMENT-AGAINST" }
  }

  /// Each as a clause.
  var forbidding: [String] {
    var clauses: [String] = []
    if pncForbids == true { clauses.append("their PNC identifiers are of two people") }
    if birthForbids == true { clauses.append("no slip explains their two dates of birth") }
    if let event = together.first {
      clauses.append(
        "\(event.key.source):events:\(event.key.id) names both as two people"
          + (together.count > 1 ? ", and \(together.count - 1) more" : ""))
    }
    return clauses
  }
}
