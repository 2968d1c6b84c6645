import Archive
import Primitives
import Vocabulary

/// How the people of a merge come apart again.
struct MergeParting {
  /// An entity as it stands after the undoing.
  struct Restored: Hashable {
    var id: String
    var members: [RecordKey]
  }

  /// The people that were merged, each with the records that it had.
  private let parts: [Restored]
  /// Records that stand with them now and in no part, in order.
  private let newer: [RecordKey]
  private let ruling: [[RecordKey]: HeldJudgement]
  /// Entities after the undoing, in order of their identifiers.
  let restored: [Restored]
  /// Records whose entity changes, in order.
  let moves: [EntityUndoing.Move]
  private let before: [String: Set<RecordKey>]

  /// - Parameters:
  ///   - merge: The merge.
  ///   - later: The ledger after it.
  ///   - members: All entities as they stand.
  ///   - judgements: Those that rule.
  init(
    _ merge: HeldChange, later: [HeldChange], members: [EntityMember],
    judgements: [HeldJudgement]
  ) throws {
    guard let held = EntityLedger.entities(merge.change.before), held.count > 1 else {
      throw EngineError(
        "change \(merge.number) does not say what it merged",
        mend: "run countylines verify, and restore a backup of the archive", exit: .data)
    }
    let parts = held.map { Restored(id: $0.key, members: $0.value.sorted()) }
      .sorted { $0.id < $1.id }
    let partOf = parts.enumerated().reduce(into: [RecordKey: Int]()) { result, part in
      for member in part.element.members { result[member] = part.offset }
    }
    try Self.checkOrder(merge, later, partOf)
    let entityOf = members.reduce(into: [RecordKey: String]()) { $0[$1.person] = $1.entityID }
    var present = members.reduce(into: [String: [RecordKey]]()) {
      $0[$1.entityID, default: []].append($1.person)
    }
    present = present.filter { _, members in Set(members.compactMap { partOf[$0] }).count > 1 }
    guard !present.isEmpty else {
      throw EngineError(
        "the people of change \(merge.number) are apart already",
        mend: "countylines undo --list shows what came after it", exit: .data)
    }
    self.parts = parts
    before = present.mapValues { Set($0) }
    newer = present.values.joined().filter { partOf[$0] == nil }.sorted()
    ruling = Dictionary(
      judgements.map { ([$0.left, $0.right], $0) }, uniquingKeysWith: { _, last in last })
    let goesWith = try Self.newerParts(newer, parts: parts, partOf, judgements)
    var taken = Set(entityOf.values).subtracting(present.keys)
    var restored: [Restored] = []
    for (at, part) in parts.enumerated() {
      let all = present.values.joined().filter { (partOf[$0] ?? goesWith[$0]) == at }.sorted()
      guard let first = all.first else { continue }
      let id =
        taken.insert(part.id).inserted ? part.id : EntityNames.fresh(first, taken: &taken)
      restored.append(Restored(id: id, members: all))
    }
    for record in newer where goesWith[record] == nil {
      restored.append(
        Restored(id: EntityNames.fresh(record, taken: &taken), members: [record]))
    }
    self.restored = restored.sorted { $0.id < $1.id }
    moves = restored.flatMap { entity in
      entity.members.compactMap { member in
        guard let from = entityOf[member], from != entity.id else { return nil }
        return EntityUndoing.Move(person: member, from: from, to: entity.id)
      }
    }.sorted { $0.person < $1.person }
  }

  /// A merge that later ones stand on is undone after them.
  private static func checkOrder(
    _ merge: HeldChange, _ later: [HeldChange], _ partOf: [RecordKey: Int]
  ) throws {
    let above = later.last { held in
      held.change.kind == .merge && held.undoneBy == nil
        && (EntityLedger.entities(held.change.before) ?? [:]).values.joined().contains {
          partOf[$0] != nil
        }
    }
    guard let above else { return }
    throw EngineError(
      "change \(above.number) merged these people further, and stands on change \(merge.number)",
      mend: "undo change \(above.number) first", exit: .data)
  }

  /// The part that judgements "same" tie each newer record to.
  private static func newerParts(
    _ newer: [RecordKey], parts: [Restored], _ partOf: [RecordKey: Int],
    _ judgements: [HeldJudgement]
  ) throws -> [RecordKey: Int] {
    // What is about to be judged two people no longer ties anything.
    let standing = JudgementConflicts(
      judgements.filter { judgement in
        guard let one = partOf[judgement.left], let other = partOf[judgement.right] else {
          return true
        }
        return one == other
      })
    for (at, part) in parts.enumerated() {
      for member in part.members {
        for other in standing.joined(with: member) {
          guard let foreign = partOf[other], foreign != at else { continue }
          let path = standing.path(from: member, to: other) ?? []
          throw EngineError(
            "judgements make \(member.text) and \(other.text) one person: "
              + path.map { "\($0.left.text) and \($0.right.text) (\($0.decidedBy))" }
              .joined(separator: ", "),
            mend: "judge one of these pairs not-same first: countylines judge", exit: .data)
        }
      }
    }
    return newer.reduce(into: [:]) { result, record in
      result[record] = standing.joined(with: record).compactMap { partOf[$0] }.first
    }
  }

  /// What keeps the parts apart, in order of the pairs; pairs that are judged so already are left.
  func judgements(_ decision: PersonDecision, change: Int) throws -> [HeldJudgement] {
    var wanted: [HeldJudgement] = []
    func judge(_ one: RecordKey, _ other: RecordKey, _ verdict: HeldJudgement.Verdict) {
      wanted.append(
        HeldJudgement(
          one, other, verdict, decidedBy: decision.by, decidedAt: decision.at,
          reason: "change \(change) undone: \(decision.reason)"))
    }
    for (at, part) in parts.enumerated() {
      for other in parts[(at + 1)...] {
        for one in part.members {
          for another in other.members { judge(one, another, .notTheSame) }
        }
      }
      for record in newer {
        for member in part.members { judge(record, member, .unsure) }
      }
    }
    let new = wanted.filter { judgement in
      guard let known = ruling[[judgement.left, judgement.right]] else { return true }
      return judgement.verdict == .notTheSame && known.verdict != .notTheSame
    }.sorted { ($0.left, $0.right) < ($1.left, $1.right) }
    guard new.count <= UndoChange.judgementsMax else {
      throw EngineError(
        "undoing change \(change) would record \(new.count) judgements, more than "
          + "\(UndoChange.judgementsMax)",
        mend: "judge the pairs that matter: countylines judge --verdict not-same", exit: .data)
    }
    return new
  }

  /// The ledger's line.
  func change(undoing number: Int, _ decision: PersonDecision) throws -> EntityChange {
    let after = restored.reduce(into: [String: Set<RecordKey>]()) { $0[$1.id] = Set($1.members) }
    return EntityChange(
      kind: .split, before: try EntityLedger.json(Set(before.keys), in: before),
      after: try EntityLedger.json(Set(after.keys), in: after),
      detail: try ChangeReason(
        reason: "undone by \(decision.by): \(decision.reason)", undoes: number
      ).json)
  }
}
