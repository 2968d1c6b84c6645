import Foundation
import Intake
import Matching
public import Primitives
import Tabular
import Vocabulary

/// Which records of a plain table speak of the same person.
public struct ResolveTable: Sendable {
  private let mapping: String?
  private let model: String?
  private let workers: Workers

  /// - Parameters:
  ///   - mapping: A file with the persons section of a `feed.yaml`; nil when the table has the
  ///     contract's columns.
  ///   - model: Frozen parameters to score with; written there when the file is not there yet.
  public init(mapping: String?, model: String?, workers: Workers) {
    self.mapping = mapping
    self.model = model
    self.workers = workers
  }

  /// The moment at which ages are asked: a table has none, so that nobody counts as a child by the
  /// date alone and the threshold is the same for all.
  private static let noAges = CivilDate(daysSinceEpoch: 2_932_896)

  /// Reads `record_id` and the persons columns, writes `record_id,entity_id,probability`, in order
  /// of record.
  ///
  /// A value that cannot be read is taken as unknown and counted, so that no record is lost.
  ///
  /// - Returns: Sentences of what was read and found.
  public func run(records path: String, out: String) throws -> [String] {
    let section = try section()
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let reader = FeedReader(
      source: "table", kind: .persons, fileName: name, section: section,
      settings: IntakeSettings(maxBad: 0.5, emptiesUnreadable: true))
    var persons: [PersonForMatching] = []
    let summary = try reader.read(
      SourceOpening.open(path: path, followsLinks: true), workers: workers
    ) { batch -> [PersonForMatching] in
      guard case .records(let rows) = batch.rows else { return [] }
      return rows.indices.map { row in
        PersonForMatching(
          PersonRecord(rows[row]),
          extra: batch.extras.isEmpty ? [] : batch.extras[row].map { $0.isEmpty ? nil : $0 })
      }
    } consume: {
      persons += $0
    }
    let input = MatchingInput(
      persons: persons, extraNames: section.extra, asOf: Self.noAges)
    let resolver = try Resolver(input, on: workers)
    let resolution = try resolver.resolve(with: try frozenModel(resolver))
    let rows = resolution.entities.flatMap { entity in
      entity.members.map { (id: $0.key.id, entity: entity.id, probability: $0.probability) }
    }.sorted { $0.id < $1.id }
    try TableFile.write(
      rows.lazy.map { [$0.id, $0.entity, Self.text($0.probability)] },
      header: ["record_id", "entity_id", "probability"], to: out)
    var said = [
      "\(summary.rowsRead) records read, \(summary.rowsRejected) could not be read, "
        + "\(resolution.entities.count) people",
      "\(resolution.candidatePairs) pairs compared",
      "pairs made by each rule: "
        + resolution.blocking.map { "\($0.name) \($0.pairs)" }.joined(separator: ", "),
    ]
    said += summary.warningsByCode.map { "warning: \($0.count) × [\($0.code)]" }
    said += resolution.warnings.map { "warning: \($0.text)" }
    return said
  }

  /// The persons section: of the mapping file, at its top or under `persons`, with the record's
  /// identifier taken from `record_id` unless it says otherwise.
  private func section() throws(EngineError) -> FeedSection {
    let node = try mapping.map { path throws(EngineError) in try SettingsFile.read(path: path) }
    let name = mapping ?? "the mapping"
    var entries = Self.entries(node)
    if let inner = entries.first(where: { $0.key == "persons" }) {
      entries = Self.entries(inner.value)
    }
    let identifier = SettingsNode.Entry(
      key: "person_id", line: 1, value: .scalar("record_id", line: 1))
    if let at = entries.firstIndex(where: { $0.key == "columns" }) {
      var columns = Self.entries(entries[at].value)
      if !columns.contains(where: { $0.key == "person_id" }) { columns.append(identifier) }
      entries[at].value = .map(columns, line: entries[at].line)
    } else {
      entries.append(
        SettingsNode.Entry(key: "columns", line: 1, value: .map([identifier], line: 1)))
    }
    let whole = SettingsNode.map(
      [SettingsNode.Entry(key: "persons", line: 1, value: .map(entries, line: 1))], line: 1)
    do throws(SettingsDefect) {
      guard let section = try FeedMapping(whole).sections.first else {
        preconditionFailure("one section was given")
      }
      return section
    } catch {
      throw SettingsFile.error(error, in: name)
    }
  }

  private static func entries(_ node: SettingsNode?) -> [SettingsNode.Entry] {
    guard case .map(let entries, _)? = node else { return [] }
    return entries
  }

  private func frozenModel(_ resolver: Resolver) throws -> MatchingModel {
    guard let model else { return try resolver.estimateModel() }
    if let data = FileManager.default.contents(atPath: model) {
      do throws(MatchingModelDefect) {
        return try MatchingModel(text: String(decoding: data, as: UTF8.self))
      } catch {
        throw EngineError(
          "\(model):\(error.line): \(error.reason)",
          mend: "use a file that resolve wrote, or remove it to estimate anew", exit: .configuration
        )
      }
    }
    let estimated = try resolver.estimateModel()
    do {
      try Data(estimated.text.utf8).write(to: URL(fileURLWithPath: model), options: .atomic)
    } catch {
      throw EngineError(
        "\(model) cannot be written", mend: "check that its folder is there", exit: .cannotCreate)
    }
    return estimated
  }

  private static func text(_ probability: Double) -> String {
    String(describing: (probability * 1_000_000).rounded() / 1_000_000)
  }
}
