import Archive
import BenchmarkKit
import Primitives
import Vocabulary

/// Rows to be taken in, and a folder for archives.
struct ArchiveInput {
  /// What came of taking them in.
  struct Taken {
    var archive: RecordArchive
    var path: String
    var counts: FileCounts
  }

  let folder: ScratchFolder
  private(set) var sightings = SightingColumns()
  private(set) var persons: [RecordRow] = []

  init(sightings count: Int) throws {
    folder = try ScratchFolder()
    sightings = MadeColumns.sightings(rows: count, days: 7, seed: 1)
  }

  init(persons count: Int) throws {
    folder = try ScratchFolder()
    persons = MadeColumns.persons(rows: count)
  }

  /// Into a fresh archive.
  func ingestSightings() throws -> Taken {
    try ingest(.sightings, rows: sightings.count) { try $0.add(sightings: sightings) }
  }

  /// Into a fresh archive.
  func ingestPersons() throws -> Taken {
    try ingest(.persons, rows: persons.count) { try $0.add(records: persons) }
  }

  private func ingest(
    _ kind: RecordKind, rows: Int, _ add: (IngestWriter) throws -> Void
  ) throws -> Taken {
    let path = folder.fresh("archive")
    let archive = try RecordArchive(ArchiveConfiguration(path: path))
    let outcome = try archive.ingest(
      MadeColumns.file(0, kind), bytes: rows, workers: twoThreads
    ) { writer in
      try add(writer)
      return IngestClosing(rowsRead: rows)
    }
    return Taken(archive: archive, path: path, counts: outcome.counts)
  }
}

/// An archive that holds the rows already.
final class FilledArchive {
  let archive: RecordArchive
  /// The sum of all times of sightings.
  let timeSum: Int64
  /// The third of its days.
  let oneDay: Period
  let rowsOfOneDay: Int
  private let folder: ScratchFolder
  private let personCount: Int
  private var edition = 0
  /// The records of the next edition, made before they are needed.
  private var next: [RecordRow] = []

  init(_ input: ArchiveInput) throws {
    folder = input.folder
    personCount = input.persons.count
    let times = input.sightings.times
    timeSum = times.reduce(0, +)
    let start = (times.first ?? 0) + 2 * 86_400
    let day = Period(from: Instant(seconds: start), to: Instant(seconds: start + 86_400))
    oneDay = day
    rowsOfOneDay = times.count { day.contains(Instant(seconds: $0)) }
    archive =
      try times.isEmpty ? input.ingestPersons().archive : input.ingestSightings().archive
    makeNextEdition()
  }

  /// Makes the records once more, one in ten changed.
  func makeNextEdition() {
    guard personCount > 0 else { return }
    edition += 1
    next = MadeColumns.persons(rows: personCount, edition: edition, changedEvery: 10)
  }

  /// Takes in what was made last; call `makeNextEdition()` after it.
  func ingestNextEdition() throws -> FileCounts {
    try archive.ingest(
      MadeColumns.file(edition, .persons), bytes: next.count, workers: twoThreads
    ) { writer in
      try writer.add(records: next)
      return IngestClosing(rowsRead: next.count)
    }.counts
  }
}
