import TestKit

/// The figures of all worlds of one noise level.
struct LevelFigures {
  let level: NoiseLevel
  private(set) var worlds = 0
  /// Names in the order in which they were first met.
  private(set) var names: [String] = []
  private var values: [String: [Double]] = [:]
  /// All worlds' forecasts as one, by name.
  private(set) var forecasts: [String: Forecasts] = [:]
  /// All worlds' rank intervals, by list, in order of name.
  private(set) var coverage: [(list: String, figures: RankCoverage.Figures)] = []

  init(level: NoiseLevel) { self.level = level }

  /// Adds one world.
  mutating func add(_ world: WorldFigures) {
    worlds += 1
    for figure in world.sheet.figures {
      if values[figure.name] == nil { names.append(figure.name) }
      values[figure.name, default: []].append(figure.value)
    }
    for item in world.forecasts { pool(item.forecasts, as: item.name) }
    for item in world.coverage {
      guard let at = coverage.firstIndex(where: { $0.list == item.list }) else {
        coverage.append(item)
        continue
      }
      coverage[at].figures.rows += item.figures.rows
      coverage[at].figures.common += item.figures.common
      coverage[at].figures.covered += item.figures.covered
      coverage[at].figures.width += item.figures.width
    }
  }

  /// Adds forecasts to those of the name.
  mutating func pool(_ more: Forecasts, as name: String) {
    forecasts[name] = Forecasts((forecasts[name]?.pairs ?? []) + more.pairs)
  }

  /// Worlds that have the figure.
  func count(_ name: String) -> Int { values[name]?.count ?? 0 }

  /// The median, of an even number of worlds the mean of the two in the middle; nil of none.
  func median(_ name: String) -> Double? {
    guard let found = values[name]?.sorted(), !found.isEmpty else { return nil }
    return (found[(found.count - 1) / 2] + found[found.count / 2]) / 2
  }

  /// `.913 (.750 … 1)`; empty when no world has it.
  func text(_ name: String) -> String {
    guard let median = median(name), let low = values[name]?.min(), let high = values[name]?.max()
    else { return "" }
    return "\(median.short) (\(low.short) … \(high.short))"
  }
}
