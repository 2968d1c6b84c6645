import Picture
import Primitives
import Vocabulary

/// One page for one force's morning: what is new, which vehicles to expect, which homes to visit,
/// which young people need somebody, which lines are about, and what the picture does not cover.
///
/// It shows the head of each list and says how many more there are; the lists stay the place where
/// a row is decided on. Young people stand on it without name and records, because a briefing is
/// passed round and their list is not.
public struct ForceBrief {
  /// Where it is published: `brief/<force>.html`.
  public let path: String
  /// The page.
  public let html: String

  /// The most rows of a section.
  static let rowsMax = 4
  /// The most changes.
  static let changesMax = 5

  /// - Parameters:
  ///   - force: Whose.
  ///   - run: The run's name.
  ///   - drawn: Every list.
  ///   - changes: Of every ranked list; those of other forces are left out.
  ///   - since: The run before, if there was one.
  ///   - input: What the lists were drawn from, for names of places.
  ///   - notCovered: Sentences on what the picture does not cover.
  public init(
    force: String, run: String, drawn: DrawnLists, changes: [ListChanges], since: String?,
    input: TaskingInput, notCovered: [String]
  ) {
    let rows = BriefRows(force: force, drawn: drawn, input: input)
    path = "brief/\(force).html"
    html =
      BriefPage(
        title: "Briefing for \(BriefWords.force(force))",
        facts: [
          "As of \(BriefWords.moment(input.picture.asOf.iso8601)), London time. Run \(run)."
        ],
        sections: [
          BriefChanges(force: force, rows: rows, changes: changes, since: since).section,
          rows.vehicles(), rows.premises(), rows.young(), rows.lines(),
          BriefSection(
            title: "What the picture does not cover",
            note: notCovered.isEmpty
              ? "Every source sent sightings and calls within \(Self.silence)."
              : notCovered.joined(separator: ". ") + "."),
        ],
        closing: [
          "These are proposals. A named person decides, after reading the evidence: every row's "
            + "stands in the list of the same name and in 'countylines explain'. "
            + "A place on a list is no proof of anything."
        ]
      ).html
  }

  private static let silence = "the last three days"

  /// The forces that get one: those that have a file of vehicle stops.
  public static func forces(of drawn: DrawnLists) -> [String] {
    let head = ListKind.vehicleStops.rawValue + "/"
    return drawn.ranked.filter { $0.kind == .vehicleStops }.flatMap(\.tables)
      .map { String($0.path.dropFirst(head.count)) }.sorted()
  }
}
