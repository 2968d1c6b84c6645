import Primitives
import Vocabulary

/// People's decisions in positions of records.
struct Judgements {
  private(set) var links: [Clusterer.Link] = []
  private(set) var apart: [(Int32, Int32)] = []
  private var unsure: Set<UInt64> = []

  /// Decisions whose records are both among the persons.
  init(_ judgements: [MatchingJudgement], of persons: PreparedPersons) {
    for judgement in judgements {
      guard let pair = persons.pair(judgement.left, judgement.right) else { continue }
      switch judgement.verdict {
      case .same:
        links.append(
          Clusterer.Link(first: pair.0, second: pair.1, bits: 0, isJudged: true))
      case .notTheSame: apart.append(pair)
      case .unsure: unsure.insert(Self.packed(pair.0, pair.1))
      }
    }
  }

  func isUnsure(_ first: Int32, _ second: Int32) -> Bool {
    !unsure.isEmpty && unsure.contains(Self.packed(first, second))
  }

  private static func packed(_ first: Int32, _ second: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: first)) &<< 32 | UInt64(UInt32(bitPattern: second))
  }
}

extension PreparedPersons {
  /// Two records' positions, the smaller first; nil when one is missing or they are one.
  func pair(_ one: RecordKey, _ other: RecordKey) -> (Int32, Int32)? {
    guard let a = ordinal(of: one), let b = ordinal(of: other), a != b else { return nil }
    return (Int32(min(a, b)), Int32(max(a, b)))
  }

  /// What of a record may forbid joining it.
  func facts(_ record: Int, asOf: CivilDate) -> MemberFacts {
    MemberFacts(
      birth: births[record], pncStem: pncStems[record], pncCheck: pncChecks[record],
      age: MemberFacts.age(births[record], asOf: asOf))
  }
}
