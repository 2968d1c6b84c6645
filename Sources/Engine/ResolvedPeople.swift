import Archive
import Matching
import Picture
import Vocabulary

/// Who is who tonight: people by the identifiers they had last night, what became of last night's,
/// and the model they were found with.
struct ResolvedPeople {
  var entities: [PersonEntity] = []
  /// For the ledger.
  var changes: [EntityChange] = []
  /// What pairs were scored with; nil when there was nobody to match.
  var model: String?
}

extension ResolvedPeople {
  /// - Parameters:
  ///   - resolution: What was found tonight.
  ///   - model: What it was found with.
  ///   - persons: The positions that entities speak of.
  ///   - earlier: Last night's entities.
  ///   - judgements: The judgements that rule.
  init(
    _ resolution: Resolution, model: MatchingModel, persons: [PersonRecord],
    earlier: [EntityMember], judgements: [HeldJudgement]
  ) throws {
    let position = Dictionary(
      uniqueKeysWithValues: persons.enumerated().map { ($0.element.key, $0.offset) })
    let before = Dictionary(
      earlier.map { ($0.person, $0.entityID) }, uniquingKeysWith: { known, _ in known })
    let ids = EntityNames(earlier: before).ids(
      of: resolution.entities.map { $0.members.map(\.key) })
    entities = zip(resolution.entities, ids).map { entity, id in
      let members = entity.members.compactMap { member in
        position[member.key].map { (record: $0, probability: member.probability) }
      }.sorted { $0.record < $1.record }
      return PersonEntity(
        id: id, records: members.map(\.record), probabilities: members.map(\.probability))
    }
    let after = zip(resolution.entities, ids).flatMap { entity, id in
      entity.members.map {
        EntityMember(person: $0.key, entityID: id, probability: $0.probability)
      }
    }
    changes = try EntityLedger(
      before: earlier, after: after, pairs: resolution.pairs, judgements: judgements
    ).changes()
    self.model = model.text
  }
}
