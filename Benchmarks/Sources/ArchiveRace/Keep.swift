import Archive
import ArgumentParser
import Glibc
import Intake
import Primitives
import RaceKit
import Tabular
import Vocabulary

/// A file of sightings taken into a new archive, and read back.
struct Keep: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take a CSV of sightings into a new archive, then read it back, timed.",
    discussion: """
      Prints lines of name, rows a second, wall and CPU seconds, and at last RESULT {…}, which a
      script that runs several programs can read. The archive is left at --store.

      EXAMPLES
        ArchiveRace keep --file sightings.csv --store new.sqlite --threads 2 --peer 8.9
      """)

  @Option(help: "The CSV, by the contract's columns.") var file: String
  @Option(help: "The archive to make; one that is there is an error.") var store: String
  @Option(help: "Threads.") var threads = 2
  @Option(help: "Seconds of the best peer for the same, if known.") var peer: Double?
  @Flag(help: "Leave the reading back out.") var ingestOnly = false

  func run() throws {
    guard access(store, F_OK) != 0 else { throw ValidationError("\(store) is there already") }
    let workers = Workers(threads: threads)
    let archive = try RecordArchive(ArchiveConfiguration(path: store))
    let whole = Stopwatch()
    let rows = try take(into: archive, workers)
    let taken = Stopwatch()
    try archive.compactDays(workers: workers)
    let seconds = whole.wall
    report("ingest", rows, whole)
    report("  of it compaction", rows, taken)
    let bytes = try size()
    print("bytes a row \(Double(bytes) / Double(rows))")
    let (cpu, peak) = (whole.cpu, Stopwatch.peakMegabytes)
    if !ingestOnly { try read(archive, workers) }
    let ratio = peer.map { ", \"ratio\": \($0 / seconds)" } ?? ""
    print(
      "RESULT {\"seconds\": \(seconds), \"rows\": \(rows), \"stored_bytes\": \(bytes), "
        + "\"cpu_s\": \(cpu), \"peak_mb\": \(peak)\(ratio)}")
  }

  private func read(_ archive: RecordArchive, _ workers: Workers) throws {
    let reading = Stopwatch()
    let columns = try archive.sightings(workers: workers)
    report("read whole", columns.count, reading)
    var read = 0
    let daily = Stopwatch()
    try archive.forEachSightingDay(workers: workers, where: { _ in true }) { day, columns in
      read += columns.count
    }
    report("read by days", read, daily)
    let counting = Stopwatch()
    let days = try archive.sightingDays()
    report("days and digests (\(days.count))", read, counting)
  }

  private func take(into archive: RecordArchive, _ workers: Workers) throws -> Int {
    let source = SourceFile(
      source: "race", kind: .sightings, name: "sightings.csv",
      digest: String(repeating: "0", count: 64))
    let reader = FeedReader(source: "race", kind: .sightings, fileName: "sightings.csv")
    let outcome = try archive.ingest(source, bytes: 1, workers: workers) { writer in
      let read = try reader.read(
        try SourceOpening.open(path: file), file: Ordinal(0), workers: workers
      ) { batch in
        if case .sightings(let columns) = batch.rows { try writer.add(sightings: columns) }
        if !batch.rejects.isEmpty {
          try writer.add(
            quarantined: batch.rejects.map {
              QuarantinedRow(diagnostic: $0.diagnostic, original: $0.text)
            })
        }
      }
      return IngestClosing(rowsRead: read.rowsRead)
    }
    return outcome.counts.rowsStored
  }

  private func size() throws -> Int {
    var status = stat()
    guard stat(store, &status) == 0 else { throw ValidationError("\(store) cannot be read") }
    return Int(status.st_size)
  }

  private func report(_ name: String, _ rows: Int, _ watch: Stopwatch) {
    let millions = Double(rows) / watch.wall / 1e6
    print("\(name): \(millions) M rows/s, wall \(watch.wall) s, CPU \(watch.cpu) s")
  }
}
