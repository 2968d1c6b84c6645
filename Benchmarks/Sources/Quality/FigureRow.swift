/// One line of the table: a figure of the lists, plain counting's figure beside it, and what the
/// lists have to reach.
struct FigureRow {
  let list: String
  let label: String
  let name: String
  let baseline: String?
  let baselineLabel: String
  let goal: String

  private init(
    _ list: String, _ label: String, _ name: String, against baseline: String? = nil,
    _ baselineLabel: String = "", goal: String = ""
  ) {
    self.list = list
    self.label = label
    self.name = name
    self.baseline = baseline
    self.baselineLabel = baselineLabel
    self.goal = goal
  }

  /// Medians over worlds, in the order of the lists.
  static let all = lists + links

  private static let lists: [FigureRow] = [
    FigureRow(
      "controllers", "precision at as many as there are", "controllers.precision@true",
      against: "baseline.controllers.precision@true", "degree", goal: "≥ .90"),
    FigureRow(
      "controllers", "average precision", "controllers.average_precision",
      against: "baseline.controllers.average_precision", "degree", goal: "≥ .90 (adversary .70)"),
    FigureRow(
      "controllers", "precision at 20", "controllers.precision@20",
      against: "baseline.controllers.precision@20", "degree"),
    FigureRow("controllers", "innocents in the first 20", "controllers.innocents@20"),
    FigureRow(
      "periphery", "precision of the first 20", "periphery.precision@20",
      against: "baseline.periphery.precision@20", "youngest with a link", goal: "≥ .85"),
    FigureRow(
      "periphery", "precision at as many as there are", "periphery.precision@true",
      against: "baseline.periphery.precision@true", "youngest with a link"),
    FigureRow(
      "periphery", "recall", "periphery.recall", against: "baseline.periphery.recall@20",
      "youngest with a link, first 20", goal: "≥ .80"),
    FigureRow(
      "periphery", "recall of the exploited", "periphery.exploited_recall"),
    FigureRow("periphery", "innocents in the first 20", "periphery.innocents@20"),
    FigureRow(
      "vehicle stops", "precision at as many as there are", "vehicle_stops.precision@true",
      against: "baseline.vehicle_stops.precision@true", "≥ 4 hub–market days", goal: "≥ .90"),
    FigureRow(
      "vehicle stops", "recall", "vehicle_stops.recall",
      against: "baseline.vehicle_stops.recall", "≥ 4 hub–market days", goal: "≥ .85"),
    FigureRow(
      "vehicle stops", "precision at 20", "vehicle_stops.precision@20",
      against: "baseline.vehicle_stops.precision@20", "≥ 4 hub–market days"),
    FigureRow(
      "vehicle stops", "average precision", "vehicle_stops.average_precision",
      against: "baseline.vehicle_stops.average_precision", "≥ 4 hub–market days"),
    FigureRow(
      "vehicle stops", "innocents in the first as many as there are",
      "vehicle_stops.innocents@true", goal: "0"),
    FigureRow(
      "next window", "share that come true", "vehicle_stops.window_hit_rate",
      against: "baseline.windows.hit_rate", "same hour last week"),
    FigureRow(
      "next window", "of those given ≥ .5, share that come true",
      "vehicle_stops.window_likely_hit_rate", goal: "≥ .60"),
    FigureRow("next window", "given ≥ .5", "vehicle_stops.window_likely"),
    FigureRow("next window", "Brier score", "vehicle_stops.window_brier", goal: "≤ .18"),
    FigureRow("next window", "hours, widest", "vehicle_stops.window_hours_max", goal: "≤ 3"),
    FigureRow("next window", "cameras, most", "vehicle_stops.window_cameras_max", goal: "≤ 4"),
    FigureRow(
      "premises", "precision at as many as there are", "premises.precision@true",
      against: "baseline.premises.precision@true", "latest reported", goal: "≥ .85"),
    FigureRow(
      "premises", "recall at 20", "premises.recall@20",
      against: "baseline.premises.recall@20", "latest reported", goal: "≥ .80"),
    FigureRow(
      "premises", "precision at 20", "premises.precision@20",
      against: "baseline.premises.precision@20", "latest reported"),
    FigureRow("premises", "innocents in the first 20", "premises.innocents@20"),
    FigureRow(
      "lines", "successor recall", "successors.recall", against: "baseline.successors.recall",
      "Jaccard > .3", goal: "≥ .90"),
    FigureRow(
      "lines", "numbers of one lineage that are one line", "lines.precision",
      against: "baseline.successors.precision", "Jaccard > .3"),
    FigureRow("lines", "recall of numbers", "lines.number_recall"),
    FigureRow("lines", "holders that are right", "lines.holder_precision"),
    FigureRow(
      "people", "pairs, F1", "entities.f1", against: "baseline.entities.f1", "name and birth"),
  ]

  private static let links: [FigureRow] =
    kinds.map { kind in
      FigureRow("links", "\(kind), precision of those given ≥ .5", "links.\(kind).precision")
    }
    + ["same_user", "line_vehicle", "line_premises", "convoy"].map { kind in
      FigureRow("links", "\(kind), recall", "links.\(kind).recall")
    }

  /// The kinds of `links.csv`.
  static let kinds = [
    "convoy", "line_premises", "line_successor", "line_vehicle", "person_line", "person_vehicle",
    "same_user", "vehicle_premises",
  ]
}
