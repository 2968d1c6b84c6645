import ArgumentParser
import Engine

/// `countylines keys`
struct Keys: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a pair of keys that sign what leaves the archive.",
    discussion: """
      Ed25519, in PEM files that openssl reads. A key is never written over.

      EXAMPLES
        countylines keys --out /tmp/keys
      """)

  @Option(help: "The folder for signing.pem and public.pem.")
  var out: String

  func run() {
    Terminal.run {
      for line in try MakeKeys(out: out).run() { Terminal.result(line) }
    }
  }
}
