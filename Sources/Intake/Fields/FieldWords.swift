/// The values of fields of up to eight bytes, worked on as one word with the first byte lowest.
///
/// Each gives nil, or an answer that cannot be one, for whatever it is not sure of: the readers of
/// bytes decide then.
enum FieldWords {
  /// What `perCent` gives for a field that is no share.
  static let noShare: UInt8 = 254
  private static let ones: UInt64 = 0x0101_0101_0101_0101
  private static let highs: UInt64 = 0x8080_8080_8080_8080

  /// A byte in all eight places.
  @inline(__always)
  static func repeating(_ byte: UInt8) -> UInt64 { UInt64(byte) &* ones }

  /// The first of eight bytes that equals the byte repeated in `pattern`; 8 when none does.
  @inline(__always)
  static func first(_ pattern: UInt64, in word: UInt64) -> Int {
    let difference = word ^ pattern
    // Bytes above a true match may be marked too; the lowest mark is exact.
    return ((difference &- ones) & ~difference & highs).trailingZeroBitCount &>> 3
  }

  /// The lowest `count` bytes; `count` from 0 to 8.
  @inline(__always)
  static func mask(_ count: Int) -> UInt64 {
    count >= 8 ? .max : (1 &<< UInt64(truncatingIfNeeded: count &* 8)) &- 1
  }

  /// A registration of 2 to 8 letters and digits, packed as `VehicleRegistration` does; 0 for
  /// whatever else.
  @inline(__always)
  static func plate(_ word: UInt64, count: Int) -> UInt64 {
    guard count >= 2, count <= 8 else { return 0 }
    let mask = mask(count)
    let text = (word & mask) | (0x3030_3030_3030_3030 & ~mask)
    guard text & highs == 0 else { return 0 }
    // Letters have bit 6, digits do not; bit 5 of a letter is its case.
    let letters = (text &>> 6) & ones
    let upper = text & ~(letters &<< 5)
    // From 0x30 or 0x41 to 0x39 or 0x5A, seen by whether the high bit lasts.
    let least = 0x3030_3030_3030_3030 &+ (letters | letters &<< 4)
    let most = 0xB9B9_B9B9_B9B9_B9B9 &+ (letters | letters &<< 5)
    guard ((upper | highs) &- least) & (most &- upper) & highs == highs else { return 0 }
    // 1 … 10 for digits, 11 … 36 for letters; the first character goes to the top.
    let codes = (upper &- 0x2F2F_2F2F_2F2F_2F2F &- letters &* 7) & mask
    var packed = codes.byteSwapped
    packed = (packed &>> 2 & 0x0FC0_0FC0_0FC0_0FC0) | (packed & 0x003F_003F_003F_003F)
    packed = (packed &>> 4 & 0x00FF_F000_00FF_F000) | (packed & 0x0000_0FFF_0000_0FFF)
    packed = (packed &>> 8 & 0x0000_FFFF_FF00_0000) | (packed & 0x0000_0000_00FF_FFFF)
    return packed &<< 12
  }

  /// The per cent of a share written `0`, `1` or with one to five decimals, 255 for an empty field;
  /// `noShare` for whatever else.
  @inline(__always)
  static func perCent(_ word: UInt64, count: Int) -> UInt8 {
    if count == 0 { return 255 }
    guard count <= 7, count != 2 else { return noShare }
    // No branch between `1` and `0.97`, which follow each other in no order.
    let whole = (word & 0xFF) ^ 0x30
    let mask = mask(count)
    let point = ((word &>> 8) ^ 0x2E) & 0xFF & (mask &>> 8)
    let digits = ((word ^ 0x3030_3030_3030_3030) & mask) &>> 16
    // Digits leave the high halves of their bytes alone, also with 6 added. Nothing follows 1.
    let faults =
      ((digits | (digits &+ 0x0606_0606_0606)) & 0xF0F0_F0F0_F0F0) | (whole &* digits)
      | (whole & 0xFE) | point
    guard faults == 0 else { return noShare }
    // Digits after the third cannot turn a rounding at the half, which the third decides.
    let thousandths =
      whole &* 1000 &+ (digits & 15) &* 100 &+ (digits &>> 8 & 15) &* 10 &+ (digits &>> 16 & 15)
    return UInt8(truncatingIfNeeded: (thousandths &+ 5) / 10)
  }

}
