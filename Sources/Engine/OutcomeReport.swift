import Archive
import Foundation
import Primitives
import Tasking
import Vocabulary

/// What became of the rows that were published: hit rates by list and signal, and what the
/// disruptions of each force were for.
public struct OutcomeReport: Sendable {
  private let archive: String
  private let policy: String?

  /// - Parameters:
  ///   - archive: The archive of the runs.
  ///   - policy: The policy whose expiry says how long a row stands; nil for the standard one.
  public init(archive: String, policy: String? = nil) {
    self.archive = archive
    self.policy = policy
  }

  /// The report, line by line. That it was looked up is logged before anything is shown.
  public func lines() throws -> [String] {
    let rules = try PolicyFile.read(path: policy)
    let store = try StandingArchive.open(archive, .writing)
    let outcomes = try store.records(.outcomes).map(Outcome.init)
    try store.log(AuditEntry(.consultation, "outcomes", [], rows: outcomes.count))
    guard !outcomes.isEmpty else {
      throw EngineError(
        "the archive holds no outcomes",
        mend: "deliver what came of the lists as a file of the kind outcomes", exit: .noInput)
    }
    let found = try match(outcomes, in: store, rules)
    return heading(outcomes, found) + OutcomeTable.lists(found.worked)
      + OutcomeTable.signals(found.worked) + OutcomeTable.disruptions(outcomes)
  }

  private func heading(_ outcomes: [Outcome], _ found: OutcomeMatching) -> [String] {
    [
      "\(outcomes.count) outcomes: \(found.worked.count) of published rows, \(found.repeats) of a "
        + "row that has a newer one, \(found.unmatched.count) of no row that stood"
    ]
  }

  /// Runs newest first, and of each only the lists that an outcome waits for.
  private func match(
    _ outcomes: [Outcome], in store: RecordArchive, _ rules: ScorePolicy
  ) throws -> OutcomeMatching {
    let runs = try store.runs().filter { $0.status == .finished }
      .sorted { ($1.opening.asOf, $1.number) < ($0.opening.asOf, $0.number) }
    var matching = OutcomeMatching(outcomes)
    for run in runs {
      for list in ListKind.allCases {
        let days = rules.rule(of: list).expiryDays
        guard matching.isWanted(list: list, asOf: run.opening.asOf, expiryDays: days) else {
          continue
        }
        let rows = try store.entries(run: run.opening.id, list: list.rawValue).map { entry in
          do {
            return try entry.explained()
          } catch {
            throw EngineError(
              "the run \(run.opening.id) explains \(list.rawValue) in a form that this version "
                + "does not know",
              mend: "ask with the version that made the run", exit: .data)
          }
        }
        matching.match(rows, list: list, asOf: run.opening.asOf, expiryDays: days)
      }
    }
    return matching
  }
}
