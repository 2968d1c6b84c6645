import ArgumentParser
import Glibc
import Intake
import Primitives
import RaceKit
import Signals
import Tabular
import Vocabulary

/// Our entry beside other programs that mine convoys: the same file, the same definition.
@main
struct ConvoyRace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Mine the convoys of a table of sightings and print what it took.",
    discussion: """
      Timed from typed columns in memory to the pairs; reading is told apart. Prints one line,
      which a script that runs several programs can read: RESULT {"seconds": …, "pairs": …}.

      EXAMPLE
        ConvoyRace --csv sightings.csv --threads 2 --runs 5 --json pairs.json
      """)

  @Option(help: "A CSV of sightings to the contract, plain or gzip.") var csv: String
  @Option(help: "Threads.") var threads = 1
  @Option(help: "Runs, of which the median counts.") var runs = 1
  @Option(help: "Where to write the pairs, as a JSON array of \"a,b\".") var json: String?

  func run() throws {
    let workers = Workers(threads: threads)
    let reading = Stopwatch()
    let columns = try read(workers: workers)
    let load = reading.wall
    let loadPeak = Stopwatch.peakMegabytes
    var takes: [(wall: Double, cpu: Double)] = []
    var last: ConvoyMining.Found?
    for _ in 0..<max(1, runs) {
      let watch = Stopwatch()
      last = try ConvoyMining().mine(
        plates: columns.plates, cameras: columns.cameras, directions: columns.directions,
        times: columns.times, workers: workers)
      takes.append((watch.wall, watch.cpu))
    }
    takes.sort { $0.wall < $1.wall }
    let middle = takes[takes.count / 2]
    guard let found = last else { preconditionFailure("there is one run at least") }
    if let json { try write(found.pairs, to: json) }
    let figures: [(String, String)] = [
      ("seconds", "\(middle.wall)"), ("query_cpu_s", "\(middle.cpu)"), ("load_s", "\(load)"),
      ("pairs", "\(found.pairs.count)"),
      ("sum_occ", "\(found.pairs.reduce(0) { $0 + $1.occasions })"),
      ("sum_cams", "\(found.pairs.reduce(0) { $0 + $1.cameras })"),
      ("sum_days", "\(found.pairs.reduce(0) { $0 + $1.days })"),
      ("events", "\(found.meetings)"), ("kept_rows", "\(found.reads)"),
      ("load_peak_mb", "\(loadPeak)"), ("peak_mb", "\(Stopwatch.peakMegabytes)"),
    ]
    let line = figures.map { "\"\($0.0)\": \($0.1)" }.joined(separator: ", ")
    print("RESULT {\(line)}")
  }

  private struct Columns {
    var plates: [UInt64] = []
    var cameras: [UInt32] = []
    var directions: [UInt8] = []
    var times: [Int64] = []
  }

  private func read(workers: Workers) throws -> Columns {
    var columns = Columns()
    var cameras = Interner<Camera>()
    var status = stat()
    // A row has 30 bytes at least; room that is not used is not held.
    let rows = stat(csv, &status) == 0 && !csv.hasSuffix(".gz") ? Int(status.st_size) / 30 : 0
    columns.plates.reserveCapacity(rows)
    columns.cameras.reserveCapacity(rows)
    columns.directions.reserveCapacity(rows)
    columns.times.reserveCapacity(rows)
    let reader = FeedReader(
      source: "race", kind: .sightings, fileName: "sightings.csv",
      settings: IntakeSettings(maxBad: 0.5))
    _ = try reader.read(
      SourceOpening.open(path: csv, followsLinks: true), file: Ordinal(0), workers: workers
    ) { batch in
      guard case .sightings(let part) = batch.rows else { return }
      let map = part.cameraKeys.map { cameras.intern($0.text).value }
      columns.plates += part.plates
      columns.cameras += part.cameras.map { map[Int($0)] }
      columns.times += part.times
      columns.directions += part.directions
    }
    return columns
  }

  private func write(_ pairs: [ConvoyPair], to path: String) throws {
    let texts = pairs.map {
      "\"\(VehicleRegistration(packed: $0.a).text),\(VehicleRegistration(packed: $0.b).text)\""
    }
    guard let file = fopen(path, "w") else {
      throw ValidationError("\(path) cannot be written")
    }
    fputs("[" + texts.joined(separator: ",") + "]", file)
    fclose(file)
  }
}
