import ArgumentParser
import Engine
import Foundation
import Primitives
import Synthesis
import TestKit

/// How good the lists are on regions that nobody has tuned them on, against plain counting.
///
///     swift run -c release --package-path Benchmarks Quality --worlds 5 --noise mid
///
/// For each seed a small region is drawn and written, one night runs over it, and its lists and the
/// baselines are scored against the truth. The table gives the median of the worlds, and the lowest
/// and the highest; figures that a world does not have are left out of its median, and the column
/// `worlds` says in how many they were had.
@main
struct Quality: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Quality",
    abstract: "Score the lists and plain counting on fresh synthetic regions.",
    discussion: """
      A world takes some seconds. The first seed is drawn anew unless given; it is printed, and the
      same seed gives the same table.

      Example: Quality --worlds 5 --noise mid
      """)

  @Option(help: "How many worlds.")
  var worlds = 5
  @Option(help: "How dirty they are: low, mid or high.")
  var noise = "mid"
  @Option(help: "The seed of the first world; the others follow it.")
  var seed: UInt64?
  @Flag(help: "Let the lines fight back: new numbers each week, trains, swapped plates.")
  var adversary = false
  @Flag(help: "Print every figure, not only the chosen ones.")
  var all = false

  mutating func validate() throws {
    guard worlds >= 1 else { throw ValidationError("at least one world is needed") }
    guard WorldSettings.Noise(rawValue: noise) != nil else {
      throw ValidationError("the noise is low, mid or high, not \(noise)")
    }
  }

  func run() throws {
    let first = seed ?? UInt64.random(in: 1_000...999_999)
    var medians = Medians()
    for number in 0..<UInt64(worlds) {
      medians.add(try sheet(seed: first &+ number))
    }
    print(
      "\(worlds) small worlds, noise \(noise)\(adversary ? ", adversarial" : ""), "
        + "seeds \(first)...\(first &+ UInt64(worlds - 1)); median (lowest ... highest)")
    print(medians.table(all: all))
  }

  /// The figures of the lists and of the baselines on one world.
  private func sheet(seed: UInt64) throws -> ScoreSheet {
    let folder = try WorkingFolder()
    let settings = WorldSettings(
      preset: .small, seed: seed, noise: WorldSettings.Noise(rawValue: noise) ?? .mid,
      isAdversarial: adversary)
    let workers = Workers(threads: ProcessInfo.processInfo.activeProcessorCount)
    try World.make(settings).write(to: folder.path, workers: workers)
    let result = try NightlyRun(
      EngineConfiguration(
        inbox: folder.file("inbox"), archive: folder.file("archive"), out: folder.file("out"))
    ).run(progress: { _ in })
    let truth = try WorldTruth(folder: folder.file("truth"))
    var sheet = Scorer(truth: truth).score(try RunLists(folder: result.folder))
    sheet.add(
      try Baselines(inbox: InboxReader(folder: folder.file("inbox")), truth: truth).score())
    return sheet
  }
}
