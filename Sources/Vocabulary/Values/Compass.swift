/// The direction a vehicle was heading in, to an eighth of the circle.
public enum Compass: UInt8, CaseIterable, Sendable {
  case north = 1
  case northEast, east, southEast, south, southWest, west, northWest

  /// `N`, `NE` … `NW`.
  public var text: String { Self.names[Int(rawValue) - 1] }

  private static let names = ["N", "NE", "E", "SE", "S", "SW", "W", "NW"]

  /// The raw value of a field's bytes: 0 for an empty field, nil for what is no direction.
  public static func pack(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8? {
    guard bytes.count <= 2 else { return nil }
    let word = bytes.reduce(UInt16(0)) { $0 &<< 8 | UInt16(ByteText.upper($1)) }
    switch word {
    case 0: return 0
    case 0x4E: return 1
    case 0x4E45: return 2
    case 0x45: return 3
    case 0x5345: return 4
    case 0x53: return 5
    case 0x5357: return 6
    case 0x57: return 7
    case 0x4E57: return 8
    default: return nil
    }
  }

  /// Reads `N` … `NW` in any case.
  public init?(_ text: String) {
    guard let raw = ByteText.with(text, { Self.pack($0) }), let value = Self(rawValue: raw) else {
      return nil
    }
    self = value
  }
}
