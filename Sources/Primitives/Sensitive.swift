/// A value from a source. It prints, logs and dumps as its length, never as itself.
///
/// `reveal()` is the one way out, so that a search finds every place where a value leaves, and
/// each of those places says in a comment who will see it.
public struct Sensitive: Hashable, Sendable {
  private let value: String

  /// Takes the value into keeping.
  public init(_ value: String) { self.value = value }

  /// The value itself.
  public func reveal() -> String { value }

  private var withheld: String { "‹\(value.utf8.count) bytes, withheld›" }
}

extension Sensitive: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { withheld }
  public var debugDescription: String { withheld }
  /// Empty, because `dump` would otherwise walk into the stored property.
  public var customMirror: Mirror { Mirror(self, children: [:], displayStyle: .struct) }
}
