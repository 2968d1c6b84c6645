import Primitives
import Tabular
import Vocabulary

/// How the columns of one file become the columns of one kind: made once a file, used by all
/// threads.
struct RowPlan: Sendable {
  let source: String
  let kind: RecordKind
  let file: Ordinal<SourceFile>
  /// One for each column of the contract, in its order.
  let columns: [BoundColumn]
  /// Columns of the file that are handed on as text; nil where it has no such column.
  let extras: [Int?]
  let conditions: [(field: Int, allowed: [FileGlob])]
  /// Names that the plan knows, so that NDJSON's other names can be told from them.
  let knownNames: Set<String>
  /// Sentences about columns, in a fixed order.
  let notes: [String]
  let settings: IntakeSettings

  /// Whether a row meets the mapping's conditions.
  @inline(__always)
  func admits(_ row: Int, _ view: borrowing RowBlock.Fields) -> Bool {
    if conditions.isEmpty { return true }
    for condition in conditions {
      let text = FieldBytes.string(FieldBytes.trimmed(view[row, condition.field]))
      guard condition.allowed.contains(where: { $0.matches(text) }) else { return false }
    }
    return true
  }
}

/// Binds a contract, or a section of a mapping, to the columns of a file.
struct RowBinding {
  let source: String
  let kind: RecordKind
  let section: FeedSection?
  let tables: FeedTables
  let settings: IntakeSettings

  private var contract: KindContract { .of(kind) }

  /// Names of the source that the mapping uses by itself, so that they are not read a second time
  /// as the contract's column of the same name.
  private var takenNames: Set<String> {
    guard let section else { return [] }
    return Set(
      section.columns.values.flatMap(\.from) + section.ignoredColumns.map(\.name)
        + section.extra)
  }

  /// Names of the source that stand for a contract column: its mapping's, or its own.
  private func wanted(for column: ContractColumn, taken: Set<String>) -> [String] {
    if let mapped = section?.columns[column.name] { return mapped.from }
    if section?.constants[column.name] != nil || taken.contains(column.name) { return [] }
    return [column.name]
  }

  /// Every name to ask an NDJSON for, each once.
  var wantedNames: [String] {
    let taken = takenNames
    var names = contract.columns.flatMap { wanted(for: $0, taken: taken) }
    names += section?.extra ?? []
    names += section?.conditions.map(\.column) ?? []
    var seen: Set<String> = []
    names = names.filter { seen.insert($0).inserted }
    // A file whose every column is a constant is asked for something all the same.
    return names.isEmpty ? [contract.columns[0].name] : names
  }

  /// Makes the plan for a header.
  ///
  /// - Throws: `INTAKE-MISSING-COLUMN` when a required column cannot be read from it.
  func plan(
    header: Header, fileName: String, file: Ordinal<SourceFile>, isCSV: Bool
  ) throws(IntakeError) -> RowPlan {
    let taken = takenNames
    var columns: [BoundColumn] = []
    var missing: [ContractColumn] = []
    var notes: [String] = []
    for column in contract.columns {
      let names = wanted(for: column, taken: taken)
      let places = names.compactMap { header.position(of: $0) }
      let isWhole = places.count == names.count && !names.isEmpty
      let hasConstant = section?.constants[column.name] != nil
      if !isWhole, !hasConstant {
        if column.isRequired {
          missing.append(column)
        } else if section?.columns[column.name] != nil {
          notes.append(
            "\(column.name) is left empty: the file lacks a column that feed.yaml names for it")
        }
      }
      columns.append(bound(column, places: isWhole ? places : [], fileName: fileName))
    }
    guard missing.isEmpty else { throw refusal(missing, header: header) }
    let known = taken.union(wantedNames)
    if isCSV, let note = Self.note(unknown: header.names.filter { !known.contains($0) }, kind) {
      notes.append(note)
    }
    let conditions = try conditions(header)
    return RowPlan(
      source: source, kind: kind, file: file, columns: columns,
      extras: (section?.extra ?? []).map { header.position(of: $0) }, conditions: conditions,
      knownNames: known, notes: notes, settings: settings)
  }

  private func bound(_ column: ContractColumn, places: [Int], fileName: String) -> BoundColumn {
    let mapped = section?.columns[column.name]
    let reader = FieldReader(
      column: column, format: section?.formats[column.name], values: section?.values[column.name],
      zone: section?.zone ?? .london, source: source)
    return BoundColumn(
      reader: reader, fields: places, join: mapped?.join ?? " ",
      tables: (mapped?.through ?? []).map { tables.table($0) },
      constant: section?.constants[column.name].map { constant($0.text, column) },
      fileRowStem: mapped?.orFileRow == true ? InboxName(fileName).stem : nil)
  }

  /// A fixed value is written as the contract has it, whatever the source's own form.
  private func constant(_ text: String, _ column: ContractColumn) -> FieldReading {
    let reader = FieldReader(
      column: column, format: nil, values: nil, zone: .london, source: source)
    do throws(FieldDefect) {
      return try reader.read(FieldReader.trim(text))
    } catch {
      preconditionFailure("constants are read when the mapping is")
    }
  }

  private func conditions(
    _ header: Header
  ) throws(IntakeError) -> [(field: Int, allowed: [FileGlob])] {
    var result: [(field: Int, allowed: [FileGlob])] = []
    for condition in section?.conditions ?? [] {
      guard let field = header.position(of: condition.column) else {
        throw IntakeError(
          code: "INTAKE-MISSING-COLUMN",
          message: "the file lacks a column by which where: in feed.yaml chooses rows",
          mend: "correct where:, or export the column")
      }
      result.append((field, condition.allowed))
    }
    return result
  }

  private func refusal(_ missing: [ContractColumn], header: Header) -> IntakeError {
    let names = missing.map(\.name)
    // The nearest name of the file is not said: without a header it would be a value.
    let mapped = names.filter { section?.columns[$0] != nil }
    let mend =
      mapped.isEmpty
      ? nil
      : "the names under columns: in feed.yaml for \(mapped.joined(separator: ", ")) are not "
        + "all in the file; correct them, or the export"
    return .missing(names, kind: kind.rawValue, suggestion: mend)
  }

  /// The sentence about columns that nothing is known of; nil when there are none.
  static func note(unknown names: [String], _ kind: RecordKind) -> String? {
    guard !names.isEmpty else { return nil }
    let known = KindContract.of(kind).columns.map(\.name)
    let shown = names.prefix(20).map { name in
      Suggestion.nearest(to: name.lowercased(), among: known).map {
        "\(name) (did you mean \($0)?)"
      }
        ?? name
    }
    let more = names.count > 20 ? " and \(names.count - 20) more" : ""
    return "not read, because \(kind.rawValue) has no such column: "
      + shown.joined(separator: ", ") + more
  }
}
