import ArgumentParser
import Foundation
import Synthesis
import TestKit

/// How good the lists are on regions that nobody has tuned them on, against plain counting.
///
///     swift run -c release --package-path Benchmarks Quality --every --worlds 20
///
/// For each seed a small region is drawn and written, one night runs over it, and its lists and the
/// baselines are scored against the truth. The tables give the median of the worlds, and the lowest
/// and the highest; figures that a world does not have are left out of its median. Chances are
/// pooled over all worlds and laid out in bins of a tenth. With `--every` or `--intervals` the same
/// worlds are run without noise as well, to see whether rank intervals cover the ranks that perfect
/// feeds would have given.
@main
struct Quality: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "Quality",
    abstract: "Score the lists and plain counting on fresh synthetic regions.",
    discussion: """
      A world takes some seconds. The first seed is drawn anew unless given; it is printed, and the
      same seed gives the same table.

      Examples: Quality --worlds 5 --noise mid
                Quality --every --worlds 20 --markdown quality.md
      """)

  @Option(help: "How many worlds of each level.")
  var worlds = 5
  @Option(help: "How dirty they are: low, mid or high.")
  var noise = "mid"
  @Option(help: "The seed of the first world; the others follow it.")
  var seed: UInt64?
  @Flag(help: "Let the lines fight back: new numbers each week, trains, swapped plates.")
  var adversary = false
  @Flag(help: "All three noise levels, and mid noise with lines that fight back.")
  var every = false
  @Flag(help: "Run each world without noise too: do rank intervals cover its ranks?")
  var intervals = false
  @Flag(help: "Print every figure, not only the chosen ones.")
  var all = false
  @Option(help: "A file to write the tables to in Markdown.")
  var markdown: String?

  mutating func validate() throws {
    guard worlds >= 1 else { throw ValidationError("at least one world is needed") }
    guard WorldSettings.Noise(rawValue: noise) != nil else {
      throw ValidationError("the noise is low, mid or high, not \(noise)")
    }
  }

  func run() throws {
    let first = seed ?? UInt64.random(in: 1_000...999_999)
    let one = NoiseLevel(
      noise: WorldSettings.Noise(rawValue: noise) ?? .mid, isAdversarial: adversary)
    var bench = WorldBench(withIntervals: every || intervals)
    var levels: [LevelFigures] = []
    for level in every ? NoiseLevel.all : [one] {
      var figures = LevelFigures(level: level)
      for number in 0..<UInt64(worlds) {
        figures.add(try bench.measure(level, seed: first &+ number))
      }
      levels.append(figures)
    }
    let report = Report(levels: levels, seeds: first...(first + UInt64(worlds - 1)))
    print(report.text(all: all))
    if let markdown {
      try Data(report.markdown.utf8).write(to: URL(fileURLWithPath: markdown))
    }
  }
}
