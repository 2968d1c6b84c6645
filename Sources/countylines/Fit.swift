import ArgumentParser
import Engine
import Foundation
import Primitives

/// `countylines fit`
struct Fit: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Propose weights from simulated regions; a person decides.",
    discussion: """
      Runs a night on each of several small regions whose truth is known, fits the
      weights of vehicle stops, premises and controllers on three of four within
      bounds (a half to twice, a bit at most), and tests them on the rest. Prints
      what would move; --out writes it as a policy file that is refused until
      somebody puts a name and a day to each weight. Weights of the periphery list
      are never fitted. Cost: a second or two a region.

      EXAMPLES
        countylines fit --worlds 12 --noise mid --out /tmp/proposal.yaml
      """)

  @Option(help: "How many regions, 4 or more.") var worlds = 12
  @Option(help: "The seed of the first region.") var seed: UInt64 = 1
  @Option(help: "low, mid or high.") var noise = "mid"
  @Flag(help: "Lines that change number weekly, use trains and swap plates.")
  var adversary = false
  @Option(help: "The policy to start from. Default: the standard policy.")
  var policy: String?
  @Option(help: "Where to write the proposal, a file that is not there yet.")
  var out: String?

  func run() {
    Terminal.run {
      var fit = FitPolicy()
      fit.worlds = worlds
      fit.seed = seed
      fit.noise = noise
      fit.adversary = adversary
      fit.policy = policy
      let proposals = try fit.run(workers: .ofMachine) { event in
        if case .note(let text) = event { Terminal.talk(text) }
      }
      let report = FitReport(
        proposals,
        basis: "\(worlds) small regions, noise \(noise)\(adversary ? ", adversarial" : ""), "
          + "from seed \(seed)")
      for line in report.lines { Terminal.result(line) }
      if let out { try report.write(to: out) }
    }
  }
}
