import Archive
import Picture
import Primitives
import Signals
import Tasking
import Vocabulary

/// One list as a recipient gets it: columns of the agreement, and what every row says of the copy.
struct ExportTable: Hashable, Sendable {
  /// A column.
  struct Column: Hashable, Sendable {
    let name: String
    /// Whether its cells are telephone numbers in E.164, separated by `;`.
    var isNumbers = false

    /// The column with the numbers as text, in the profile for spreadsheets.
    var textName: String { name == "numbers" ? "phone_e164_text" : name + "_e164_text" }
  }

  /// The file without its ending, such as `premises-cheshire`.
  let name: String
  let columns: [Column]
  /// One cell a column.
  let rows: [[ListCell]]
  /// For the register: the row's reference and what it is about.
  let entries: [DisclosedEntry]
}

/// Builds an export's tables from drawn lists, by picking what is allowed; nothing is taken over
/// and then removed.
struct ExportTables {
  let agreement: SharingAgreement
  let marks: CopyMarks
  private let areaNames: [String: String]
  private let providerNames: [String: String]
  private let questions: [String: String]

  init(agreement: SharingAgreement, marks: CopyMarks, picture: RegionalPicture) {
    self.agreement = agreement
    self.marks = marks
    areaNames = Dictionary(
      picture.holdings.areas.map { ($0.key.text, $0.name) }, uniquingKeysWith: { first, _ in first }
    )
    providerNames = Dictionary(
      picture.holdings.providers.map { ($0.key.text, $0.name) },
      uniquingKeysWith: { first, _ in first })
    questions = Dictionary(
      SignalCatalogue.all.map { ($0.id, $0.question) }, uniquingKeysWith: { first, _ in first })
  }

  /// Tables in the order of the agreement's lists and of forces.
  func tables(of drawn: DrawnLists, given: [SharingAgreement.List]) -> [ExportTable] {
    given.flatMap { list in
      drawn.ranked.filter { $0.kind == list.list }.flatMap { tables($0, list) }
    }
  }

  private func tables(_ drawn: DrawnList, _ list: SharingAgreement.List) -> [ExportTable] {
    var explanations = drawn.explanations[...]
    return drawn.tables.compactMap { table in
      let own = explanations.prefix(table.rows.count)
      explanations = explanations.dropFirst(table.rows.count)
      let force = table.path.split(separator: "/").dropFirst().first.map(String.init)
      if let force, let forces = agreement.forces, !forces.contains(force) { return nil }
      return self.table(table, Array(own), list)
    }
  }

  private func table(
    _ table: ListTable, _ explanations: [Explanation], _ list: SharingAgreement.List
  ) -> ExportTable {
    let fields = ExportField.all(of: list.list).filter { list.fields.contains($0.name) }
    let columns =
      [ExportTable.Column(name: "entry")]
      + fields.map { field in
        if case .numbers = field.value {
          return ExportTable.Column(name: field.name, isNumbers: true)
        }
        return ExportTable.Column(name: field.name)
      }
      + ["data_through", "valid_until", "marking", "copy"].map { ExportTable.Column(name: $0) }
    var rows: [[ListCell]] = []
    var entries: [DisclosedEntry] = []
    for (row, why) in zip(table.rows, explanations) {
      let entry = marks.reference(list.list, why.subject)
      rows.append(
        [.text(entry)] + fields.map { cell($0.value, table, row, why) }
          + [
            marks.dataThrough.iso8601, marks.validUntil.iso8601, marks.marking, marks.copy,
          ].map { .text($0) })
      entries.append(
        DisclosedEntry(
          entry: entry, list: list.list.rawValue, subject: why.subject,
          records: why.aliases.sorted()))
    }
    return ExportTable(
      name: table.path.split(separator: "/").joined(separator: "-"), columns: columns, rows: rows,
      entries: entries)
  }

  private func cell(
    _ value: ExportField.Value, _ table: ListTable, _ row: [ListCell], _ why: Explanation
  ) -> ListCell {
    func own(_ name: String) -> ListCell {
      table.columns.firstIndex(of: name).map { row[$0] } ?? .text("")
    }
    func names(_ column: String, _ known: [String: String]) -> ListCell {
      // A reference without a record says nothing that may be passed on.
      .text(
        own(column).plain.split(separator: ";").compactMap { known[String($0)] }
          .map(Sentence.clean).joined(separator: ";"))
    }
    switch value {
    case .cell(let column), .numbers(let column): return own(column)
    case .areas(let column): return names(column, areaNames)
    case .providers(let column): return names(column, providerNames)
    case .day(let column):
      return .text(TimeText.read(own(column).plain).map { Self.day($0.instant.seconds) } ?? "")
    case .grounds: return .text(grounds(why))
    case .basis:
      return .text(asked(why).map { ($0.basis ?? .inferred).rawValue }.joined(separator: ";"))
    case .categories: return .text(Self.categories(own("categories").plain))
    case .grade: return .text(why.grade ?? "")
    case .sources: return .number(String(Self.sources(why)))
    case .oldest: return .text(why.oldest.map(Self.day) ?? "")
    case .newest: return .text(why.newest.map(Self.day) ?? "")
    }
  }

  private static func day(_ seconds: Int64) -> String {
    LondonTime.civil(Instant(seconds: seconds)).day.iso8601
  }

  private func grounds(_ why: Explanation) -> String {
    asked(why).compactMap { step in
      questions[step.signal].map {
        Sentence.clean(step.bits > 0 ? $0 : "speaks against: " + $0)
      }
    }.joined(separator: ";")
  }

  /// Steps that answer a question of the catalogue.
  private func asked(_ why: Explanation) -> [Explanation.Step] {
    why.steps.filter { !$0.evidence.isEmpty && questions[$0.signal] != nil }
  }

  /// The different categories of a list's cell, in order; `unknown` only where nothing is known.
  private static func categories(_ cell: String) -> String {
    let said = Set(
      cell.split(separator: ";").compactMap { $0.split(separator: "=").last.map(String.init) })
    let known = said.subtracting([SubjectCategory.unknown])
    return (known.isEmpty ? [SubjectCategory.unknown] : known.sorted()).joined(separator: ";")
  }

  private static func sources(_ why: Explanation) -> Int {
    Set(why.steps.flatMap(\.evidence).map { $0.prefix { $0 != ":" } }).count
  }
}
