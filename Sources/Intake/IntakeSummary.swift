public import Primitives

/// What became of one file. The counts always add up.
public struct IntakeSummary: Hashable, Sendable {
  /// Data rows read. Equal to kept + rejected + ignored.
  public let rowsRead: Int
  /// Rows handed to the consumer.
  public let rowsKept: Int
  /// Rows set aside.
  public let rowsRejected: Int
  /// Rows that the mapping's `where` leaves out.
  public let rowsIgnored: Int
  /// How many rows were set aside, by code, in order of code.
  public let rejectsByCode: [CodeCount]
  /// How many warnings there were, by code, in order of code.
  public let warningsByCode: [CodeCount]
  /// The first warnings of each code, in file order.
  public let warningExamples: [Diagnostic]
  /// Sentences about the file as a whole: columns that are not known, columns that are missing.
  public let notes: [String]
  /// Bytes taken from the file as delivered.
  public let bytes: Int

  /// A code and how often it was met.
  public struct CodeCount: Hashable, Sendable {
    /// The code of a diagnostic.
    public let code: String
    /// How often.
    public let count: Int
  }

  init(
    rowsRead: Int, rowsKept: Int, rowsRejected: Int, rowsIgnored: Int, rejects: [String: Int],
    warnings: [String: Int], warningExamples: [Diagnostic], notes: [String], bytes: Int
  ) {
    precondition(
      rowsRead == rowsKept + rowsRejected + rowsIgnored,
      "every row read is kept, set aside or left out by the mapping")
    self.rowsRead = rowsRead
    self.rowsKept = rowsKept
    self.rowsRejected = rowsRejected
    self.rowsIgnored = rowsIgnored
    rejectsByCode = Self.sorted(rejects)
    warningsByCode = Self.sorted(warnings)
    self.warningExamples = warningExamples
    self.notes = notes
    self.bytes = bytes
  }

  private static func sorted(_ counts: [String: Int]) -> [CodeCount] {
    counts.map { CodeCount(code: $0.key, count: $0.value) }.sorted { $0.code < $1.code }
  }
}
