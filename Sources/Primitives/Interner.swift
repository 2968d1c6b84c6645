/// Strings to dense ordinals, in order of first sight, and back.
public struct Interner<Of>: Sendable {
  /// The strings, at their ordinals.
  public private(set) var strings: [String] = []
  private var ordinals: [String: Int] = [:]

  /// An interner that knows nothing yet.
  public init() {}

  /// The number of different strings seen.
  public var count: Int { strings.count }

  /// The ordinal of `string`, given now if it is new.
  public mutating func intern(_ string: String) -> Ordinal<Of> {
    if let known = ordinals[string] { return Ordinal(known) }
    let new = strings.count
    strings.append(string)
    ordinals[string] = new
    return Ordinal(new)
  }

  /// The ordinal of `string`, if it has one.
  public func ordinal(of string: String) -> Ordinal<Of>? { ordinals[string].map { Ordinal($0) } }

  /// The string at an ordinal.
  public subscript(ordinal: Ordinal<Of>) -> String { strings[ordinal.index] }
}
