import TestKit

/// The measured levels as text: for a terminal, or in Markdown.
struct Report {
  let levels: [LevelFigures]
  let seeds: ClosedRange<UInt64>

  private var isWithIntervals: Bool { levels.contains { !$0.coverage.isEmpty } }

  /// Every level's forecasts as one.
  private var pooled: LevelFigures? {
    guard var all = levels.first else { return nil }
    for level in levels.dropFirst() {
      for (name, forecasts) in level.forecasts.sorted(by: { $0.key < $1.key }) {
        all.pool(forecasts, as: name)
      }
    }
    return all
  }

  private func names(_ isList: Bool) -> [String] {
    isList
      ? ["controllers", "premises", "vehicle_stops", "windows"]
      : FigureRow.kinds.map { "links.\($0)" }
  }

  /// Every table.
  ///
  /// - Parameter all: Every figure by itself, not only the chosen ones.
  func text(all: Bool) -> String {
    (["Machine: \(Machine.text)"] + levels.map { text($0, all: all) } + [bins(asMarkdown: false)])
      .joined(separator: "\n\n") + "\nend"
  }

  private func heading(_ level: LevelFigures) -> String {
    "\(level.worlds) small worlds, noise \(level.level.name), seeds \(seeds.lowerBound) … "
      + "\(seeds.upperBound)"
  }

  private func text(_ level: LevelFigures, all: Bool) -> String {
    var lines = [heading(level) + "; median (lowest … highest)"]
    if all {
      for name in level.names {
        lines.append(
          name.padded(to: 44) + level.text(name).padded(to: 28) + "\(level.count(name)) worlds")
      }
    }
    for row in FigureRow.all where level.count(row.name) > 0 {
      let plain =
        row.baseline.map { level.text($0).isEmpty ? "" : "\(row.baselineLabel): \(level.text($0))" }
      lines.append(
        "\(row.list): \(row.label)".padded(to: 58) + level.text(row.name).padded(to: 24)
          + row.goal.padded(to: 24) + (plain ?? ""))
    }
    lines.append("")
    lines.append(
      "forecasts, worlds pooled".padded(to: 30) + "rows".padded(to: 8) + "≥ .9".padded(to: 8)
        + "of them true".padded(to: 16) + "worst bin of ≥ 30".padded(to: 20) + "Brier")
    for name in names(true) + names(false) {
      guard let cells = summary(level.forecasts[name]) else { continue }
      lines.append(
        name.padded(to: 30)
          + zip(cells, [8, 8, 16, 20, 8]).map { $0.padded(to: $1) }.joined())
    }
    for item in level.coverage where item.figures.common > 0 {
      lines.append("rank intervals, \(item.list)".padded(to: 30) + text(item.figures))
    }
    return lines.joined(separator: "\n")
  }

  private func text(_ figures: RankCoverage.Figures) -> String {
    let common = Double(max(1, figures.common))
    return "\((Double(figures.covered) / common).short) cover; \(figures.common) of "
      + "\(figures.rows) rows on both lists, mean width \((Double(figures.width) / common).short)"
  }

  /// Rows, those given at least nine in ten, how many of them are true, worst bin, Brier's score.
  private func summary(_ forecasts: Forecasts?) -> [String]? {
    guard let forecasts, !forecasts.pairs.isEmpty else { return nil }
    let sure = forecasts.given(atLeast: 0.9)
    return [
      "\(forecasts.pairs.count)", "\(sure.pairs.count)", sure.hitRate?.short ?? "",
      Reliability(forecasts).worstDistance()?.short ?? "", forecasts.brier?.short ?? "",
    ]
  }

  /// Reliability of every kind of forecast over all worlds of all levels.
  private func bins(asMarkdown: Bool) -> String {
    var rows: [[String]] = []
    for name in names(true) + names(false) {
      guard let forecasts = pooled?.forecasts[name], !forecasts.pairs.isEmpty else { continue }
      for bin in Reliability(forecasts).bins {
        rows.append([
          name, "\(bin.tenth)", "\(bin.count)", bin.said.short, bin.cameTrue.short,
          bin.count >= 30 ? bin.distance.short : "",
        ])
      }
    }
    let head = ["forecast", "tenth", "count", "said", "true", "apart"]
    guard !asMarkdown else { return Self.markdown(head, rows) }
    let lines = (names(true) + names(false)).compactMap { name -> String? in
      guard let forecasts = pooled?.forecasts[name], !forecasts.pairs.isEmpty else { return nil }
      let fit = CalibrationFit(forecasts)
      return name.padded(to: 30) + "slope \(fit.slope.short), offset \(fit.offset.short) bits"
    }
    return ([["reliability, all worlds"] + head.dropFirst()] + rows).map { row in
      zip(row, [30, 8, 8, 8, 8, 8]).map { $0.padded(to: $1) }.joined()
    }.joined(separator: "\n") + "\n\nleft to correct\n" + lines.joined(separator: "\n")
  }

  /// The tables as a page of the engine's catalogue.
  var markdown: String {
    let heads = levels.map(\.level.name)
    let figures = FigureRow.all.filter { row in levels.contains { $0.count(row.name) > 0 } }.map {
      row in
      [row.list, row.label, row.goal] + levels.map { $0.text(row.name) }
        + [row.baselineLabel]
        + levels.map { level in row.baseline.flatMap { level.median($0)?.short } ?? "" }
    }
    var parts = [
      "# How good the lists are",
      "What the lists and links of a night are worth, against truth and against plain counting.",
      "## Overview\n\nWritten by one command, which makes the worlds, runs a night over each and "
        + "scores it:",
      "```\nswift run -c release --package-path Benchmarks Quality --every "
        + "--worlds \(levels.first?.worlds ?? 0) --seed \(seeds.lowerBound) --markdown FILE\n```",
      "Measured on \(levels.first?.worlds ?? 0) small worlds of each level, seeds "
        + "\(seeds.lowerBound) … \(seeds.upperBound), which nothing was tuned on. "
        + "\(Machine.text).",
      "## Lists\n\nMedian of the worlds (lowest … highest); on the right plain counting's median.",
      Self.markdown(
        ["list", "figure", "asked"] + heads + ["plain"] + heads.map { "plain, \($0)" }, figures),
      "## Chances\n\nAll worlds of a level as one: rows, how many were given at least .9, what "
        + "share of those is true, how far the worst bin of a tenth (of at least 30 rows) lies "
        + "from what it says, Brier's score.",
      Self.markdown(
        ["level", "forecast", "rows", "≥ .9", "of them true", "worst bin", "Brier"],
        levels.flatMap { level in
          (names(true) + names(false)).compactMap { name in
            summary(level.forecasts[name]).map { [level.level.name, name] + $0 }
          }
        }),
      "All levels as one, by tenths:", bins(asMarkdown: true),
    ]
    if isWithIntervals {
      parts.append(
        "## Rank intervals\n\nHow often the interval of a row covers the rank that the same world "
          + "gives without noise.")
      parts.append(
        Self.markdown(
          ["level", "list", "cover", "rows on both lists", "rows", "mean width"],
          levels.flatMap { level in
            level.coverage.filter { $0.figures.common > 0 }.map { item in
              let common = Double(item.figures.common)
              return [
                level.level.name, item.list, (Double(item.figures.covered) / common).short,
                "\(item.figures.common)", "\(item.figures.rows)",
                (Double(item.figures.width) / common).short,
              ]
            }
          }))
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func markdown(_ head: [String], _ rows: [[String]]) -> String {
    ([head, head.map { _ in "---" }] + rows).map { "| " + $0.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }
}
