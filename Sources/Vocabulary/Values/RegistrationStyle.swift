/// The styles a registration can be read as.
///
/// A text can fit several; `VehicleRegistration.style` gives the first that fits in the order of
/// the cases, which is that of how common they are on the road.
public enum RegistrationStyle: String, CaseIterable, Sendable {
  /// Since September 2001: `AB12CDE`.
  case current
  /// August 1983 to August 2001: `A123BCD`.
  case prefix
  /// 1963 to July 1983: `ABC123D`.
  case suffix
  /// Northern Ireland, up to three letters with I or Z, then up to four digits: `ABZ1234`.
  case northernIreland
  /// Before 1963: `1234AB`, `AB1234`, `ABC123`, `123ABC`.
  case dateless
  /// Diplomatic: `101D234`, `101X234`.
  case diplomatic
  /// Fits none of the United Kingdom's styles: foreign, or misread. Kept, and flagged.
  case foreign
}

extension VehicleRegistration {
  /// The most common style the registration fits.
  public var style: RegistrationStyle {
    let bytes = characters
    let shape = Self.runs(bytes)
    switch shape {
    case [-2, 2, -3] where Self.isCurrent(bytes): return .current
    case [-1, 1, -3], [-1, 2, -3], [-1, 3, -3]: return .prefix
    case [-3, 1, -1], [-3, 2, -1], [-3, 3, -1]: return .suffix
    case [3, -1, 3] where bytes[3] == 0x44 || bytes[3] == 0x58: return .diplomatic
    default: break
    }
    guard shape.count == 2 else { return .foreign }
    let lettersFirst = shape[0] < 0
    let letters = -(lettersFirst ? shape[0] : shape[1])
    let digits = lettersFirst ? shape[1] : shape[0]
    guard (1...3).contains(letters), (1...4).contains(digits) else { return .foreign }
    if lettersFirst, bytes.prefix(letters).contains(where: { $0 == 0x49 || $0 == 0x5A }) {
      return .northernIreland
    }
    return letters == 3 && digits == 4 ? .foreign : .dateless
  }

  /// Lengths of the runs of letters (negative) and digits (positive).
  private static func runs(_ bytes: [UInt8]) -> [Int] {
    var shape: [Int] = []
    for byte in bytes {
      let step = ByteText.isDigit(byte) ? 1 : -1
      if let last = shape.last, (last > 0) == (step > 0) {
        shape[shape.count - 1] += step
      } else {
        shape.append(step)
      }
    }
    return shape
  }

  /// The letters and age identifiers of the style of 2001: no I, Q or Z in the area code, no I or
  /// Q in the last three, and no age identifier 00, 01 or 50.
  private static func isCurrent(_ bytes: [UInt8]) -> Bool {
    let area = bytes[0..<2].allSatisfy { ![0x49, 0x51, 0x5A].contains($0) }
    let random = bytes[4..<7].allSatisfy { ![0x49, 0x51].contains($0) }
    let age = Int(bytes[2] - 0x30) * 10 + Int(bytes[3] - 0x30)
    return area && random && ![0, 1, 50].contains(age)
  }
}
