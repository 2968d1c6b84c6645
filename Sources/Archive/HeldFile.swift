public import Primitives
public import Vocabulary

/// What became of the rows of one file: `rowsRead` is the sum of the others.
public struct FileCounts: Hashable, Sendable {
  /// Rows kept.
  public var rowsStored: Int
  /// Rows set aside because they could not be read.
  public var rowsQuarantined: Int
  /// Rows that said what the archive already held.
  public var rowsHeld: Int

  /// All rows read.
  public var rowsRead: Int { rowsStored + rowsQuarantined + rowsHeld }

  /// Counts of a file.
  public init(rowsStored: Int = 0, rowsQuarantined: Int = 0, rowsHeld: Int = 0) {
    self.rowsStored = rowsStored
    self.rowsQuarantined = rowsQuarantined
    self.rowsHeld = rowsHeld
  }
}

/// A file that the archive holds.
public struct HeldFile: Hashable, Sendable {
  /// Source, kind, name and digest.
  public let file: SourceFile
  /// Its size as delivered.
  public let bytes: Int
  /// Its place in the order of arrival, from 1.
  public let arrival: Int
  /// The day from which it speaks, as a number like 20260314; 0 when no date had arrived.
  public let stamp: Int
  /// What became of its rows.
  public let counts: FileCounts
  /// What was remarked on, as JSON.
  public let warnings: String
}

/// What came of an ingest.
public enum IngestOutcome: Hashable, Sendable {
  /// The file is in the archive now.
  case ingested(FileCounts)
  /// A file with this digest was there before, with these counts; nothing was changed.
  case alreadyHeld(FileCounts)

  /// What became of the file's rows, now or then.
  public var counts: FileCounts {
    switch self {
    case .ingested(let counts), .alreadyHeld(let counts): counts
    }
  }
}

/// A row that could not be read, as it is set aside.
public struct QuarantinedRow: Hashable, Sendable {
  /// Where it stood, what is wrong, and what would be right.
  public var diagnostic: Diagnostic
  /// All that stood in it.
  public var original: Sensitive

  /// A row that is set aside, or one more defect of it.
  public init(diagnostic: Diagnostic, original: Sensitive) {
    self.diagnostic = diagnostic
    self.original = original
  }
}

/// What the reader of a file knows once it has come to its end.
public struct IngestClosing: Hashable, Sendable {
  /// Rows read. Must be the rows stored, quarantined and held together.
  public var rowsRead: Int
  /// Where lines do not keep step with rows.
  public var lineSteps: LineSteps
  /// What was remarked on, as JSON.
  public var warnings: String

  /// - Parameters:
  ///   - rowsRead: Rows read, without those that a mapping leaves out on purpose.
  ///   - lineSteps: Where lines do not keep step with rows.
  ///   - warnings: Valid JSON.
  public init(rowsRead: Int, lineSteps: LineSteps = LineSteps(), warnings: String = "[]") {
    self.rowsRead = rowsRead
    self.lineSteps = lineSteps
    self.warnings = warnings
  }
}
