import Glibc

/// Looking for one byte.
enum ByteScan {
  /// Where `byte` first stands from `start` on; nil when it does not before `end`.
  static func first(
    _ byte: UInt8, _ base: UnsafeRawPointer, from start: Int, to end: Int
  ) -> Int? {
    guard start < end, let found = memchr(base + start, CInt(byte), end - start) else { return nil }
    return UnsafeRawPointer(found) - base
  }
}
