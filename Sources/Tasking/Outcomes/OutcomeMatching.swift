public import Primitives
public import Vocabulary

/// Finds the published row that an outcome is about.
///
/// An outcome belongs to the newest run before it that listed its subject, as long as that row had
/// not expired. Feed the runs newest first. Of several outcomes of one row the newest counts.
public struct OutcomeMatching: Sendable {
  /// Rows that were worked, in no order that matters.
  public private(set) var worked: [WorkedRow] = []
  /// Outcomes that repeat one of the same row.
  public private(set) var repeats = 0

  /// Outcomes still without a row, newest first.
  private var waiting: [Outcome]

  /// - Parameter outcomes: In any order.
  public init(_ outcomes: [Outcome]) {
    waiting = outcomes.sorted { ($1.at, $0.key.text) < ($0.at, $1.key.text) }
  }

  /// Outcomes that no run fed so far had listed.
  public var unmatched: [Outcome] { waiting }

  /// Whether an outcome waits that a run's list could have brought about.
  public func isWanted(list: ListKind, asOf: Instant, expiryDays: Int) -> Bool {
    waiting.contains { Self.fits($0, list, asOf, expiryDays) }
  }

  /// Matches what waits against the rows of one list of one run.
  ///
  /// - Parameters:
  ///   - rows: Of every force's file.
  ///   - asOf: The run's moment.
  ///   - expiryDays: How long a row stands.
  public mutating func match(
    _ rows: [Explanation], list: ListKind, asOf: Instant, expiryDays: Int
  ) {
    let byName = Dictionary(
      rows.enumerated().flatMap { at, row in ([row.subject] + row.aliases).map { ($0, at) } },
      uniquingKeysWith: { first, _ in first })
    var taken: Set<String> = []
    waiting.removeAll { outcome in
      guard Self.fits(outcome, list, asOf, expiryDays), let at = byName[outcome.canonicalSubject]
      else { return false }
      let row = rows[at]
      guard taken.insert(row.subject).inserted else {
        repeats += 1
        return true
      }
      let bits = row.steps.filter { !$0.evidence.isEmpty }.map { ($0.signal, $0.bits) }
      worked.append(
        WorkedRow(
          list: list, force: outcome.force ?? outcome.key.source,
          bits: Dictionary(bits, uniquingKeysWith: { first, _ in first }),
          verdict: OutcomeVerdict(outcome)))
      return true
    }
  }

  private static func fits(
    _ outcome: Outcome, _ list: ListKind, _ asOf: Instant, _ expiryDays: Int
  ) -> Bool {
    outcome.list == list.rawValue && outcome.at >= asOf
      && outcome.at.seconds < asOf.seconds + Int64(expiryDays) * 86_400
  }
}

extension Outcome {
  /// The subject as lists name it: a registration in its canonical form, else `source:id`.
  var canonicalSubject: String {
    if list == ListKind.vehicleStops.rawValue {
      return (try? VehicleRegistration(subject))?.text ?? subject
    }
    return RecordKey(reference: subject, in: key.source).text
  }
}
