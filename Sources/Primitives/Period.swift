/// A half-open stretch of time: `start` belongs to it, `end` does not.
///
/// (Not called `Span`: the standard library has one.)
public struct Period: Hashable, Sendable {
  /// The first second.
  public let start: Instant
  /// The second after the last.
  public let end: Instant

  /// - Parameter end: Not before `start`.
  public init(from start: Instant, to end: Instant) {
    precondition(start <= end, "a period does not end before it starts")
    self.start = start
    self.end = end
  }

  /// Its length in seconds.
  public var seconds: Int64 { end - start }

  /// Whether the instant lies in it.
  public func contains(_ instant: Instant) -> Bool { start <= instant && instant < end }

  /// Whether two periods share at least one second.
  public func overlaps(_ other: Period) -> Bool { start < other.end && other.start < end }
}
