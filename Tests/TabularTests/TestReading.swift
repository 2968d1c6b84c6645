import Primitives

@testable import Tabular

/// Everything a reading gave, in a form that two readings can be compared by.
struct Reading: Equatable {
  struct Bad: Equatable {
    var code: String
    var place: SourcePlace
    var text: String
    var reason: String
    var byteCount: Int
    var lineCount: Int
  }

  var names: [String] = []
  var rows: [[String]] = []
  var places: [SourcePlace] = []
  var ranges: [Range<Int>] = []
  var bad: [Bad] = []
  var otherNames: [String] = []
  var totals = ReadingTotals()
  var error: TabularError?

  /// A reading that failed is compared by its error: how many rows came before it depends on the
  /// size of the blocks.
  var comparable: Reading {
    guard error != nil else { return self }
    var only = Reading()
    only.error = error
    return only
  }

  var codes: [String] { bad.map(\.code) }
}

/// How a text is pushed through the reader.
struct Push: Sendable, CustomStringConvertible {
  var blockBytes = ParallelReader.defaultBlockBytes
  var pieceBytes = Int.max
  var threads = 1

  var description: String { "blocks of \(blockBytes), pieces of \(pieceBytes), \(threads) threads" }

  /// Boundaries through every construct.
  static let all: [Push] = [1, 2, 3, 7, 64, 65_536].flatMap { size in
    [
      Push(blockBytes: size), Push(blockBytes: size, pieceBytes: size),
      Push(blockBytes: size, threads: 4), Push(blockBytes: 65_536, pieceBytes: size),
    ]
  }
}

enum Format {
  case csv(Dialect)
  case ndjson([String])
}

func read(
  _ source: any ByteSource, as format: Format = .csv(.comma), encoding: TextEncoding = .utf8,
  limits: ReadingLimits = ReadingLimits(), push: Push = Push()
) -> Reading {
  var reading = Reading()
  do {
    let reader: ParallelReader
    switch format {
    case .csv(let dialect):
      reader = try ParallelReader.csv(
        source, dialect: dialect, encoding: encoding, limits: limits, blockBytes: push.blockBytes)
    case .ndjson(let columns):
      reader = try ParallelReader.ndjson(
        source, columns: columns, encoding: encoding, limits: limits, blockBytes: push.blockBytes)
    }
    reading.names = reader.header.names
    let totals = try reader.read(on: Workers(threads: push.threads), work: { $0 }) { block in
      reading.add(block)
    }
    reading.totals = totals
  } catch let error as TabularError {
    reading.error = error
  } catch {
    preconditionFailure("a reading threw what is no TabularError: \(error)")
  }
  return reading
}

func read(
  _ bytes: [UInt8], as format: Format = .csv(.comma), encoding: TextEncoding = .utf8,
  limits: ReadingLimits = ReadingLimits(), push: Push = Push()
) -> Reading {
  read(
    MemorySource(bytes, pieceBytes: push.pieceBytes), as: format, encoding: encoding,
    limits: limits, push: push)
}

func read(
  _ text: String, as format: Format = .csv(.comma), limits: ReadingLimits = ReadingLimits(),
  push: Push = Push()
) -> Reading {
  read(Array(text.utf8), as: format, limits: limits, push: push)
}

extension Reading {
  mutating func add(_ block: RowBlock) {
    // Through both doors, which must show the same.
    let viaBytes = block.withFields { fields in
      (0..<fields.count).map { row in
        (0..<fields.columnCount).map { String(decoding: fields[row, $0], as: UTF8.self) }
      }
    }
    let viaText = (0..<block.count).map { row in
      (0..<block.columnCount).map { block.text(row, $0) }
    }
    precondition(viaBytes == viaText, "withFields and text disagree")
    rows += viaText
    places += (0..<block.count).map { block.place($0) }
    ranges += (0..<block.count).map { block.byteRange($0) }
    for name in block.otherNames where !otherNames.contains(name) { otherNames.append(name) }
    bad += block.badRows.map { row in
      // The test shows it to nobody; its data is made up.
      Bad(
        code: row.diagnostic.code, place: row.diagnostic.place, text: row.text.reveal(),
        reason: row.diagnostic.reason, byteCount: row.byteCount, lineCount: row.lineCount)
    }
  }
}
