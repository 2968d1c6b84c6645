import CZlib

/// The header of a gzip member (RFC 1952, 2.3), passed over a byte at a time, so that it may lie
/// across any boundary of reading. Nothing of it is kept; what it must be, it is held to.
struct GzipHeader {
  /// What a byte was.
  enum Step: Equatable {
    case going
    /// The header's last; packed data follows.
    case end
    /// What is wrong, in zlib's words.
    case damaged(String)
  }

  private enum Part {
    case fixed, extraLength, extra, name, comment, check
  }

  private static let checkFlag: UInt8 = 0x02
  private static let extraFlag: UInt8 = 0x04
  private static let nameFlag: UInt8 = 0x08
  private static let commentFlag: UInt8 = 0x10
  private static let reservedFlags: UInt8 = 0xE0

  private var part = Part.fixed
  private var flags: UInt8 = 0
  /// Bytes of the part so far.
  private var count = 0
  private var number = 0
  private var crc: UInt = 0

  /// Takes the next byte.
  mutating func take(_ byte: UInt8) -> Step {
    let place = count
    count += 1
    if part != .check { crc = withUnsafePointer(to: byte) { crc32(crc, $0, 1) } }
    switch part {
    case .fixed:
      if place < 2, byte != GzipSource.magic[place] { return .damaged("incorrect header check") }
      if place == 2, byte != 8 { return .damaged("unknown compression method") }
      if place == 3 {
        if byte & Self.reservedFlags != 0 { return .damaged("incorrect header check") }
        flags = byte
      }
      return place == 9 ? enter(.extraLength) : .going
    case .extraLength:
      number |= Int(byte) << (8 * place)
      guard place == 1 else { return .going }
      return number == 0 ? enter(.name) : enter(.extra)
    case .extra: return count == number ? enter(.name) : .going
    case .name: return byte == 0 ? enter(.comment) : .going
    case .comment: return byte == 0 ? enter(.check) : .going
    case .check:
      if byte != UInt8(truncatingIfNeeded: crc >> UInt(8 * place)) {
        return .damaged("incorrect data check")
      }
      return place == 1 ? .end : .going
    }
  }

  /// Goes to a part, or to the next that the flags announce.
  private mutating func enter(_ next: Part) -> Step {
    count = 0
    part = next
    switch next {
    case .extraLength where flags & Self.extraFlag == 0: return enter(.name)
    case .name where flags & Self.nameFlag == 0: return enter(.comment)
    case .comment where flags & Self.commentFlag == 0: return enter(.check)
    case .check where flags & Self.checkFlag == 0: return .end
    default: return .going
    }
  }
}
