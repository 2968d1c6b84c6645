import Archive
import Foundation
import Picture
import Primitives
import Signals
import Tasking
import Vocabulary

/// Stores a run in the archive and publishes its folder, in that order: a kill between the two
/// leaves a stored run without a folder, which the next run notices and publishes.
struct Publication {
  let plan: RunPlan
  let people: ResolvedPeople
  let answers: AskSignals.Answers
  let input: TaskingInput
  let drawn: DrawnLists
  let earlier: EarlierLists
  let files: [FileReport]
  let clock: StageClock

  private var picture: RegionalPicture { input.picture }

  func publish(in folder: RunFolder, archive: RecordArchive) throws -> NightlyResult {
    let runId = plan.runId(asOf: picture.asOf)
    let notCovered = Coverage.warnings(picture, answers.traffic)
    let tables = drawn.tables
    var contents: [(path: String, text: String)] = []
    let changes = drawn.ranked.map {
      ListChanges(of: $0, since: earlier.explanations[$0.kind] ?? [])
    }
    let disparity = DisparityReport(of: drawn, input: input).table
    for table in tables + changeTables(changes) + [disparity] {
      contents.append((table.path + ".csv", table.csv))
      contents.append((table.path + ".json", table.json))
    }
    contents += ForceBrief.forces(of: drawn).map { force in
      let brief = ForceBrief(
        force: force, run: runId, drawn: drawn, changes: changes, since: earlier.run, input: input,
        notCovered: notCovered)
      return (brief.path, brief.html)
    }
    let digests = Dictionary(
      uniqueKeysWithValues: contents.map { ($0.path, FileDigest.sha256(text: $0.text)) })
    let manifest = try manifest(
      runId: runId, digests: digests, notCovered: notCovered, archive: archive
    ).json()
    try store(runId: runId, manifest: manifest, in: archive)
    contents.append(("run.json", manifest))
    contents.append(("quarantine.csv", try QuarantineFile.text(of: archive)))
    try folder.publish(run: runId, files: contents)
    return NightlyResult(
      runId: runId, folder: folder.out + "/" + runId, asOf: picture.asOf.iso8601, files: files,
      isStanding: false, heads: ListHeads.heads(of: tables), remarks: remarks(notCovered))
  }

  /// What changed since the run before, a table beside each file of a ranked list.
  private func changeTables(_ changes: [ListChanges]) -> [ListTable] {
    zip(drawn.ranked, changes).flatMap { list, changes in
      ChangeTable.tables(of: changes, paths: list.tables.map(\.path))
    }
  }

  /// A run of that name that is finished already is the same run, and stands.
  private func store(runId: String, manifest: String, in archive: RecordArchive) throws {
    if try archive.run(runId)?.status == .finished { return }
    try archive.beginRun(
      RunOpening(
        id: runId, inputsDigest: plan.key, asOf: picture.asOf, seed: plan.configuration.seed,
        configuration: try Self.json(RunPlan.settings(plan.configuration))))
    try archive.finishRun(
      runId,
      RunClosing(
        manifest: manifest, entries: try entries(), entities: entities(), changes: people.changes,
        model: people.model))
  }

  private func remarks(_ notCovered: [String]) -> [String] {
    let touched = collateral()
    return [
      "\(touched.platesRead) plates read, \(touched.platesTouchingASeed) with a path to a seed, "
        + "\(touched.platesShown) shown"
    ] + [earlier.remark].compactMap { $0 } + notCovered.map { "not covered: " + $0 }
  }

  private func entries() throws -> [ListEntry] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return try drawn.ranked.flatMap { list -> [ListEntry] in
      let rows = list.tables.flatMap { table in table.rows.map { (table.columns, $0) } }
      return try zip(rows, list.explanations).map { row, why in
        let force = why.path.split(separator: "/").dropFirst().first.map(String.init) ?? ""
        return ListEntry(
          list: list.kind.rawValue, force: force, position: why.rank, subject: why.subject,
          row: Self.object(columns: row.0, cells: row.1),
          explanation: String(decoding: try encoder.encode(why), as: UTF8.self))
      }
    }
  }

  private static func object(columns: [String], cells: [ListCell]) -> String {
    "{"
      + zip(columns, cells).map { column, cell in
        switch cell {
        case .number(let digits): "\(JSONText.quote(column)):\(digits)"
        case .text(let text): "\(JSONText.quote(column)):\(JSONText.quote(text))"
        }
      }.joined(separator: ",") + "}"
  }

  private func entities() -> [EntityMember] {
    picture.entities.flatMap { entity in
      zip(entity.records, entity.probabilities).map { record, probability in
        EntityMember(
          person: picture.holdings.persons[record].key, entityID: entity.id,
          probability: probability)
      }
    }
  }

  private func manifest(
    runId: String, digests: [String: String], notCovered: [String], archive: RecordArchive
  ) throws -> RunManifest {
    let inputs = files.map(Self.input)
    let taken = inputs.filter { $0.fate != FileReport.Fate.refused.rawValue }
    let held = try archive.files().map { held in
      RunManifest.Held(
        file: held.file.source + "/" + held.file.name, sha256: held.file.digest,
        read: held.counts.rowsRead, stored: held.counts.rowsStored,
        quarantined: held.counts.rowsQuarantined, alreadyHeld: held.counts.rowsHeld)
    }
    return RunManifest(
      runId: runId, codeVersion: ProgramVersion.text, asOf: picture.asOf.iso8601,
      seed: plan.configuration.seed, configuration: configuration(),
      configurationDigest: plan.configurationDigest, inputsDigest: plan.inputsDigest,
      previousRunId: try plan.previousRun(), inputs: inputs, held: held,
      totals: RunManifest.Totals(
        read: taken.reduce(0) { $0 + $1.read }, stored: taken.reduce(0) { $0 + $1.stored },
        quarantined: taken.reduce(0) { $0 + $1.quarantined },
        alreadyHeld: taken.reduce(0) { $0 + $1.alreadyHeld },
        filesRefused: inputs.count - taken.count),
      suspectedFalse: Dictionary(
        uniqueKeysWithValues: picture.holdings.suspectedFalse.map { ($0.key.rawValue, $0.value) }),
      repeatedSightings: picture.holdings.repeatedSightings, collateral: collateral(),
      warnings: notCovered, columnBasis: columnBasis(), stageSeconds: clock.seconds, lists: digests)
  }

  private static func input(_ report: FileReport) -> RunManifest.Input {
    RunManifest.Input(
      file: report.path, source: String(report.path.prefix { $0 != "/" }), kind: report.kind,
      sha256: report.digest, bytes: report.bytes, fate: report.fate.rawValue, read: report.read,
      stored: report.stored, quarantined: report.quarantined, alreadyHeld: report.alreadyHeld,
      leftOut: report.leftOut, warnings: report.warnings, notes: report.notes,
      refusal: report.refusal)
  }

  private func configuration() -> [String: String] {
    var settings = RunPlan.settings(plan.configuration)
    settings["threads"] = String(plan.configuration.threads)
    settings["memory_mebibytes"] = String(plan.configuration.memoryMebibytes)
    settings["max_bad"] = String(plan.configuration.maxBad)
    settings["policy"] = plan.configuration.policy.map { _ in "file" } ?? "standard"
    return settings
  }

  private func columnBasis() -> [String: [String: String]] {
    Dictionary(
      uniqueKeysWithValues: drawn.ranked.map { list in
        let columns = list.tables.first?.columns ?? []
        let said = columns.compactMap { column in
          ColumnBasis.of(column, in: list.kind).map { (column, $0.rawValue) }
        }
        return (list.kind.rawValue, Dictionary(uniqueKeysWithValues: said))
      })
  }

  private func collateral() -> RunManifest.Collateral {
    let shown = drawn.ranked.filter { $0.kind == .vehicleStops }.flatMap(\.explanations).count
    return RunManifest.Collateral(
      platesRead: answers.traffic.platesRead,
      platesTouchingASeed: answers.vehicles.candidates.count,
      platesShown: shown)
  }

  private static func json(_ values: [String: String]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return String(decoding: try encoder.encode(values), as: UTF8.self)
  }
}
