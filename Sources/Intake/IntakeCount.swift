import Primitives
import Tabular

/// The counts of one file, added up block by block in file order.
struct IntakeCount {
  private let settings: IntakeSettings
  private let plan: RowPlan
  private var read = 0
  private var kept = 0
  private var rejected = 0
  private var ignored = 0
  private var swallowed = 0
  private var rejectsByCode: [String: Int] = [:]
  private var warningsByCode: [String: Int] = [:]
  private var warnings: [Diagnostic] = []
  private var examples: [RejectedRow] = []
  private var otherNames: [String] = []
  private var seenNames: Set<String> = []

  /// Rows that a refusal shows.
  private static let examplesMax = 5
  /// Names of an NDJSON that are remembered; more would be no columns but values.
  private static let otherNamesMax = 1_000

  init(settings: IntakeSettings, plan: RowPlan) {
    self.settings = settings
    self.plan = plan
    seenNames = plan.knownNames
  }

  /// Adds a block's counts.
  ///
  /// - Throws: `INTAKE-TOO-MANY-BAD` when more rows were set aside than are kept of any file.
  mutating func add(_ block: DecodedBlock) throws(IntakeError) {
    read += block.rowsRead
    kept += block.rowsKept
    rejected += block.rejects.count
    ignored += block.rowsIgnored
    swallowed += block.linesSwallowed
    for reject in block.rejects { rejectsByCode[reject.diagnostic.code, default: 0] += 1 }
    for warning in block.warnings {
      // A block kept as many of each code as a file does; what came before counts too.
      let before = warnings.reduce(0) { $0 + ($1.code == warning.code ? 1 : 0) }
      if before < settings.warningExamples { warnings.append(warning) }
    }
    for (code, count) in block.warningCounts { warningsByCode[code, default: 0] += count }
    examples += block.rejects.prefix(Self.examplesMax - examples.count)
    for name in block.otherNames
    where otherNames.count < Self.otherNamesMax && seenNames.insert(name).inserted {
      otherNames.append(name)
    }
    if rejected > settings.rejectsMax { throw tooManyBad }
  }

  private var tooManyBad: IntakeError {
    .tooManyBad(
      read: read, rejected: rejected, swallowed: swallowed, maxBad: settings.maxBad,
      codes: rejectsByCode, examples: examples)
  }

  /// The summary, or the refusal of a file with too many bad rows.
  func finish(_ totals: ReadingTotals) throws(IntakeError) -> IntakeSummary {
    precondition(totals.rows == read, "the rows of all blocks are the rows of the file")
    // One row with an open quote may hold a thousand others, and each of them is lost.
    let lost = Double(rejected + swallowed)
    if lost > settings.maxBad * Double(read + swallowed) { throw tooManyBad }
    let note = RowBinding.note(unknown: otherNames, plan.kind)
    return IntakeSummary(
      rowsRead: read, rowsKept: kept, rowsRejected: rejected, rowsIgnored: ignored,
      rejects: rejectsByCode, warnings: warningsByCode, warningExamples: warnings,
      notes: plan.notes + (note.map { [$0] } ?? []), bytes: totals.sourceBytes)
  }
}
