import Engine
import Foundation
import Primitives
import Synthesis
import TestKit

/// What one world gave.
struct WorldFigures {
  var sheet: ScoreSheet
  let forecasts: [(name: String, forecasts: Forecasts)]
  let coverage: [(list: String, figures: RankCoverage.Figures)]
}

/// Draws worlds, runs one night over each and scores its lists and plain counting.
struct WorldBench {
  /// Whether each world is run without noise too, to see whether rank intervals cover its ranks.
  let withIntervals: Bool
  /// Nights without noise, which all noise levels of a seed share.
  private var clean: [WorldSettings: Night] = [:]

  /// One world after its night.
  private struct Night {
    let folder: WorkingFolder
    let lists: String
    let truth: WorldTruth
  }

  init(withIntervals: Bool) { self.withIntervals = withIntervals }

  mutating func measure(_ level: NoiseLevel, seed: UInt64) throws -> WorldFigures {
    let night = try Self.night(level.settings(seed: seed))
    let run = try RunLists(folder: night.lists)
    let inbox = InboxReader(folder: night.folder.file("inbox"))
    let scorer = Scorer(truth: night.truth)
    var sheet = scorer.score(run)
    sheet.add(try CallRegister(inbox: inbox).score(run, truth: night.truth))
    sheet.add(try Baselines(inbox: inbox, truth: night.truth).score())
    var coverage: [(list: String, figures: RankCoverage.Figures)] = []
    if withIntervals {
      let other = try cleanNight(level, seed: seed)
      coverage = try RankCoverage(truth: night.truth).compare(
        night.lists, with: other.lists, otherTruth: other.truth)
      for item in coverage where item.figures.common > 0 {
        sheet.add(
          "intervals.\(item.list)", Double(item.figures.covered) / Double(item.figures.common))
      }
    }
    return WorldFigures(sheet: sheet, forecasts: scorer.forecasts(run), coverage: coverage)
  }

  private mutating func cleanNight(_ level: NoiseLevel, seed: UInt64) throws -> Night {
    var settings = NoiseLevel(noise: .low, isAdversarial: level.isAdversarial).settings(seed: seed)
    settings.isClean = true
    if let known = clean[settings] { return known }
    let night = try Self.night(settings)
    clean[settings] = night
    return night
  }

  private static func night(_ settings: WorldSettings) throws -> Night {
    let folder = try WorkingFolder()
    let workers = Workers(threads: ProcessInfo.processInfo.activeProcessorCount)
    try World.make(settings).write(to: folder.path, workers: workers)
    var configuration = EngineConfiguration(
      inbox: folder.file("inbox"), archive: folder.file("archive"), out: folder.file("out"))
    configuration.asOf = settings.end.iso8601
    let result = try NightlyRun(configuration).run(progress: { _ in })
    return Night(
      folder: folder, lists: result.folder, truth: try WorldTruth(folder: folder.file("truth")))
  }
}
