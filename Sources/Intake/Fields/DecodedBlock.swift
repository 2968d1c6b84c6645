import Primitives
import Tabular
import Vocabulary

/// What one block of a file came to; made on any thread, put together in file order.
struct DecodedBlock: Sendable {
  var batches: [IntakeBatch] = []
  var rowsRead = 0
  /// Rows read that are no rows of the table; their rejects are among `rejects`.
  var badRows = 0
  var rowsKept = 0
  var rowsIgnored = 0
  /// Lines that rows without sense span beyond their first: rows perhaps that an open quote
  /// swallowed.
  var linesSwallowed = 0
  /// Rows set aside, in file order, those of the scanner and those of the readers.
  var rejects: [RejectedRow] = []
  var warningCounts: [String: Int] = [:]
  /// The first few warnings of each code, in file order.
  var warnings: [Diagnostic] = []
  /// NDJSON's names that nobody asked for.
  var otherNames: [String] = []
}

/// Collects what a block comes to beside its values.
struct BlockNotes {
  /// The rows that remarks are made on.
  private var block: RowBlock?
  let settings: IntakeSettings
  private var rowsRead = 0
  private var badRows = 0
  private var linesSwallowed = 0
  private var otherNames: [String] = []
  private(set) var rejects: [RejectedRow] = []
  private(set) var warningCounts: [String: Int] = [:]
  private(set) var warnings: [Diagnostic] = []
  private(set) var steps: [LineStep] = []
  private(set) var ignored = 0
  private var lastDifference = Int.min

  /// Notes on rows that are still to come.
  init(settings: IntakeSettings) { self.settings = settings }

  /// Notes on the rows of a block.
  init(_ block: RowBlock, settings: IntakeSettings) {
    self.init(settings: settings)
    open(block)
  }

  /// Turns to the next rows of the block of text, and takes those over that could not be read.
  mutating func open(_ block: RowBlock) {
    self.block = block
    rowsRead += block.rowsRead
    badRows += block.badRows.count
    linesSwallowed += block.badRows.reduce(0) { $0 + $1.lineCount - 1 }
    otherNames += block.otherNames
    rejects += block.badRows.map { RejectedRow(diagnostic: $0.diagnostic, text: $0.text) }
  }

  /// Counts rows that were read another way, and kept.
  mutating func pass(_ count: Int) { rowsRead += count }

  private var openBlock: RowBlock {
    guard let block else { preconditionFailure("remarks are made on the rows of a block") }
    return block
  }

  /// Sets a row aside.
  ///
  /// - Parameter value: The text that could not be read.
  mutating func reject(
    _ row: Int, _ defect: FieldDefect, column: ContractColumn, value: String
  ) {
    let diagnostic = Diagnostic(
      code: defect.code, place: openBlock.place(row), column: column.name, value: Sensitive(value),
      reason: defect.reason, mend: defect.mend)
    rejects.append(RejectedRow(diagnostic: diagnostic, text: text(row)))
  }

  private func text(_ row: Int) -> Sensitive {
    let whole = openBlock.rowText(row)
    guard openBlock.byteRange(row).count > settings.rejectTextBytes else { return whole }
    // Into the quarantine, which its owner alone may read; cut so that it cannot grow without end.
    let bytes = Array(whole.reveal().utf8.prefix(settings.rejectTextBytes))
    return Sensitive(String(decoding: bytes, as: UTF8.self))
  }

  /// Remarks on a row that is kept.
  mutating func warn(_ row: Int, _ defect: FieldDefect, column: ContractColumn, value: String) {
    let count = warningCounts[defect.code, default: 0]
    warningCounts[defect.code] = count + 1
    guard count < settings.warningExamples else { return }
    warnings.append(
      Diagnostic(
        code: defect.code, severity: .warning, place: openBlock.place(row), column: column.name,
        value: Sensitive(value), reason: defect.reason, mend: defect.mend))
  }

  mutating func ignore() { ignored += 1 }

  /// Notes where a row that is kept stands.
  @inline(__always)
  mutating func keep(_ place: SourcePlace) { keep(row: place.row, line: place.line) }

  /// Notes where a row that is kept stands.
  @inline(__always)
  mutating func keep(row: Int, line: Int) {
    let difference = line &- row
    guard difference != lastDifference else { return }
    lastDifference = difference
    steps.append(LineStep(row: UInt32(clamping: row), line: UInt32(clamping: line)))
  }

  /// The steps since the last call.
  mutating func takeSteps() -> [LineStep] {
    defer { steps = [] }
    return steps
  }

  /// Puts everything of a block together.
  func finish(_ batches: [IntakeBatch], kept: Int) -> DecodedBlock {
    var result = DecodedBlock()
    result.batches = batches
    result.rowsRead = rowsRead
    result.badRows = badRows
    result.rowsKept = kept
    result.rowsIgnored = ignored
    result.linesSwallowed = linesSwallowed
    result.warningCounts = warningCounts
    result.warnings = warnings
    result.otherNames = otherNames
    // Those of the scanner came before those of the readers.
    result.rejects = rejects.sorted { $0.diagnostic.place < $1.diagnostic.place }
    return result
  }
}
