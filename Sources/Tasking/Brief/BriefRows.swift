import Picture
import Primitives
import Vocabulary

/// The heads of one force's lists as a brief shows them.
struct BriefRows {
  let force: String
  let drawn: DrawnLists
  let input: TaskingInput
  let words: BriefWords

  init(force: String, drawn: DrawnLists, input: TaskingInput) {
    self.force = force
    self.drawn = drawn
    self.input = input
    words = BriefWords(input.picture)
  }

  /// One published row, by column.
  struct Row {
    let columns: [String: Int]
    let cells: [ListCell]

    subscript(_ column: String) -> String { columns[column].map { cells[$0].plain } ?? "" }

    /// The first reasons, and the first that speaks against, without their bits.
    func reasons(_ count: Int) -> String {
      let all = self["reasons"].split(separator: ";").map(String.init)
        .filter { !$0.hasPrefix("not asked:") && !$0.hasPrefix("last time:") }
      let against = all.filter { $0.hasPrefix("against") }
      return (all.filter { !$0.hasPrefix("against") }.prefix(count) + against.prefix(1))
        .map(BriefWords.withoutBits).joined(separator: "\n")
    }

    var standing: String { "\(self["rank"]) (\(self["rank_low"])–\(self["rank_high"]))" }
  }

  /// Rows of one file, in order of rank.
  func rows(_ path: String) -> [Row] {
    guard let table = drawn.tables.first(where: { $0.path == path }) else { return [] }
    let columns = Dictionary(
      table.columns.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { a, _ in a })
    return table.rows.map { Row(columns: columns, cells: $0) }
  }

  func vehicles() -> BriefSection {
    section(
      "Vehicles to expect", .vehicleStops, ["rank", "vehicle", "where and when next", "why"],
      [8, 15, 38, 39],
      rows("vehicle_stops/" + force)
    ) { row in
      let look = ["colour", "make", "model"].map { row[$0] }.filter { !$0.isEmpty }
      let way = [row["from_area_id"], row["to_area_id"]].filter { !$0.isEmpty }.map(words.area)
      let window = BriefWords.window(row["next_from"], row["next_to"])
      let warnings = row["warnings"].split(separator: ";").map { "warning: \($0)" }
      let child = row["child_at_risk"] == "true" ? ["a child may be in it"] : []
      return [
        row.standing, ([row["vrm"], look.joined(separator: " ")]).joined(separator: "\n"),
        ([way.joined(separator: " to ")]
          + (window.isEmpty
            ? ["no window"]
            : [
              "\(window), chance \(row["next_probability"])", words.cameras(row["next_camera_ids"]),
            ]))
          .filter { !$0.isEmpty }.joined(separator: "\n"),
        (warnings + child + [row.reasons(1)]).joined(separator: "\n"),
      ]
    }
  }

  func premises() -> BriefSection {
    section(
      "Homes to visit", .premises, ["rank", "home", "visit by", "why"], [8, 27, 28, 37],
      rows("premises/" + force)
    ) { row in
      [
        row.standing, row["address"].isEmpty ? row["premises_id"] : row["address"],
        [
          row["visit_by"],
          row["last_visited_at"].isEmpty ? "" : "last \(row["last_visited_at"].prefix(10))",
        ].filter { !$0.isEmpty }.joined(separator: ", "),
        row.reasons(1),
      ]
    }
  }

  func young() -> BriefSection {
    section(
      "Young people to protect", .periphery, ["rank", "who", "signs", "who can help"],
      [9, 32, 36, 23],
      rows("periphery/" + force),
      note: "Names stand on periphery/\(force), for the lead responsible officer. Protect and "
        + "divert, never charge from this."
    ) { row in
      [
        row.standing,
        [
          row["age"].isEmpty ? "age not known" : "age \(row["age"])", words.area(row["area_id"]),
          row["entity_id"],
        ]
        .filter { !$0.isEmpty }.joined(separator: ", "),
        row["indicators"].split(separator: ";").map { BriefWords.plain(String($0)) }
          .joined(separator: ", "),
        words.providers(row["provider_ids"]),
      ]
    }
  }

  /// Lines whose hub or markets lie in the force's areas.
  func lines() -> BriefSection {
    let own = Set(
      input.picture.holdings.areas.filter { $0.force == force }.map(\.key.text))
    let here = rows("lines").filter { row in
      ([row["hub_area_id"]] + row["market_area_ids"].split(separator: ";").map(String.init))
        .contains { own.contains($0) }
    }
    return section(
      "Lines that are about", .lines, ["rank", "line", "status", "from and to"], [9, 34, 12, 45],
      here,
      file: "lines"
    ) { row in
      [
        row["rank"],
        [row["brand"], row["numbers"].split(separator: ";").last.map(String.init) ?? ""]
          .filter { !$0.isEmpty }.joined(separator: ", "),
        BriefWords.plain(row["line_status"]),
        [words.area(row["hub_area_id"]), words.areas(row["market_area_ids"])]
          .filter { !$0.isEmpty }.joined(separator: " to "),
      ]
    }
  }

  private func section(
    _ title: String, _ list: ListKind, _ columns: [String], _ widths: [Int], _ found: [Row],
    file: String? = nil,
    note: String = "", text: (Row) -> [String]
  ) -> BriefSection {
    let shown = found.prefix(ForceBrief.rowsMax)
    let file = file ?? list.rawValue + "/" + force
    var notes = note.isEmpty ? [] : [note]
    if found.isEmpty {
      notes = ["None on \(file)."]
    } else if found.count > shown.count {
      notes.insert("\(found.count - shown.count) more on \(file).", at: 0)
    }
    return BriefSection(
      title: title, note: notes.joined(separator: " "), columns: columns, widths: widths,
      rows: shown.map(text),
      handling: shown.contains { $0["handling"] == "C" } ? "C" : "P")
  }
}
