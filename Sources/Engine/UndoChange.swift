import Archive
import Foundation
import Primitives
import Vocabulary

/// Undoes a merge of the ledger: the people that were merged are apart again, under the identifiers
/// that they had, and stay apart.
///
/// In one transaction: between any two records of different parts the judgement "not the same";
/// between records that came since and the parts "unsure", so that they stand alone until somebody
/// says whose they are; a line of the ledger; and the entities as they were. A judgement "same"
/// that ties a newer record to one part is kept, and the record goes with that part.
public struct UndoChange: Sendable {
  /// The most judgements that one undoing may write.
  static let judgementsMax = 20_000

  private let archive: String

  /// - Parameter archive: The archive of a nightly run.
  public init(archive: String) { self.archive = archive }

  /// The ledger, oldest first.
  public func list() throws -> [String] {
    let store = try StandingArchive.open(archive, .writing)
    let changes = try store.entityChanges()
    try store.log(AuditEntry(.consultation, "entity", [], rows: changes.count))
    var lines = changes.map { held in
      let undone =
        held.undoes.map { "undoes \($0)  " } ?? held.undoneBy.map { "undone by \($0)  " } ?? ""
      let reason =
        (try? JSONDecoder().decode(ChangeReason.self, from: Data(held.change.detail.utf8)))
      return "\(held.number)  \(held.run)  \(held.change.kind.rawValue)  "
        + "\(Self.parts(held.change.before)) -> \(Self.parts(held.change.after))  \(undone)"
        + (reason?.reason ?? "")
    }
    lines.append("changes: \(changes.count)")
    return lines
  }

  /// Each entity with its records, in order.
  private static func parts(_ json: String) -> String {
    (EntityLedger.entities(json) ?? [:]).sorted { $0.key < $1.key }.map { id, members in
      "\(id) (\(members.map(\.text).joined(separator: " ")))"
    }.joined(separator: " + ")
  }

  /// Undoes one change.
  ///
  /// - Parameter change: Its number in the ledger.
  /// - Throws: `EngineError` when it is no merge, was undone, or stands under a later one; nothing
  ///   is written then.
  public func run(change number: Int, decision: PersonDecision) throws -> [String] {
    let people = try PeopleArchive(path: archive, access: .writing)
    let ledger = try people.store.entityChanges()
    let merge = try Self.merge(number, in: ledger)
    let parting = try MergeParting(
      merge, later: ledger.filter { $0.number > number }, members: people.store.entities(),
      judgements: people.store.judgements())
    let judgements = try parting.judgements(decision, change: number)
    let line = try people.store.undo(
      EntityUndoing(
        undone: number, change: try parting.change(undoing: number, decision),
        moves: parting.moves, judgements: judgements, decidedBy: decision.by,
        decidedAt: decision.at, reason: decision.reason))
    let apart = judgements.count { $0.verdict == .notTheSame }
    var lines = ["change \(line): undoes change \(number), by \(decision.by)"]
    lines += parting.restored.map { "  \($0.id)  \($0.members.map(\.text).joined(separator: " "))" }
    lines.append(
      "\(apart) judgements \"not the same\", \(judgements.count - apart) \"unsure\" were recorded; "
        + "takes effect with the next countylines nightly")
    return lines
  }

  private static func merge(_ number: Int, in ledger: [HeldChange]) throws -> HeldChange {
    guard let held = ledger.first(where: { $0.number == number }) else {
      throw EngineError(
        "the ledger has no change \(number)", mend: "countylines undo --list shows its changes",
        exit: .noInput)
    }
    if let by = held.undoneBy {
      throw EngineError(
        "change \(number) was undone already, by change \(by)",
        mend: "countylines undo --list shows what stands", exit: .data)
    }
    guard held.change.kind == .merge else {
      throw EngineError(
        "change \(number) is a split, and only merges are undone",
        mend: "say that two of its records are one person: countylines judge --verdict same",
        exit: .data)
    }
    return held
  }
}
