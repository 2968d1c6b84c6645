/// A column that several chunks write at once, each its own places, and read as a whole afterwards.
///
/// Raw memory, because an array can be written by one thread only and the miner moves every read
/// four times. Unchecked, because the compiler cannot see that no two chunks write one place and
/// that `parallelMap` comes back before anybody reads.
final class ConvoyColumn<Element: BitwiseCopyable & Sendable>: @unchecked Sendable {
  let base: UnsafeMutablePointer<Element>
  let count: Int

  /// Memory that nobody has written yet: whoever makes it fills every place before reading.
  init(unwritten count: Int) {
    self.count = count
    base = .allocate(capacity: max(1, count))
  }

  init(repeating value: Element, count: Int) {
    self.count = count
    base = .allocate(capacity: max(1, count))
    base.initialize(repeating: value, count: count)
  }

  deinit { base.deallocate() }
}
