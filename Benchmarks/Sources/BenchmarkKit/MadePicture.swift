import Archive
import Foundation
import Intake
import Matching
public import Picture
import Primitives
import Synthesis
import Tabular
import Vocabulary

/// A synthetic region on disk.
public struct MadeRegion {
  /// Holds `inbox` and `truth`.
  public let folder: ScratchFolder
  /// Data rows of all its files.
  public let rows: Int
  /// Rows planted so that they cannot be read.
  public let badRows: Int

  /// Where its files lie.
  public var inbox: String { folder.path + "/inbox" }

  /// Draws and writes a region.
  ///
  /// - Parameter isLarge: The size `region` instead of `small`.
  public init(isLarge: Bool, seed: UInt64) throws {
    folder = try ScratchFolder()
    let world = World.make(WorldSettings(preset: isLarge ? .region : .small, seed: seed))
    let counts = try world.write(to: folder.path, workers: twoThreads)
    rows = counts.files.reduce(0) { $0 + $1.rows }
    badRows = counts.files.reduce(0) { $0 + $1.badRows }
  }
}

extension RegionalPicture {
  /// The picture of a synthetic region, made as the engine makes it: through intake, archive and
  /// matching, as of the region's newest call.
  public static func of(_ region: MadeRegion) throws -> RegionalPicture {
    let archive = try RecordArchive(ArchiveConfiguration(path: region.folder.fresh("archive")))
    let sources = try FileManager.default.contentsOfDirectory(atPath: region.inbox).sorted()
    let folders = try sources.map { source in
      InboxScan.Folder(
        name: source,
        fileNames: try FileManager.default.contentsOfDirectory(atPath: "\(region.inbox)/\(source)"))
    }
    for (number, found) in InboxScan(folders).files.enumerated() {
      try take(found, number: number, from: region.inbox, into: archive)
    }
    let calls = try archive.calls(workers: twoThreads)
    let asOf = Instant(seconds: calls.times.max() ?? 0)
    var builder = HoldingsBuilder(asOf: asOf, files: try archive.files().map(\.file))
    for kind in RecordKind.allCases where !kind.isColumnar {
      builder.add(try archive.records(kind))
    }
    builder.set(try archive.sightings(workers: twoThreads))
    builder.set(calls)
    let holdings = builder.build()
    return RegionalPicture(holdings: holdings, entities: try entities(of: holdings))
  }

  private static func take(
    _ found: InboxScan.Found, number: Int, from inbox: String, into archive: RecordArchive
  ) throws {
    let made = MadeColumns.file(number, found.kind)
    let file = SourceFile(
      source: found.source, kind: found.kind, name: found.fileName, digest: made.digest)
    let source = try SourceOpening.open(path: "\(inbox)/\(found.source)/\(found.fileName)")
    let reader = FeedReader(source: found.source, kind: found.kind, fileName: found.fileName)
    try archive.ingest(file, bytes: 1, workers: twoThreads) { writer in
      var steps = LineSteps()
      let summary = try reader.read(source, file: Ordinal(0), workers: twoThreads) { batch in
        switch batch.rows {
        case .records(let rows): if !rows.isEmpty { try writer.add(records: rows) }
        case .sightings(let columns): try writer.add(sightings: columns)
        case .calls(let columns): try writer.add(calls: columns)
        }
        try writer.add(
          quarantined: batch.rejects.map {
            QuarantinedRow(diagnostic: $0.diagnostic, original: $0.text)
          })
        for step in batch.lineSteps { steps.append(row: step.row, line: step.line) }
      }
      return IngestClosing(rowsRead: summary.rowsRead, lineSteps: steps)
    }
  }

  private static func entities(of holdings: Holdings) throws -> [PersonEntity] {
    let input = MatchingInput(
      persons: holdings.persons.map { PersonForMatching($0) },
      asOf: LondonTime.civil(holdings.asOf).day)
    let resolver = try Resolver(input, on: twoThreads)
    let resolution = try resolver.resolve(with: resolver.estimateModel())
    let position = Dictionary(
      uniqueKeysWithValues: holdings.persons.enumerated().map { ($0.element.key, $0.offset) })
    return resolution.entities.map { entity in
      let members = entity.members.compactMap { member in
        position[member.key].map { (record: $0, probability: member.probability) }
      }.sorted { $0.record < $1.record }
      return PersonEntity(
        id: entity.id, records: members.map(\.record), probabilities: members.map(\.probability))
    }
  }
}
