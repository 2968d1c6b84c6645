import ArgumentParser
import Engine

/// `countylines outcomes`
struct Outcomes: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what became of published rows, by list, signal and force.",
    discussion: """
      An outcome belongs to the newest run before it that listed its subject, until
      the row expired. A hit is an arrest, somebody safeguarded, drugs, a weapon, a
      disruption, or a result such as investigation or engaged; a miss is a stop or
      a visit that found nothing; whoever was not found or declined is not judged.
      Rates have Wilson's 95 % interval. `told apart` is what the outcomes say that
      a signal tells worked rows apart by, in bits, beside the bits it has now; no
      weight changes by it.

      EXAMPLES
        countylines outcomes --archive /tmp/region.db
      """)

  @Option(help: "The archive of the runs.")
  var archive: String
  @Option(help: "policy.yaml, for how long rows stand. Default: the standard policy.")
  var policy: String?

  func run() {
    Terminal.run {
      for line in try OutcomeReport(archive: archive, policy: policy).lines() {
        Terminal.result(line)
      }
    }
  }
}
