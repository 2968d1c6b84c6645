import Primitives
import Tabular
import Vocabulary

/// Reads the rows of a block as records: one canonical cell a column.
struct RecordDecoder: Sendable {
  let plan: RowPlan
  /// Positions of the grading columns; nil for kinds that are not graded.
  private let grading: (source: Int, intelligence: Int, handling: Int, original: Int)?
  /// Positions of latitude and longitude; nil for kinds without a place.
  private let place: (latitude: Int, longitude: Int)?

  init(plan: RowPlan) {
    self.plan = plan
    let contract = KindContract.of(plan.kind)
    if let latitude = contract.position(of: "latitude"),
      let longitude = contract.position(of: "longitude")
    {
      place = (latitude, longitude)
    } else {
      place = nil
    }
    if let source = contract.position(of: "source_eval"),
      let intelligence = contract.position(of: "intel_eval"),
      let handling = contract.position(of: "handling"),
      let original = contract.position(of: "grade_original")
    {
      grading = (source, intelligence, handling, original)
    } else {
      grading = nil
    }
  }

  func decode(_ block: RowBlock) -> DecodedBlock {
    var notes = BlockNotes(block, settings: plan.settings)
    var batches: [IntakeBatch] = []
    var rows: [RecordRow] = []
    var extras: [[String]] = []
    var kept = 0
    block.withFields { view in
      for row in 0..<view.count {
        guard plan.admits(row, view) else {
          notes.ignore()
          continue
        }
        let place = block.place(row)
        guard let cells = cells(row, number: place.row, view, &notes) else { continue }
        notes.keep(place)
        rows.append(
          RecordRow(
            kind: plan.kind, source: plan.source,
            place: RecordPlace(
              file: plan.file, row: UInt32(clamping: place.row),
              line: UInt32(clamping: place.line)),
            cells: cells))
        if !plan.extras.isEmpty { extras.append(extraTexts(row, view)) }
        kept += 1
        if rows.count == plan.settings.batchRows {
          batches.append(
            IntakeBatch(
              rows: .records(rows), extras: extras, lineSteps: notes.takeSteps(), rejects: []))
          rows.removeAll(keepingCapacity: true)
          extras.removeAll(keepingCapacity: true)
        }
      }
    }
    if !rows.isEmpty {
      batches.append(
        IntakeBatch(
          rows: .records(rows), extras: extras, lineSteps: notes.takeSteps(), rejects: []))
    }
    return notes.finish(batches, kept: kept)
  }

  /// The cells of a row, or nil when it was set aside.
  private func cells(
    _ row: Int, number: Int, _ view: borrowing RowBlock.Fields, _ notes: inout BlockNotes
  ) -> [Cell]? {
    var cells: [Cell] = []
    cells.reserveCapacity(plan.columns.count)
    var warnings: [(FieldDefect, Int)] = []
    for position in plan.columns.indices {
      // Asked in place: a copy of a column counts references.
      switch plan.columns[position].read(row, number: number, view) {
      case .success(let reading):
        cells.append(reading.cell)
        if let warning = reading.warning { warnings.append((warning, position)) }
      case .failure(let defect)
      where plan.settings.emptiesUnreadable
        && !plan.columns[position].column.isRequired:
        cells.append(.empty)
        warnings.append((defect, position))
      case .failure(let defect):
        let bound = plan.columns[position]
        notes.reject(row, defect, column: bound.column, value: bound.text(row, view))
        return nil
      }
    }
    if let place, cells[place.latitude] == .real(0), cells[place.longitude] == .real(0) {
      let bound = plan.columns[place.latitude]
      notes.reject(row, Self.noPlace, column: bound.column, value: bound.text(row, view))
      return nil
    }
    // Only now, so that a row that is set aside is not also remarked on.
    for (warning, position) in warnings {
      let bound = plan.columns[position]
      notes.warn(row, warning, column: bound.column, value: bound.text(row, view))
    }
    keepOlderGrade(&cells, row, view)
    return cells
  }

  private static let noPlace = FieldDefect(
    code: "INTAKE-POSITION-ZERO",
    reason: "latitude and longitude are both 0, which systems write for a place not known",
    mend: "send the place, or leave both cells empty where the kind allows it")

  /// Keeps a grade of the older 5x5x5 as it was sent, `B24`, `-` where a part was empty.
  private func keepOlderGrade(
    _ cells: inout [Cell], _ row: Int, _ view: borrowing RowBlock.Fields
  ) {
    guard let grading, cells[grading.original] == .empty else { return }
    func sent(_ position: Int) -> String? {
      let text = plan.columns[position].text(row, view)
      return text.isEmpty ? nil : text
    }
    let parts = [sent(grading.source), sent(grading.intelligence), sent(grading.handling)]
    guard GradeReading.isOlder(source: parts[0], intelligence: parts[1], handling: parts[2]) else {
      return
    }
    cells[grading.original] = .text(parts.map { $0?.uppercased() ?? "-" }.joined())
  }

  private func extraTexts(_ row: Int, _ view: borrowing RowBlock.Fields) -> [String] {
    var texts: [String] = []
    for field in plan.extras {
      texts.append(field.map { FieldBytes.string(FieldBytes.trimmed(view[row, $0])) } ?? "")
    }
    return texts
  }
}
