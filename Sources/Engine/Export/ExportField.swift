import Vocabulary

/// One column that an export may have.
///
/// There is no way to a column that is not in `all`: identifiers of sources, references to
/// evidence, sentences, free text, and times and places of single events are not in it.
struct ExportField: Hashable, Sendable {
  /// Where a value comes from.
  enum Value: Hashable, Sendable {
    /// The cell of the list's row, as it is.
    case cell(String)
    /// Telephone numbers in the cell of the list's row.
    case numbers(String)
    /// The names of the areas whose references stand in the cell of the list's row.
    case areas(String)
    /// The names of the providers whose references stand in the cell of the list's row.
    case providers(String)
    /// The day in London of the time in the cell of the list's row.
    case day(String)
    /// The questions that were answered for or against the row, never what was found.
    case grounds
    /// The merged grade of what the row stands on.
    case grade
    /// How many sources the row stands on.
    case sources
    /// The days of the oldest and of the newest dated record that the row stands on.
    case oldest, newest
    /// What each of the grounds rests on, in their order.
    case basis
    /// Everything that the person is known to be in any record or event, without saying in which.
    case categories
  }

  /// The column's name.
  let name: String
  let value: Value
  /// Who may have it.
  let classes: Set<RecipientClass>

  private static let everybody = Set(RecipientClass.allCases)
  private static let investigators: Set<RecipientClass> = [.force]
  /// Who may be told of a child.
  private static let children: Set<RecipientClass> = [.safeguarding]
  private static let protectors: Set<RecipientClass> = [.force, .safeguarding]

  /// The fields of every list.
  private static let shared = [
    ExportField(name: "rank", value: .cell("rank"), classes: protectors),
    ExportField(name: "score", value: .cell("score"), classes: investigators),
    ExportField(name: "band", value: .cell("band"), classes: everybody),
    ExportField(name: "grounds", value: .grounds, classes: everybody),
    ExportField(name: "basis", value: .basis, classes: everybody),
    ExportField(name: "grade", value: .grade, classes: everybody),
    ExportField(name: "sources", value: .sources, classes: everybody),
    ExportField(name: "evidence_from", value: .oldest, classes: everybody),
    ExportField(name: "evidence_to", value: .newest, classes: everybody),
  ]

  /// Every field of a list, in the order of columns.
  static func all(of list: ListKind) -> [ExportField] {
    func field(
      _ name: String, _ value: Value? = nil, _ classes: Set<RecipientClass> = investigators
    ) -> ExportField {
      ExportField(name: name, value: value ?? .cell(name), classes: classes)
    }
    let places = [
      field("hub_area", .areas("hub_area_id")), field("market_areas", .areas("market_area_ids")),
    ]
    let own: [ExportField] =
      switch list {
      case .controllers:
        [field("name"), field("date_of_birth"), field("categories", .categories)] + places
      case .vehicleStops:
        [
          field("vrm"), field("make"), field("model"), field("colour"), field("kind"),
          field("from_area", .areas("from_area_id")), field("to_area", .areas("to_area_id")),
          field("next_from"), field("next_to"), field("next_probability"), field("child_at_risk"),
        ]
      case .periphery:
        [
          field("name", nil, children), field("age", nil, children),
          field("categories", .categories, children),
          field("area", .areas("area_id"), children), field("indicators", nil, children),
          field("providers", .providers("provider_ids"), children),
          field("safeguarding", nil, children),
        ]
      case .premises:
        [
          field("uprn", nil, everybody), field("address", nil, everybody),
          field("area", .areas("area_id"), everybody),
          field("last_visited", .day("last_visited_at"), everybody),
          field("visit_by", nil, everybody),
        ]
      case .lines:
        [field("numbers", .numbers("numbers")), field("brand"), field("line_status")] + places
      }
    return own + shared
  }
}
