import ArgumentParser
import Engine

/// `countylines disclosures`
struct Disclosures: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Show what was handed to whom, and which copy a row was taken from.",
    discussion: """
      Every copy that export made is registered with its rows. Whoever received a
      person, vehicle, home or line can be told when something was wrong; any row
      of a copy that turns up says whose it was. The look is logged.

      EXAMPLES
        countylines disclosures --archive /tmp/a.db
        countylines disclosures --archive /tmp/a.db --find cheshire:CP153318
      """)

  @Option(help: "The archive.")
  var archive: String
  @Option(
    help: "A subject or record as the lists name it, an entry (E…) or a copy (C…). Default: all.")
  var find: String?

  func run() {
    Terminal.run {
      let register = ListDisclosures(archive: archive)
      for line in try find.map(register.find) ?? register.list() { Terminal.result(line) }
    }
  }
}
