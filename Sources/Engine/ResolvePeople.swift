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

  func run(on holdings: Holdings) throws -> [PersonEntity] {
    guard !holdings.persons.isEmpty else { return [] }
    let judgements = try archive.judgements().compactMap { judgement in
      MatchingJudgement.Verdict(rawValue: judgement.verdict.rawValue).map {
        MatchingJudgement(left: judgement.left, right: judgement.right, verdict: $0)
      }
    }
    let input = MatchingInput(
      persons: holdings.persons.map { PersonForMatching($0) },
      togetherInEvent: Self.together(holdings), judgements: judgements,
      asOf: LondonTime.civil(holdings.asOf).day)
    let resolver = try Resolver(input, on: workers)
    let resolution = try resolver.resolve(with: resolver.estimateModel())
    for warning in resolution.warnings { progress(.note(warning.text)) }
    let position = Dictionary(
      uniqueKeysWithValues: holdings.persons.enumerated().map { ($0.element.key, $0.offset) })
    return resolution.entities.map { entity in
      let members = entity.members.compactMap { member in
        position[member.key].map { (record: $0, probability: member.probability) }
      }.sorted { $0.record < $1.record }
      return PersonEntity(
        id: entity.id, records: members.map(\.record),
        probabilities: members.map(\.probability))
    }
  }

  /// Pairs that one event names as two persons of one source.
  private static func together(_ holdings: Holdings) -> [RecordPair] {
    var pairs: Set<RecordPair> = []
    for event in holdings.events where (2...12).contains(event.persons.count) {
      for (index, one) in event.persons.enumerated() {
        for other in event.persons[(index + 1)...] where other != one {
          pairs.insert(RecordPair(one, other))
        }
      }
    }
    return pairs.sorted()
  }
}
