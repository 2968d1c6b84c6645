import Archive
import Benchmark
import BenchmarkKit
import Primitives
import Vocabulary

/// Archive: columns and records into one file and out again, on the disk of the temporary folder.
///
///     swift package --package-path Benchmarks --disable-sandbox benchmark run \
///       --target ArchiveBenchmarks --no-progress
///
/// Commits wait for the disk, so wall clock here is the disk's as much as ours. Every case checks
/// the counts that the archive gives back; reads also check the order and the sum of all times.
let benchmarks: @Sendable () -> Void = {
  let million = 1_000_000
  measure(
    "Ingest 1,000,000 sightings of 7 days, one file", items: million, "rows",
    make: { try ArchiveInput(sightings: million) }, work: { try $0.ingestSightings() },
    check: { input, taken in
      precondition(taken.counts.rowsStored == million, "every row is stored")
      input.folder.remove(taken.path)
    })
  measure(
    "Read 1,000,000 sightings of 7 days, sorted", items: million, "rows",
    make: { try FilledArchive(ArchiveInput(sightings: million)) },
    work: { try $0.archive.sightings(workers: twoThreads) },
    check: { filled, columns in
      precondition(columns.count == million, "every row comes back")
      precondition(columns.times.reduce(0, +) == filled.timeSum, "the times add up")
      precondition(
        (1..<columns.count).allSatisfy {
          (columns.plates[$0 - 1], columns.times[$0 - 1]) <= (columns.plates[$0], columns.times[$0])
        }, "rows ascend by plate and time")
    })
  measure(
    "Read one day of 1,000,000 sightings of 7 days", items: million / 7, "rows",
    make: { try FilledArchive(ArchiveInput(sightings: million)) },
    work: { try $0.archive.sightings(in: $0.oneDay, workers: twoThreads) },
    check: { filled, columns in
      precondition(columns.count == filled.rowsOfOneDay, "every row of the day comes back")
    })
  measure(
    "Verify 1,000,000 sightings of 7 days", items: million, "rows",
    make: { try FilledArchive(ArchiveInput(sightings: million)) },
    work: { try $0.archive.verify(workers: twoThreads) },
    check: { _, report in
      precondition(report.isSound && report.files == 1 && report.chunks > 0, "all is well")
    })
  measure(
    "Ingest 60,000 persons, one file", items: 60_000, "rows",
    make: { try ArchiveInput(persons: 60_000) }, work: { try $0.ingestPersons() },
    check: { input, taken in
      precondition(taken.counts.rowsStored == 60_000, "every record is new")
      input.folder.remove(taken.path)
    })
  measure(
    "Ingest 60,000 persons again, 6,000 changed", items: 60_000, "rows",
    make: { try FilledArchive(ArchiveInput(persons: 60_000)) },
    work: { try $0.ingestNextEdition() },
    check: { filled, counts in
      filled.makeNextEdition()
      precondition(counts.rowsStored == 6_000, "the changed records are stored")
      precondition(counts.rowsHeld == 54_000, "the others are held already")
    })
  measure(
    "Read 60,000 persons", items: 60_000, "rows",
    make: { try FilledArchive(ArchiveInput(persons: 60_000)) },
    work: { try $0.archive.records(.persons) },
    check: { _, records in
      precondition(records.count == 60_000, "every record comes back")
      precondition(
        zip(records, records.dropFirst()).allSatisfy { $0.identity < $1.identity },
        "records ascend by identity")
    })
}
