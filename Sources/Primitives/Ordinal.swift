/// A dense position in one kind of column.
///
/// Two kinds never mix: an `Ordinal<Person>` cannot index a column of vehicles. (Not called
/// `Index`, because every `Collection` already has one.)
public struct Ordinal<Of>: Hashable, Comparable, Sendable {
  /// The position, counted from 0.
  public let value: UInt32

  /// - Parameter value: The position, counted from 0; at most 2³² − 1.
  @inlinable
  public init(_ value: Int) {
    precondition(value >= 0 && value <= Int(UInt32.max), "an ordinal lies in 0 ..< 2^32")
    self.value = UInt32(truncatingIfNeeded: value)
  }

  /// The position as an array index.
  @inlinable public var index: Int { Int(value) }

  @inlinable
  public static func < (left: Self, right: Self) -> Bool { left.value < right.value }
}
