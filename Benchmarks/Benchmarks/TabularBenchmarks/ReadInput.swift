import BenchmarkKit
import Primitives
import Tabular

/// A file in memory and how to read it.
struct ReadInput: Sendable {
  /// What was read.
  struct Outcome {
    var totals = ReadingTotals()
    /// Bytes of all fields, unquoted.
    var fieldBytes = 0
    /// The column of numbers, added up.
    var sum: Int64 = 0
  }

  private struct Part: Sendable {
    var fieldBytes = 0
    var sum: Int64 = 0
  }

  private static let callColumns = [
    "a_number", "b_number", "started_at", "duration_s", "kind", "cell_id",
  ]

  let feed: MadeFeed
  private var bytes: [UInt8]
  private var isPacked = false
  /// The column whose numbers are added up; nil when there is none.
  private let summed: Int?

  init(_ feed: MadeFeed, summed: Int? = nil) {
    self.feed = feed
    self.summed = summed
    bytes = feed.bytes
  }

  /// The same as a gzip.
  func packed() -> ReadInput {
    var packed = self
    packed.bytes = GzipWriter.pack(feed.bytes, level: 6)
    packed.isPacked = true
    return packed
  }

  func readCSV(threads: Int) throws -> Outcome {
    let source = try SourceOpening.unpacked(
      MemorySource(bytes), isNamedGzip: isPacked, limits: ReadingLimits())
    return try read(try ParallelReader.csv(source), threads: threads)
  }

  func readObjects(threads: Int) throws -> Outcome {
    try read(
      try ParallelReader.ndjson(MemorySource(bytes), columns: Self.callColumns), threads: threads)
  }

  private func read(_ reader: ParallelReader, threads: Int) throws -> Outcome {
    var outcome = Outcome()
    let summed = summed
    outcome.totals = try reader.read(on: Workers(threads: threads)) { block in
      block.withFields { fields in
        var part = Part()
        for row in 0..<fields.count {
          for column in 0..<fields.columnCount { part.fieldBytes += fields[row, column].count }
          guard let summed else { continue }
          part.sum += fields[row, summed].reduce(0) { $0 * 10 + Int64($1) - 48 }
        }
        return part
      }
    } consume: { part in
      outcome.fieldBytes += part.fieldBytes
      outcome.sum += part.sum
    }
    return outcome
  }

  /// Rows, bytes of the text, and the sum are those that were made. Without a column of numbers
  /// the bytes of all fields must be those of the text less its delimiters.
  func check(_ outcome: Outcome) {
    precondition(outcome.totals.rows == feed.rows, "every row is read")
    precondition(outcome.totals.badRows == 0, "no row is bad")
    precondition(outcome.totals.textBytes == feed.bytes.count, "the whole text is read")
    if summed != nil { precondition(outcome.sum == feed.timeSum, "the numbers add up") }
    if feed.bytes.first == UInt8(ascii: "v") {
      let header = "vrm,camera_id,seen_at,direction,confidence\n".utf8.count
      let delimiters = 5 * feed.rows
      precondition(
        outcome.fieldBytes == feed.bytes.count - header - delimiters, "every field is whole")
    } else {
      precondition(outcome.fieldBytes > feed.bytes.count / 3, "the fields are most of the text")
    }
  }
}
