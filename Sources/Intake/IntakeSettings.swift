/// How much of a bad file is put up with, and how its rows are handed over.
public struct IntakeSettings: Hashable, Sendable {
  /// The share of the rows read that may be set aside before the whole file is refused.
  ///
  /// The default is 0.05, as the contract says: above it the mapping or the export is wrong, not
  /// some rows. 0 … 1.
  public var maxBad: Double
  /// Rows set aside that are kept in memory for one file; one more refuses it.
  ///
  /// The default is 100,000, some 50 MB with their texts: nobody mends more by hand, and a file
  /// with so many has a fault of its own. At least 1.
  public var rejectsMax: Int
  /// Records in one batch.
  ///
  /// The default is 8,192: large enough to make the wall between rooms cheap, small enough to stay
  /// in the cache. At least 1.
  public var batchRows: Int
  /// Warnings of one code that are kept with their place; all are counted.
  ///
  /// The default is 20, what is printed of a code. Not negative.
  public var warningExamples: Int
  /// Bytes of a row's text that are kept with a reject.
  ///
  /// The default is 64 KiB, so that a row that is too long cannot fill the memory. At least 1.
  public var rejectTextBytes: Int

  /// Whether a value that cannot be read, in a column that may be empty, is taken as unknown with a
  /// warning instead of setting its row aside.
  ///
  /// The default is false, as the contract says. True is for plain tables that must keep every row.
  public var emptiesUnreadable: Bool

  /// Settings, each with its default.
  public init(
    maxBad: Double = 0.05, rejectsMax: Int = 100_000, batchRows: Int = 8_192,
    warningExamples: Int = 20, rejectTextBytes: Int = 1 << 16,
    emptiesUnreadable: Bool = false
  ) {
    precondition((0...1).contains(maxBad), "a share lies in 0 … 1")
    precondition(
      rejectsMax >= 1 && batchRows >= 1 && warningExamples >= 0 && rejectTextBytes >= 1,
      "a limit under one would let nothing through")
    self.maxBad = maxBad
    self.rejectsMax = rejectsMax
    self.batchRows = batchRows
    self.warningExamples = warningExamples
    self.rejectTextBytes = rejectTextBytes
    self.emptiesUnreadable = emptiesUnreadable
  }
}
