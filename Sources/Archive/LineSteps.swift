/// Where the lines of a file do not keep step with its data rows.
///
/// Most files have one row a line, so that `line = row + 1`; a quoted field with a line break or an
/// empty line moves all that follows. Only these moves are kept:
///
///     row    1  2  3  4  5          steps: (1, 2), (4, 7)
///     line   2  3  4  7  8          row 5 stands on line 7 + (5 − 4)
public struct LineSteps: Hashable, Sendable {
  private var rows: [UInt32] = []
  private var lines: [UInt32] = []

  /// Of a file whose row 1 stands on line 2, and so on, unless rows are added.
  public init() {}

  /// Adds the next data row of the file.
  ///
  /// - Parameters:
  ///   - row: Counted from 1; above the rows before it. Rows may be left out.
  ///   - line: The line on which it begins, counted from 1.
  public mutating func append(row: UInt32, line: UInt32) {
    if let last = rows.last {
      precondition(row > last, "rows are added in the order of the file")
    }
    guard self.line(ofRow: row) != line else { return }
    rows.append(row)
    lines.append(line)
  }

  /// The line on which a data row begins.
  public func line(ofRow row: UInt32) -> UInt32 {
    var low = 0
    var high = rows.count
    while low < high {
      let middle = (low + high) / 2
      if rows[middle] <= row { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return row &+ 1 }
    return lines[low - 1] &+ (row &- rows[low - 1])
  }

  /// Rows and lines in turn, each as the difference to the one before, in groups of seven bits.
  var encoded: [UInt8] {
    var bytes: [UInt8] = []
    var lastRow: UInt32 = 0
    var lastLine: UInt32 = 0
    for (row, line) in zip(rows, lines) {
      VariableBytes.append(UInt64(row &- lastRow), to: &bytes)
      VariableBytes.append(UInt64(line &- lastLine), to: &bytes)
      lastRow = row
      lastLine = line
    }
    return bytes
  }

  /// Reads `encoded`; nil when the bytes are something else.
  init?(encoded bytes: [UInt8]) {
    var at = 0
    var row: UInt32 = 0
    var line: UInt32 = 0
    while at < bytes.count {
      guard let rowStep = VariableBytes.next(bytes, &at).flatMap(UInt32.init(exactly:)),
        let lineStep = VariableBytes.next(bytes, &at).flatMap(UInt32.init(exactly:))
      else { return nil }
      let (nextRow, overflow) = row.addingReportingOverflow(rowStep)
      guard !overflow, nextRow > row || rows.isEmpty else { return nil }
      row = nextRow
      line = line &+ lineStep
      rows.append(row)
      lines.append(line)
    }
  }
}
