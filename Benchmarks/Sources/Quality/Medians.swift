import TestKit

/// Figures of several worlds, and the table of their medians.
struct Medians {
  private var order: [String] = []
  private var values: [String: [Double]] = [:]
  private var worlds = 0

  /// Adds the figures of one world.
  mutating func add(_ sheet: ScoreSheet) {
    worlds += 1
    for figure in sheet.figures {
      if values[figure.name] == nil { order.append(figure.name) }
      values[figure.name, default: []].append(figure.value)
    }
  }

  /// What is shown unless all is asked for, in this order, with what plain counting gives for it.
  private static let chosen: [(figure: String, baseline: String?)] = [
    ("controllers.precision@20", "baseline.controllers.precision@20"),
    ("controllers.recall@20", "baseline.controllers.recall@20"),
    ("controllers.average_precision", "baseline.controllers.average_precision"),
    ("controllers.innocents@20", nil),
    ("vehicle_stops.precision@20", "baseline.vehicle_stops.precision@20"),
    ("vehicle_stops.recall@20", "baseline.vehicle_stops.recall@20"),
    ("vehicle_stops.average_precision", "baseline.vehicle_stops.average_precision"),
    ("vehicle_stops.innocents@20", nil),
    ("vehicle_stops.window_hit_rate", nil),
    ("vehicle_stops.window_mean_chance", nil),
    ("periphery.precision@20", nil),
    ("periphery.recall@20", nil),
    ("periphery.exploited_recall", nil),
    ("periphery.innocents@20", nil),
    ("premises.precision@20", nil),
    ("premises.recall@20", nil),
    ("premises.innocents@20", nil),
    ("entities.precision", "baseline.entities.precision"),
    ("entities.recall", "baseline.entities.recall"),
    ("entities.f1", "baseline.entities.f1"),
    ("lines.precision", nil),
    ("lines.number_recall", nil),
    ("lines.holder_precision", nil),
    ("links.line_successor.precision", "baseline.successors.top1"),
    ("links.same_user.precision", nil),
    ("links.same_user.recall", nil),
    ("links.convoy.precision", nil),
  ]

  /// One figure a line: the lists' median with its range, plain counting's beside it.
  ///
  /// - Parameter all: Every figure by itself, baselines among them.
  func table(all: Bool) -> String {
    let rows: [(figure: String, baseline: String?)] =
      all ? order.map { ($0, nil) } : Self.chosen.filter { values[$0.figure] != nil }
    let head = [
      "figure".padded(to: 36), "lists".padded(to: 26), "plain counting".padded(to: 26), "worlds",
    ].joined()
    let lines = rows.map { row in
      [
        row.figure.padded(to: 36), text(row.figure).padded(to: 26),
        (row.baseline.map { text($0) } ?? "").padded(to: 26),
        String(values[row.figure]?.count ?? 0),
      ].joined()
    }
    return ([head] + lines + ["end"]).joined(separator: "\n")
  }

  private func text(_ name: String) -> String {
    guard let found = values[name]?.sorted(), let low = found.first, let high = found.last else {
      return "none"
    }
    // Of an even number of worlds the mean of the two in the middle.
    let median = (found[(found.count - 1) / 2] + found[found.count / 2]) / 2
    return "\(median.short) (\(low.short) ... \(high.short))"
  }
}

extension Double {
  /// Three decimals.
  var short: String {
    let thousandths = Int((magnitude * 1000).rounded())
    let part = String(thousandths % 1000)
    return (self < 0 ? "-" : "") + "\(thousandths / 1000)."
      + String(repeating: "0", count: 3 - part.count) + part
  }
}

extension String {
  /// With spaces at its end, at least one.
  func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(1, width - count))
  }
}
