import Archive
import Matching
import Picture
import Primitives
import Vocabulary

/// Which person records speak of one person: the records and the judgements of the archive to
/// entities.
struct ResolvePeople {
  let archive: RecordArchive
  let workers: Workers
  let progress: ProgressSink
  /// Last night's entities, whose identifiers people keep; nil for those of the archive.
  var earlier: [EntityMember]?

  func run(on holdings: Holdings) throws -> ResolvedPeople {
    guard !holdings.persons.isEmpty else { return ResolvedPeople() }
    let judgements = try archive.judgements()
    for conflict in JudgementConflicts(judgements).all() { progress(.note(conflict.sentence)) }
    let resolver = try Resolver(Self.input(holdings, judgements), on: workers)
    let model = try resolver.estimateModel()
    let resolution = try resolver.resolve(with: model)
    for warning in resolution.warnings { progress(.note(warning.text)) }
    return try ResolvedPeople(
      resolution, model: model, persons: holdings.persons, earlier: earlier ?? archive.entities(),
      judgements: judgements)
  }

  /// What matching is told of the holdings.
  static func input(_ holdings: Holdings, _ judgements: [HeldJudgement]) -> MatchingInput {
    MatchingInput(
      persons: holdings.persons.map { PersonForMatching($0) },
      togetherInEvent: together(holdings),
      judgements: judgements.compactMap { judgement in
        MatchingJudgement.Verdict(rawValue: judgement.verdict.rawValue).map {
          MatchingJudgement(left: judgement.left, right: judgement.right, verdict: $0)
        }
      }, asOf: LondonTime.civil(holdings.asOf).day)
  }

  /// How many persons an event may name for it to say that they are different ones; larger ones
  /// are lists of people, not meetings.
  static let personsOfEvent = 2...12

  /// Pairs that one event names as two persons of one source.
  private static func together(_ holdings: Holdings) -> [RecordPair] {
    var pairs: Set<RecordPair> = []
    for event in holdings.events where personsOfEvent.contains(event.persons.count) {
      for (index, one) in event.persons.enumerated() {
        for other in event.persons[(index + 1)...] where other != one {
          pairs.insert(RecordPair(one, other))
        }
      }
    }
    return pairs.sorted()
  }
}
