import Picture
import Vocabulary

/// The calls of each cell in order of time, to ask who else was here then.
struct CellTimes: Sendable {
  /// Rows of cell c: `rows[starts[c] ..< starts[c + 1]]`, ascending by time, then row.
  let starts: [Int]
  let rows: [UInt32]
  let times: [Int64]

  init(_ calls: CallColumns, cells: Int) {
    var starts = [Int](repeating: 0, count: cells + 1)
    for cell in calls.cells where cell != .max { starts[Int(cell) + 1] += 1 }
    for cell in 0..<cells { starts[cell + 1] += starts[cell] }
    var next = starts
    var rows = [UInt32](repeating: 0, count: starts[cells])
    for row in 0..<calls.count where calls.cells[row] != .max {
      let cell = Int(calls.cells[row])
      rows[next[cell]] = UInt32(truncatingIfNeeded: row)
      next[cell] += 1
    }
    for cell in 0..<cells where starts[cell + 1] - starts[cell] > 1 {
      rows[starts[cell]..<starts[cell + 1]].sort {
        (calls.times[Int($0)], $0) < (calls.times[Int($1)], $1)
      }
    }
    self.starts = starts
    self.rows = rows
    times = rows.map { calls.times[Int($0)] }
  }

  /// Whether no call has a cell.
  var isEmpty: Bool { rows.isEmpty }

  /// Rows of a cell within a stretch of time, both ends included.
  func rows(of cell: Int, from: Int64, to: Int64) -> ArraySlice<UInt32> {
    let run = starts[cell]..<starts[cell + 1]
    var low = ContactBook.position(of: from, in: times[run])
    let first = low
    while low < run.upperBound && times[low] <= to { low += 1 }
    return rows[first..<low]
  }
}
