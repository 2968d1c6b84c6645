import ArgumentParser
import Engine
import Foundation

/// `countylines ingest`
struct Ingest: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Take what is new in an inbox into the archive; correlate nothing.",
    discussion: """
      The first half of nightly, for feeds that come through the day. One
      transaction a file; safe to run twice, safe to kill.

      EXAMPLES
        countylines ingest --inbox samples/inbox --archive /tmp/a.db
      """)

  @Option(help: "The folder with one folder for each source.")
  var inbox: String
  @Option(help: "The archive: one SQLite file, made if it is not there.")
  var archive: String
  @Option(help: "Threads. Default: one for each processor.")
  var threads: Int?
  @Option(
    name: .customLong("max-bad"),
    help: "The share of a file's rows that may be bad before the file is refused, 0 to 1.")
  var maxBad: Double = 0.05
  @Option(help: "How progress is shown: auto, plain or never.")
  var progress: ProgressMode = .auto

  func validate() throws {
    guard threads.map({ $0 >= 1 }) ?? true, (0...1).contains(maxBad) else {
      throw ValidationError("--threads is at least 1, --max-bad 0 to 1")
    }
  }

  func run() {
    Terminal.run {
      var configuration = EngineConfiguration(inbox: inbox, archive: archive, out: "")
      if let threads { configuration.threads = threads }
      configuration.maxBad = maxBad
      let files = try Interruption.during {
        try IngestInbox(configuration, cancellation: $0).run(
          progress: ProgressLine(mode: progress).sink)
      }
      FileSums(files).print()
      if files.contains(where: { $0.fate == .refused }) {
        throw ExitCode(EngineError.Exit.data.rawValue)
      }
    }
  }
}

/// The sum of rows of all files.
struct FileSums {
  private let files: [FileReport]

  init(_ files: [FileReport]) { self.files = files }

  func print() {
    let taken = files.filter { $0.fate != .refused }
    func sum(_ files: [FileReport], _ value: (FileReport) -> Int) -> Int {
      files.reduce(0) { $0 + value($1) }
    }
    Terminal.result(
      "\(files.count) files: read \(sum(taken, \.read)) = stored \(sum(taken, \.stored)) + "
        + "quarantined \(sum(taken, \.quarantined)) + already held \(sum(taken, \.alreadyHeld))")
    let refused = files.count - taken.count
    if refused > 0 {
      Terminal.result(
        "\(refused) files refused, nothing of them kept; "
          + "\(sum(files, \.read) - sum(taken, \.read)) rows seen")
    }
  }
}
