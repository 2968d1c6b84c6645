/// The order of a column of words, by counting bytes from the lowest: stable, and linear in rows.
///
/// Bytes that are the same in every row cost one look, so a column of small numbers is cheap.
///
/// > P. M. McIlroy, K. Bostic, M. D. McIlroy. "Engineering radix sort." 1993.
enum ColumnSort {
  /// Positions of `keys` in ascending order; equal keys stay in the order they came in.
  ///
  /// - Complexity: O(rows) for each byte that varies; two columns of positions in memory.
  static func order(of keys: [UInt64]) -> [UInt32] {
    precondition(keys.count < Int(UInt32.max), "rows are counted in 32 bits")
    let count = keys.count
    var order = [UInt32](unsafeUninitializedCapacity: count) { buffer, filled in
      for row in 0..<count { buffer[row] = UInt32(truncatingIfNeeded: row) }
      filled = count
    }
    if zip(keys, keys.dropFirst()).allSatisfy({ $0 <= $1 }) { return order }
    let varying = keys.reduce(into: UInt64(0)) { $0 |= $1 ^ keys[0] }
    for shift in stride(from: UInt64(0), to: 64, by: 8) where (varying &>> shift) & 0xFF != 0 {
      order = pass(order, keys: keys, shift: shift)
    }
    return order
  }

  private static func pass(_ order: [UInt32], keys: [UInt64], shift: UInt64) -> [UInt32] {
    var starts = [Int](repeating: 0, count: 257)
    for key in keys { starts[Int((key &>> shift) & 0xFF) + 1] += 1 }
    for digit in 0..<256 { starts[digit + 1] += starts[digit] }
    return [UInt32](unsafeUninitializedCapacity: order.count) { buffer, filled in
      keys.withUnsafeBufferPointer { keys in
        for row in order {
          let digit = Int((keys[Int(row)] &>> shift) & 0xFF)
          buffer[starts[digit]] = row
          starts[digit] += 1
        }
      }
      filled = order.count
    }
  }
}
