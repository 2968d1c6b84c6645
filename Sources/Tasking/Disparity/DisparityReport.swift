import Picture
import Primitives
import Signals
import Vocabulary

/// Who stands on the lists of people, by ethnicity, sex, age band and force, against several
/// denominators: published with every run, read by no score.
///
/// Amplification is a group's share of the list over its share of the candidates: what the ranking
/// itself adds to what the records hold. A relative rate whose lower bound passes 1.25, and which
/// stands when all groups of the report are tested together at a false-discovery rate of .05, is
/// marked for referral: a prompt, not a verdict. Counts below ten are hidden, and so is what would
/// give them away.
public struct DisparityReport {
  /// The header.
  public static let columns = [
    "list", "dimension", "group", "denominator", "listed", "of", "rate", "rate_low", "rate_high",
    "relative_rate", "relative_low", "relative_high", "amplification", "note",
  ]
  /// A relative rate is referred when its lower bound passes this.
  public static let referredAbove = 1.25

  /// The table: `disparity`.
  public let table: ListTable

  private struct Cell {
    let list: ListKind
    let dimension: DisparityGroups.Dimension
    let group: String
    let denominator: String
    let comparison: RateComparison
    let amplification: Double?
    let isHidden: Bool
  }

  /// - Parameters:
  ///   - drawn: The lists.
  ///   - input: What they were drawn from.
  ///   - least: Counts below this are hidden.
  public init(of drawn: DrawnLists, input: TaskingInput, least: Int = SmallCells.least) {
    let groups = DisparityGroups(picture: input.picture)
    let ofDimension = DisparityGroups.Dimension.allCases.map { dimension in
      (dimension, input.picture.entities.indices.map { groups.group(of: $0, by: dimension) })
    }
    let members = Self.denominators(input.picture)
    var cells: [Cell] = []
    for (list, candidates) in [
      (ListKind.controllers, input.controllers), (.periphery, input.periphery),
    ] {
      let subjects = Set(
        drawn.ranked.filter { $0.kind == list }.flatMap(\.explanations).map(\.subject))
      let listed = Set(
        input.picture.entities.indices.filter {
          subjects.contains(input.picture.entities[$0].id)
        })
      let cohort = ("candidates", Set(candidates.map(\.entity)))
      for (dimension, groupOf) in ofDimension {
        cells += Self.cells(list, dimension, listed, members + [cohort], groupOf, least)
      }
    }
    let referred = Chance.benjaminiHochberg(
      cells.map { $0.isHidden ? 1 : $0.comparison.chance }, rate: 0.05)
    table = ListTable(
      path: "disparity", columns: Self.columns,
      rows: zip(cells, referred).map { Self.row($0, isDistinct: $1, least) })
  }

  /// Everybody in the input, and those whom records call suspects or convicted, and victims.
  private static func denominators(_ picture: RegionalPicture) -> [(String, Set<Int>)] {
    func with(_ categories: Set<String>) -> Set<Int> {
      Set(
        picture.entities.indices.filter { entity in
          picture.entities[entity].records.contains { record in
            picture.holdings.persons[record].category.map(categories.contains) ?? false
          }
        })
    }
    return [
      ("people in the input", Set(picture.entities.indices)),
      ("recorded suspects", with(["suspect", "convicted"])), ("recorded victims", with(["victim"])),
    ]
  }

  private static func cells(
    _ list: ListKind, _ dimension: DisparityGroups.Dimension, _ listed: Set<Int>,
    _ denominators: [(name: String, members: Set<Int>)], _ groupOf: [String],
    _ least: Int
  ) -> [Cell] {
    denominators.flatMap { denominator -> [Cell] in
      var counts: [String: (listed: Int, count: Int)] = [:]
      for entity in denominator.members.sorted() {
        let group = groupOf[entity]
        counts[group, default: (0, 0)].count += 1
        if listed.contains(entity) { counts[group]?.listed += 1 }
      }
      let names = counts.keys.sorted()
      let of = names.map { counts[$0] ?? (0, 0) }
      let all = of.reduce(0) { $0 + $1.count }
      let allListed = of.reduce(0) { $0 + $1.listed }
      let hiddenListed = SmallCells.hidden(of.map(\.listed), least: least)
      let hiddenCounts = SmallCells.hidden(of.map(\.count), least: least)
      return names.indices.map { at in
        let share = allListed == 0 ? nil : Double(of[at].listed) / Double(allListed)
        return Cell(
          list: list, dimension: dimension, group: names[at], denominator: denominator.name,
          comparison: RateComparison(
            listed: of[at].listed, of: of[at].count, others: allListed - of[at].listed,
            of: all - of[at].count),
          amplification: denominator.name == "candidates"
            ? share.map { $0 / (Double(of[at].count) / Double(all)) } : nil,
          isHidden: hiddenListed[at] || hiddenCounts[at])
      }
    }
  }

  private static func row(_ cell: Cell, isDistinct: Bool, _ least: Int) -> [ListCell] {
    let head: [ListCell] = [
      .text(cell.list.rawValue), .text(cell.dimension.rawValue), .text(cell.group),
      .text(cell.denominator),
    ]
    guard !cell.isHidden else {
      return head + Array(repeating: .text(""), count: 9)
        + [.text("fewer than \(least), or beside such a count")]
    }
    func number(_ value: Double?, _ digits: Int) -> ListCell {
      value.map { .number(Sentence.decimal($0, digits)) } ?? .text("")
    }
    let comparison = cell.comparison
    let relative = comparison.relativeInterval
    let isReferred = isDistinct && (relative?.low ?? 0) > referredAbove
    return head + [
      .number(String(comparison.listed)), .number(String(comparison.count)),
      number(comparison.rate, 6), number(comparison.rateInterval.low, 6),
      number(comparison.rateInterval.high, 6), number(comparison.relativeRate, 6),
      number(relative?.low, 6), number(relative?.high, 6), number(cell.amplification, 6),
      .text(isReferred ? "refer to the ethics committee: a prompt, not a verdict" : ""),
    ]
  }
}
