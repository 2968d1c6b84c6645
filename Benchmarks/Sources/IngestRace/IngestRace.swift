import ArgumentParser
import Intake
import Primitives
import RaceKit
import Tabular
import Vocabulary

/// Our entry beside other readers of tables: the same files, the same machine, one run.
@main
struct IngestRace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Read a file of sightings as the nightly command does, timed.",
    discussion: """
      csv and gz give typed columns in memory, every row checked and bad ones set aside; inflate
      unpacks and throws away. Prints one line, which a script that runs several programs can read:
      RESULT {"seconds": …, "algo_cpu_s": …, "rows": …, "peak_mb": …}. All columns are held until
      the clock has stopped.

      EXAMPLES
        IngestRace csv --file sightings_s10m.csv --threads 2 --runs 5
        IngestRace inflate --file sightings_s10m.csv.gz
      """)

  @Argument(help: "What to do: \(IngestTask.allCases.map(\.rawValue).joined(separator: ", ")).")
  var task: IngestTask
  @Option(help: "The file.") var file: String
  @Option(help: "Threads.") var threads = 1
  @Option(help: "Runs, of which the median counts.") var runs = 1
  @Option(help: "Kibibytes of text a thread works on at a time.")
  var blockKibibytes = ParallelReader.defaultBlockBytes >> 10

  func run() throws {
    var takes: [(wall: Double, cpu: Double)] = []
    var count = 0
    for _ in 0..<max(1, runs) {
      let watch = Stopwatch()
      let held = try task.run(
        file, workers: Workers(threads: threads), blockBytes: blockKibibytes << 10)
      takes.append((watch.wall, watch.cpu))
      count = held.count
    }
    let middle = takes.sorted { $0.wall < $1.wall }[takes.count / 2]
    print(
      "RESULT {\"seconds\": \(middle.wall), \"algo_cpu_s\": \(middle.cpu), \"\(task.unit)\": "
        + "\(count), \"peak_mb\": \(Stopwatch.peakMegabytes), \"reps\": \(takes.count)}")
  }
}
