import ArgumentParser

/// Our entry beside other stores of columns: the same files, the same machine, one run.
@main
struct ArchiveRace: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "How fast sightings are kept, how small they lie, and how soon one is found.",
    subcommands: [Keep.self, Year.self])
}
