import ArgumentParser
import Engine
import Foundation
import Primitives

/// `countylines simulate`
struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Write a synthetic region with its truth.",
    discussion: """
      Writes DIR/inbox, feeds to the contract, and DIR/truth, what is behind them.
      The same seed writes the same bytes. `region` is six forces, 25 lines, 60
      days and six million sightings, some 400 MB.

      EXAMPLES
        countylines simulate --preset small --seed 7 --out /tmp/small
        countylines simulate --preset region --seed 1 --noise high --adversary --out /tmp/region
      """)

  @Option(help: "small (seconds), region (a minute) or night (one night of five million reads).")
  var preset: String
  @Option(help: "The seed.")
  var seed: UInt64
  @Option(help: "The folder to write.")
  var out: String
  @Option(help: "low, mid or high.")
  var noise: String = "mid"
  @Flag(help: "Lines that change number weekly, use trains and swap plates.")
  var adversary = false
  @Option(help: "Threads. Default: one for each processor.")
  var threads: Int?

  func run() {
    Terminal.run {
      let workers = Workers(
        threads: max(1, threads ?? ProcessInfo.processInfo.activeProcessorCount))
      let summary = try SimulateWorld(
        preset: preset, seed: seed, noise: noise, adversary: adversary, workers: workers
      ).run(out: out)
      for line in summary { Terminal.result(line) }
    }
  }
}
