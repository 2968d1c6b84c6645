import ArgumentParser
import Engine

/// The command. A subcommand is a file of parsing and printing; the Engine does the work.
@main
struct CountyLines: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "countylines",
    abstract: "Correlate deal lines, sightings and premises across forces, and say why.",
    discussion: """
      The program proposes; a named person decides. Every row of a list can say
      why it is there, down to file and line.

      EXIT STATUS
        0   done; quarantined rows within a feed's limit are a warning
        64  the arguments are wrong
        65  a file was refused; the rest was done
        66  a file or folder is missing or cannot be read
        70  a fault of ours
        73  the output cannot be made
        74  reading or writing broke off
        75  the archive is busy, or interrupted: run it again
        77  handling, or what an agreement allows, forbids it
        78  a mapping or the policy is wrong
      """,
    version: ProgramVersion.text,
    groupedSubcommands: [
      CommandGroup(
        name: "NIGHTLY",
        subcommands: [
          Nightly.self, Ingest.self, Correlate.self, Check.self, Simulate.self,
        ]),
      CommandGroup(
        name: "LISTS",
        subcommands: [
          Explain.self, Export.self, Disclosures.self, Signals.self, Outcomes.self, Fit.self,
        ]),
      CommandGroup(name: "PEOPLE", subcommands: [Judge.self, Undo.self, Subject.self]),
      CommandGroup(name: "TABLES", subcommands: [Network.self, Resolve.self, Convoys.self]),
      CommandGroup(
        name: "UPKEEP",
        subcommands: [Verify.self, Audit.self, Retract.self, BackUp.self, Restore.self, Keys.self]),
    ])
}
