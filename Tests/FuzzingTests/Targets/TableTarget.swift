import Primitives
import Tabular

/// Tables of text. The first byte says how the rest is written and how small its blocks are.
///
/// Laws: rows are good or bad and none is lost; every bad row says what and the mend, in order; no
/// size of block changes anything.
enum TableTarget {
  /// What a reading gave, so that two can be compared.
  private struct Outcome: Equatable {
    var cells: [String] = []
    var places: [SourcePlace] = []
    var defects: [Diagnostic] = []
    var totals = ReadingTotals()
    var refusal: String?
  }

  static func fault(_ input: [UInt8], isCSV: Bool) -> String? {
    guard let way = input.first else { return nil }
    let text = Array(input.dropFirst())
    let whole = outcome(text, way: way, isCSV: isCSV, blockBytes: 2_048, pieceBytes: .max)
    let sizes = [1, 3, 16, 100]
    let small = outcome(
      text, way: way, isCSV: isCSV, blockBytes: sizes[Int(way & 3)], pieceBytes: 7)
    if whole.refusal != small.refusal { return "the size of blocks changes what is refused" }
    // How many rows come before a refusal depends on the size of the blocks.
    guard whole.refusal == nil else { return nil }
    if whole != small { return "the size of blocks changes rows" }
    if whole.totals.rows != whole.places.count + whole.defects.count { return "a row is lost" }
    if whole.totals.badRows != whole.defects.count { return "a bad row is not told" }
    let rows = (whole.places + whole.defects.map(\.place)).map(\.row).sorted()
    if rows != Array(1..<(rows.count + 1)) { return "rows are not numbered one after another" }
    for defect in whole.defects
    where !defect.code.hasPrefix("TABULAR-") || defect.reason.isEmpty || defect.mend.isEmpty {
      return "a bad row does not say what is wrong, or the mend"
    }
    return nil
  }

  private static func outcome(
    _ text: [UInt8], way: UInt8, isCSV: Bool, blockBytes: Int, pieceBytes: Int
  ) -> Outcome {
    let limits =
      way & 0x80 == 0
      ? ReadingLimits()
      : ReadingLimits(longestRecordBytes: 60, mostFields: 5, largestFieldBytes: 20)
    let encoding = TextEncoding.allCases[Int(way >> 5 & 3) % TextEncoding.allCases.count]
    let delimiters = [0x2C, 0x09, 0x7C, 0x3B] as [UInt8]
    let source = MemorySource(text, pieceBytes: pieceBytes)
    var outcome = Outcome()
    do {
      let reader: ParallelReader
      if isCSV {
        let dialect = try Dialect(
          delimiter: delimiters[Int(way >> 2 & 3)], bareQuote: way & 0x10 == 0 ? .refused : .kept)
        reader = try .csv(
          source, dialect: dialect, encoding: encoding, limits: limits, blockBytes: blockBytes)
      } else {
        reader = try .ndjson(
          source, columns: ["a", "b", "é"], encoding: encoding, limits: limits,
          blockBytes: blockBytes)
      }
      outcome.totals = try reader.read(on: .one, work: { $0 }) { block in
        for row in 0..<block.count {
          outcome.places.append(block.place(row))
          for column in 0..<block.columnCount { outcome.cells.append(block.text(row, column)) }
        }
        outcome.defects += block.badRows.map(\.diagnostic)
      }
    } catch let error as TabularError {
      outcome.refusal = error.mend.isEmpty ? "without a mend" : "\(error)"
    } catch {
      outcome.refusal = "\(error)"
    }
    return outcome
  }
}
