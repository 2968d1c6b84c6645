import ArgumentParser
import Engine
import Foundation
import Primitives

/// `countylines backup`
struct BackUp: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup",
    abstract: "Copy an archive as it stands at one moment, and check the copy.",
    discussion: """
      May run while others read. The copy appears whole or not at all, and is
      itself an archive. Copying the file by other means while somebody writes
      gives a broken one.

      EXAMPLES
        countylines backup --archive /tmp/a.db --to /tmp/a-backup.db
      """)

  @Option(help: "The archive.")
  var archive: String
  @Option(help: "A file that is not there yet.")
  var to: String

  func run() {
    Terminal.run {
      for line in try BackUpArchive(workers: .ofMachine).backUp(archive: archive, to: to) {
        Terminal.result(line)
      }
    }
  }
}

/// `countylines restore`
struct Restore: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make an archive of a backup, after checking it.",
    discussion: """
      A backup that is damaged, or has anything in it that this program does not
      make, is refused, and nothing is left. An archive is never written over: move
      the old one aside first. The next nightly run publishes the same lists again.

      EXAMPLES
        countylines restore --from /tmp/a-backup.db --archive /tmp/b.db
      """)

  @Option(help: "A file that countylines backup made.")
  var from: String
  @Option(help: "The archive to make; a file that is not there.")
  var archive: String

  func run() {
    Terminal.run {
      for line in try BackUpArchive(workers: .ofMachine).restore(backup: from, to: archive) {
        Terminal.result(line)
      }
    }
  }
}
