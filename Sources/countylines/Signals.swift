import ArgumentParser
import Engine

/// `countylines signals`
struct Signals: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show every question that is asked, what it weighs, and when it is innocent.",
    discussion: """
      EXAMPLES
        countylines signals
        countylines signals --about vehicle
      """)

  @Option(help: "vehicle, line, person, youngPerson or premises.")
  var about: String?

  func run() {
    Terminal.run {
      for line in try SignalGuide(about: about).lines() { Terminal.result(line) }
    }
  }
}
