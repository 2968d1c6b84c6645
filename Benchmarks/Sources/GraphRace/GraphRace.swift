import ArgumentParser
import Glibc
import Networks
import Primitives

/// One measure on one graph, timed without reading and building: a contestant beside other
/// programs in a script that runs them all on the same files.
@main
struct GraphRace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Run one measure on a list of links and print what it took.",
    discussion: """
      The file holds the two ends of every link as 32-bit little-endian numbers, one after the
      other. Prints one line: RESULT {"seconds": …, "algo_cpu_s": …, "build_s": …, "check": …}.

      EXAMPLES
        GraphRace pagerank --links graph.u32 --nodes 50000 --threads 2
      """)

  @Argument(help: "Which measure.") var task: RaceTask
  @Option(help: "The file of links.") var links: String
  @Option(help: "A file of one 32-bit whole number a link, its weight.") var weights: String?
  @Option(help: "The number of nodes.") var nodes: Int
  @Option(help: "Threads.") var threads = 1
  @Option(help: "Sources, where a measure is timed by some of them.") var sources = 16
  @Option(help: "Runs, of which the median counts.") var runs = 1

  func run() throws {
    let begun = Stopwatch()
    let graph = try LinkFile(links: links, weights: weights, nodes: nodes).graph()
    let build = begun.wall
    let workers = Workers(threads: threads)
    var takes: [(wall: Double, cpu: Double)] = []
    var check = RaceCheck()
    for _ in 0..<max(1, runs) {
      let watch = Stopwatch()
      check = try task.run(on: graph, workers: workers, sources: sources)
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

/// Wall and processor time since it was made.
struct Stopwatch {
  private let begunWall = Stopwatch.seconds(CLOCK_MONOTONIC)
  private let begunCPU = Stopwatch.seconds(CLOCK_PROCESS_CPUTIME_ID)

  var wall: Double { Self.seconds(CLOCK_MONOTONIC) - begunWall }
  var cpu: Double { Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - begunCPU }

  /// The most memory this process has held.
  static var peakMegabytes: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
