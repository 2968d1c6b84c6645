import Tasking

/// The heads of lists as a terminal shows them.
enum ListHeads {
  /// Which columns say what a row is about, by list.
  private static let titles: [(prefix: String, columns: [String])] = [
    ("controllers", ["name", "date_of_birth", "lineage_ids"]),
    (
      "vehicle_stops",
      ["vrm", "make", "colour", "kind", "next_from", "next_to", "next_probability"]
    ),
    ("periphery", ["name", "age", "area_id", "indicators"]),
    ("premises", ["address", "area_id", "visit_by"]),
    ("lines", ["brand", "numbers", "line_status", "hub_area_id", "market_area_ids"]),
    ("links", ["kind", "left", "right", "probability"]),
    ("entities", ["entity_id", "source", "person_id", "probability"]),
  ]

  /// The first rows of each table, ranked lists first.
  static func heads(of tables: [ListTable], rows: Int = 10) -> [NightlyResult.Head] {
    let order = Dictionary(
      uniqueKeysWithValues: titles.enumerated().map { ($0.element.prefix, $0.offset) })
    func position(_ path: String) -> Int {
      order[String(path.split(separator: "/").first ?? "")] ?? titles.count
    }
    return tables.sorted { (position($0.path), $0.path) < (position($1.path), $1.path) }
      .map { table in
        NightlyResult.Head(
          path: table.path, rowCount: table.rows.count,
          rows: table.rows.prefix(rows).map { row(of: table, $0, position(table.path)) })
      }
  }

  private static func row(
    of table: ListTable, _ cells: [ListCell], _ title: Int
  ) -> NightlyResult.Head.Row {
    func cell(_ name: String) -> String {
      table.columns.firstIndex(of: name).map { cells[$0].plain } ?? ""
    }
    let about = title < titles.count ? titles[title].columns : table.columns
    let text = about.map(cell).filter { !$0.isEmpty }.joined(separator: "  ")
    let rank = cell("rank")
    guard !rank.isEmpty else { return NightlyResult.Head.Row(title: text, reasons: []) }
    let interval = "\(cell("rank_low"))–\(cell("rank_high"))"
    return NightlyResult.Head.Row(
      title: "\(rank).  \(cell("score")) \(cell("band")) (\(interval), \(cell("status")))  \(text)",
      reasons: cell("reasons").split(separator: ";").map(String.init))
  }
}
