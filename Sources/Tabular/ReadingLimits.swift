/// How much a reader takes before it says no. Everything that a hostile or broken file could make
/// grow has its limit here.
///
/// A record over its limit is set aside as `TABULAR-TOO-LONG` and the next one is read. A quoted
/// field over `longestRecordBytes` stops the file: its quote was very likely never closed, and
/// what follows would be swallowed rows, not text.
public struct ReadingLimits: Hashable, Sendable {
  /// Bytes of one record (a CSV row, a line of NDJSON), without its line end.
  ///
  /// The default is 256 KiB: some 40,000 words of free text, while a quote that was never closed
  /// swallows at most a quarter of a block before it is noticed. At least 1.
  public var longestRecordBytes: Int
  /// Columns of a header, or keys of one NDJSON object.
  ///
  /// The default is 1,024: wider than any export seen, and it bounds the work on one row. At
  /// least 1.
  public var mostFields: Int
  /// Bytes of one field after unquoting.
  ///
  /// The default is 64 KiB: an intelligence log of 10,000 words. At least 1.
  public var largestFieldBytes: Int
  /// Bytes that one gzip file may unpack to.
  ///
  /// The default is 16 GiB: some 400 million sightings, several nights of a whole country.
  public var expandedBytesMax: Int
  /// How many times its packed size a gzip file may unpack to, once it is over
  /// `expansionFloorBytes`.
  ///
  /// The default is 100: rows of text pack 5 to 30 times; a file of one repeated byte, 1,000.
  public var expansionRatioMax: Int
  /// Unpacked bytes under which the ratio is not looked at.
  ///
  /// The default is 64 MiB: a small file may pack well by chance and cannot do harm.
  public var expansionFloorBytes: Int

  /// Limits, each with its default.
  public init(
    longestRecordBytes: Int = 1 << 18, mostFields: Int = 1_024, largestFieldBytes: Int = 1 << 16,
    expandedBytesMax: Int = 1 << 34, expansionRatioMax: Int = 100,
    expansionFloorBytes: Int = 1 << 26
  ) {
    precondition(
      longestRecordBytes >= 1 && mostFields >= 1 && largestFieldBytes >= 1,
      "a limit under one would let nothing through")
    precondition(
      longestRecordBytes <= 1 << 29, "a record's places are kept in 32 bits; half a GiB is the most"
    )
    self.longestRecordBytes = longestRecordBytes
    self.mostFields = mostFields
    self.largestFieldBytes = largestFieldBytes
    self.expandedBytesMax = expandedBytesMax
    self.expansionRatioMax = expansionRatioMax
    self.expansionFloorBytes = expansionFloorBytes
  }

  /// How much of a record that is too long is kept to be shown.
  static let keptOfLongRecord = 4_096
}
