import ArgumentParser
import Networks
import Primitives
import RaceKit

/// Our entry beside other graph libraries: the same files, the same machine, one run.
@main
struct GraphRace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures on a graph of another's making, timed; and how their cost grows.",
    subcommands: [Race.self, Growth.self], defaultSubcommand: Race.self)
}

/// One measure on one graph, timed without reading and building.
struct Race: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run one measure on an archive of links and print what it took.",
    discussion: """
      The archive is one of numpy.savez: columns u and v hold the ends of each link, n the number
      of nodes, w whole weights where --weighted. Prints one line, which a script that runs several
      programs can read: RESULT {"seconds": …, "algo_cpu_s": …, "build_s": …, "check": …}.

      EXAMPLES
        GraphRace pagerank --npz graph.npz --threads 2 --runs 5
        GraphRace bc_weighted --npz graph.npz --weighted --sources 64
      """)

  @Argument(help: "Which measure: \(RaceTask.allCases.map(\.rawValue).joined(separator: ", ")).")
  var task: RaceTask
  @Option(help: "The archive of links.") var npz: String
  @Flag(help: "Take the weights of column w.") var weighted = false
  @Option(help: "Threads.") var threads = 1
  @Option(help: "Sources, where a measure is timed by some of them.") var sources = 16
  @Option(help: "Runs, of which the median counts.") var runs = 1
  @Option(help: "The seed, where a measure draws by chance.") var seed: UInt64 = 1

  func run() throws {
    let reading = Stopwatch()
    let graph = try LinkFile(path: npz, isWeighted: weighted).graph()
    let build = reading.wall
    let workers = Workers(threads: threads)
    var takes: [(wall: Double, cpu: Double)] = []
    var check = RaceCheck()
    for _ in 0..<max(1, runs) {
      let watch = Stopwatch()
      check = try task.run(
        on: graph, workers: workers, sources: sources, seed: seed)
      takes.append((watch.wall, watch.cpu))
      if watch.wall > 60 { break }
    }
    takes.sort { $0.wall < $1.wall }
    let middle = takes[takes.count / 2]
    print(
      "RESULT {\"seconds\": \(middle.wall), \"algo_cpu_s\": \(middle.cpu), \"build_s\": \(build), "
        + "\"peak_mb\": \(Stopwatch.peakMegabytes), \"graph_mb\": \(Double(graph.bytes) / 1e6), "
        + "\"reps\": \(takes.count)\(check.json)}")
  }
}
