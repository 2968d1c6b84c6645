import Synchronization

/// Adds up columns in the order of their numbers, whatever the order in which they come.
///
/// Sums of rounded numbers depend on their order. Keeping every column until all are there costs a
/// column a chunk; here one that comes too early waits, which no more do than there are threads.
final class OrderedSum: Sendable {
  private struct State {
    var total: [Double]
    var waiting: [Int: [Double]] = [:]
    var next = 0
  }

  private let state: Mutex<State>

  /// Zeros, and no column added.
  init(count: Int) { state = Mutex(State(total: [Double](repeating: 0, count: count))) }

  /// Adds the column of that number: 0, 1, 2 and so on, each once.
  func add(_ column: [Double], number: Int) {
    state.withLock { state in
      state.waiting[number] = column
      while let column = state.waiting.removeValue(forKey: state.next) {
        for index in column.indices { state.total[index] += column[index] }
        state.next += 1
      }
    }
  }

  /// The sum of all columns added.
  var total: [Double] { state.withLock { $0.total } }
}
