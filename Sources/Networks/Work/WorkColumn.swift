/// A working column that several blocks write at once, each its own rows.
///
/// Unchecked, because the compiler cannot see that a block writes no row of another and that a
/// column is read as a whole only after all blocks have come back.
final class WorkColumn: @unchecked Sendable {
  let values: UnsafeMutablePointer<Double>
  let count: Int

  init(repeating value: Double, count: Int) {
    self.count = count
    values = .allocate(capacity: count)
    values.initialize(repeating: value, count: count)
  }

  /// A column of which every row is written before any is read.
  init(unwritten count: Int) {
    self.count = count
    values = .allocate(capacity: count)
  }

  init(_ column: [Double]) {
    count = column.count
    values = .allocate(capacity: count)
    for place in 0..<count { (values + place).initialize(to: column[place]) }
  }

  deinit { values.deallocate() }

  func array() -> [Double] { Array(UnsafeBufferPointer(start: values, count: count)) }
}
