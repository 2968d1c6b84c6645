import Tasking
import Vocabulary

/// The tables of the report on outcomes, as a terminal shows them.
enum OutcomeTable {
  /// One line a list.
  static func lists(_ worked: [WorkedRow]) -> [String] {
    let rows = ListKind.allCases.compactMap { list -> [String]? in
      let own = worked.filter { $0.list == list }
      guard !own.isEmpty else { return nil }
      var rate = HitRate()
      for row in own { rate.add(row.verdict) }
      return [list.rawValue] + cells(rate)
    }
    guard !rows.isEmpty else { return [] }
    return [""] + aligned([["list", "hits", "misses", "not judged", "rate", "95 %"]] + rows)
  }

  /// One line a signal of each list, beside rows of the list without it.
  static func signals(_ worked: [WorkedRow]) -> [String] {
    ListKind.allCases.flatMap { list -> [String] in
      let rates = SignalHitRate.rates(of: worked, on: list)
      guard !rates.isEmpty else { return [] }
      let rows = rates.map { rate in
        [rate.signal] + cells(rate.with) + [
          share(rate.without), Sentence.decimal(rate.meanBits, 1),
          rate.tellsApart.map { Sentence.decimal($0, 1) } ?? "",
        ]
      }
      return ["", "\(list.rawValue), by signal"]
        + aligned(
          [
            [
              "signal", "hits", "misses", "not judged", "rate", "95 %", "without it", "bits",
              "told apart",
            ]
          ]
            + rows)
    }
  }

  /// One line a force.
  static func disruptions(_ outcomes: [Outcome]) -> [String] {
    let shares = DisruptionShares.shares(of: outcomes)
    guard !shares.isEmpty else { return ["", "no outcome is graded as a disruption"] }
    let rows = shares.map { force -> [String] in
      let parts = force.ofStrand.map { count in
        "\(count) (\(Sentence.decimal(Double(count) / Double(force.count) * 100, 0)) %)"
      }
      return [force.force] + parts + ["\(force.withoutStrand)"] + force.ofGrade.map(String.init)
    }
    return ["", "disruptions, by force"]
      + aligned(
        [["force"] + DisruptionShares.strands + ["none named"] + DisruptionShares.grades] + rows)
  }

  private static func cells(_ rate: HitRate) -> [String] {
    let (low, high) = rate.interval
    return [
      String(rate.hits), String(rate.misses), String(rate.notJudged), share(rate),
      rate.judged == 0 ? "" : "\(Sentence.decimal(low, 2))–\(Sentence.decimal(high, 2))",
    ]
  }

  private static func share(_ rate: HitRate) -> String {
    rate.share.map { Sentence.decimal($0, 2) } ?? ""
  }

  /// Columns side by side, two spaces apart.
  private static func aligned(_ rows: [[String]]) -> [String] {
    let widths = (rows.first ?? []).indices.map { column in
      rows.map { $0[column].count }.max() ?? 0
    }
    return rows.map { row in
      let cells = zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }
      let line = cells.joined(separator: "  ")
      return String(line.reversed().drop { $0 == " " }.reversed())
    }
  }
}
