import Archive
import Foundation
import Matching
import Picture
public import Primitives
import Tasking
import Vocabulary

/// Why two person records are, or are not, taken for one person: the waterfall of a run's model
/// from prior to posterior, what forbids it, and where both stand.
public struct ExplainPeople: Sendable {
  private let archive: String
  private let workers: Workers
  private let reason: String

  /// - Parameters:
  ///   - archive: The archive of the run.
  ///   - workers: For folding all records again.
  ///   - reason: Why they are looked up, for the audit log; may be empty.
  public init(archive: String, workers: Workers, reason: String = "") {
    self.archive = archive
    self.workers = workers
    self.reason = reason
  }

  /// The explanation, line by line. It shows what both records say: to the operator who asked.
  ///
  /// The model is that of the run; records and judgements are as the archive holds them now, and a
  /// line says so when they are not those of the run.
  ///
  /// - Parameters:
  ///   - one: A record, `source:id`.
  ///   - other: Another record.
  ///   - run: nil for the newest finished run.
  /// - Complexity: Reads all person records and events; compares those of the two people alone.
  public func run(_ one: String, _ other: String, run: String?) throws -> [String] {
    let people = try PeopleArchive(path: archive, access: .writing)
    let pair = try people.pair(one, other)
    try people.store.log(
      AuditEntry(
        .consultation, "person", [pair.one.key.text, pair.other.key.text], rows: 2,
        reason: reason))
    let held = try Self.held(run, in: people.store)
    let model = try Self.model(of: held.opening.id, in: people.store)
    let holdings = try people.holdings(asOf: held.opening.asOf)
    let judgements = try people.store.judgements()
    let members = try people.store.entities()
    let explainer = Self.explainer(of: pair, members, holdings, model)
    guard let waterfall = explainer.waterfall(pair.one.key, pair.other.key) else {
      preconditionFailure("both records are in the archive, and different")
    }
    let standing = PairStanding(
      pair.one, pair.other, members: members,
      constraints: try PairConstraints(pair.one, pair.other, events: holdings.events),
      judgements: judgements, asOf: LondonTime.civil(held.opening.asOf).day,
      bits: { explainer.waterfall($0, $1)?.total ?? .zero })
    var lines = try heading(pair.one, pair.other, held, people.store)
    lines += model.report.records > 0 ? [Self.words(model.report), ""] : [""]
    lines += PairWaterfall(waterfall, pair.one, pair.other).lines + [""]
    lines += standing.constraintLines + standing.entityLines
    return lines + ["", standing.sentence(waterfall)]
  }

  /// Of the two records and all that share an entity with one of them.
  private static func explainer(
    of pair: (one: PersonRecord, other: PersonRecord), _ members: [EntityMember],
    _ holdings: Holdings, _ model: MatchingModel
  ) -> PairExplainer {
    let keys: Set = [pair.one.key, pair.other.key]
    let entities = Set(members.filter { keys.contains($0.person) }.map(\.entityID))
    let concerned = keys.union(members.filter { entities.contains($0.entityID) }.map(\.person))
    let persons = holdings.persons.filter { model.terms == nil || concerned.contains($0.key) }
    return PairExplainer(persons.map { PersonForMatching($0) }, model: model)
  }

  private static func held(_ run: String?, in store: RecordArchive) throws -> HeldRun {
    guard let held = try run.map({ try store.run($0) }) ?? store.lastFinishedRun(),
      held.status == .finished
    else {
      throw EngineError(
        run.map { "the archive holds no finished run \($0)" }
          ?? "the archive holds no finished run",
        mend: "run countylines nightly first, or leave --run away for the newest", exit: .noInput)
    }
    return held
  }

  private static func model(of run: String, in store: RecordArchive) throws -> MatchingModel {
    guard let text = try store.model(ofRun: run) else {
      throw EngineError(
        "run \(run) kept no model: it was made by a version before models were kept",
        mend: "run countylines nightly again, and explain by the newer run", exit: .noInput)
    }
    do throws(MatchingModelDefect) {
      return try MatchingModel(text: text)
    } catch {
      throw EngineError(
        "the model of run \(run), line \(error.line): \(error.reason)",
        mend: "use the version of the program that made the run", exit: .data)
    }
  }

  private func heading(
    _ one: PersonRecord, _ other: PersonRecord, _ held: HeldRun, _ store: RecordArchive
  ) throws -> [String] {
    var lines = ["\(one.key.text) and \(other.key.text): one person?"]
    for record in [one, other] {
      guard let place = try store.locate(.record(kind: .persons, key: record.key)) else { continue }
      lines.append(
        "\(record.key.text)  \(place.file.source)/\(place.file.name) row \(place.row), "
          + "line \(place.line)")
    }
    lines.append("run \(held.opening.id), as of \(held.opening.asOf.iso8601)")
    if let manifest = held.manifest,
      let known = try? JSONDecoder.manifests.decode(RunManifest.self, from: Data(manifest.utf8)),
      known.inputsDigest != (try store.contentDigest())
    {
      lines.append(
        "files or judgements came since: records and judgements are shown as they are now")
    }
    return lines
  }

  private static func words(_ report: EstimationReport) -> String {
    "model estimated from \(report.records) records, \(report.sampledPairs) candidate and "
      + "\(report.randomPairs) random pairs, \(report.passes) passes"
  }
}
