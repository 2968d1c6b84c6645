public import Primitives
public import Vocabulary

/// Rows of one file that were read, in file order: the unit that crosses the wall.
public struct IntakeBatch: Sendable {
  /// What was read, by the kind of the file.
  public enum Rows: Sendable {
    /// Canonical rows, at most `IntakeSettings.batchRows`.
    case records([RecordRow])
    /// Sightings; `cameras` points into this batch's own `cameraKeys`.
    case sightings(SightingColumns)
    /// Calls; `cells` points into this batch's own `cellKeys`.
    case calls(CallColumns)

    static func none(of kind: RecordKind) -> Rows {
      switch kind {
      case .sightings: .sightings(SightingColumns())
      case .calls: .calls(CallColumns())
      default: .records([])
      }
    }

    /// The number of rows kept; 0 in a batch that brings rejects alone.
    public var count: Int {
      switch self {
      case .records(let rows): rows.count
      case .sightings(let columns): columns.count
      case .calls(let columns): columns.count
      }
    }
  }

  /// The rows kept.
  public var rows: Rows
  /// For `.records`, one list a row with the texts of the section's `extra` columns; empty when
  /// the section names none.
  public var extras: [[String]]
  /// The lines on which the rows stand, given only where line − row changes within the file. The
  /// steps of all batches, put one after another, are one table for the file.
  public var lineSteps: [LineStep]
  /// Rows that were set aside, in file order: those of the same block of text, with its last batch.
  public var rejects: [RejectedRow]
}

/// From this data row on, a row's line is `line + (row − self.row)`, until the next step.
public struct LineStep: Hashable, Sendable {
  /// The data row, counted from 1.
  public var row: UInt32
  /// The line of the unpacked text on which it begins, counted from 1.
  public var line: UInt32

  /// A step.
  public init(row: UInt32, line: UInt32) {
    self.row = row
    self.line = line
  }

  var difference: Int64 { Int64(line) - Int64(row) }

  /// The line of a data row, by a file's whole table of steps.
  ///
  /// - Returns: nil when the table says nothing about that row.
  public static func line(of row: UInt32, in steps: [LineStep]) -> UInt32? {
    var low = 0
    var high = steps.count
    while low < high {
      let middle = (low + high) / 2
      if steps[middle].row <= row { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : steps[low - 1].line + (row - steps[low - 1].row)
  }
}

/// A row that was set aside: why, and all that stood in it.
public struct RejectedRow: Hashable, Sendable {
  /// The first defect of the row, in the contract's order of columns.
  public var diagnostic: Diagnostic
  /// The whole row as it stood.
  public var text: Sensitive

  /// A row that was set aside.
  public init(diagnostic: Diagnostic, text: Sensitive) {
    self.diagnostic = diagnostic
    self.text = text
  }
}
