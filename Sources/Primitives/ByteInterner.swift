import Glibc

/// Short texts as bytes to dense positions, in order of first sight, and back.
///
/// `Interner` makes a `String` of every text it is asked about; this makes one of none, so it can
/// be asked about every field of a file.
///
///     slots    open addressing: position plus one, 0 free; at most half are taken
///     hashes   the hash of each text, so that most unequal texts are told apart without a look
///     ends     where each text ends in `arena`, after the 0 where the first begins
///     arena    the texts, end to end
///
/// Memory: 12 bytes a text, 8 to 16 for its slots, and its own bytes. Positions and ends are
/// counted in 32 bits.
public struct ByteInterner: Sendable {
  @usableFromInline var slots = [UInt32](repeating: 0, count: 256)
  @usableFromInline var hashes: [UInt64] = []
  @usableFromInline var ends: [UInt32] = [0]
  @usableFromInline var arena: [UInt8] = []

  /// An interner that knows nothing yet.
  public init() {}

  /// The number of different texts seen.
  @inlinable public var count: Int { hashes.count }

  /// The position of a text, given now if it is new.
  @inlinable
  public mutating func position(of bytes: UnsafeBufferPointer<UInt8>) -> UInt32 {
    let hash = Self.hash(bytes)
    var slot = Int(truncatingIfNeeded: hash) & (slots.count &- 1)
    while slots[slot] != 0 {
      let known = slots[slot] &- 1
      if hashes[Int(known)] == hash, equals(Int(known), bytes) { return known }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return add(bytes, hash: hash, slot: slot)
  }

  /// The text at a position.
  public subscript(position: Int) -> String {
    String(decoding: arena[Int(ends[position])..<Int(ends[position + 1])], as: UTF8.self)
  }

  /// The bytes of all texts in order of position.
  public func forEach(_ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    arena.withUnsafeBufferPointer { text in
      for position in 0..<count {
        body(UnsafeBufferPointer(rebasing: text[Int(ends[position])..<Int(ends[position + 1])]))
      }
    }
  }

  /// The positions in the order of the bytes of their texts.
  ///
  /// - Complexity: O(n log n) comparisons.
  public func sorted() -> [UInt32] {
    arena.withUnsafeBufferPointer { text in
      (0..<UInt32(count)).sorted { a, b in
        let (left, right) = (Int(a), Int(b))
        let leftCount = Int(ends[left + 1] - ends[left])
        let rightCount = Int(ends[right + 1] - ends[right])
        guard let base = text.baseAddress else { return leftCount < rightCount }
        let order = memcmp(
          base + Int(ends[left]), base + Int(ends[right]), min(leftCount, rightCount))
        return order == 0 ? leftCount < rightCount : order < 0
      }
    }
  }

  @usableFromInline
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt64, slot: Int) -> UInt32 {
    precondition(
      arena.count + bytes.count < Int(UInt32.max), "the texts of an interner fit in 4 GB")
    let position = UInt32(hashes.count)
    arena.append(contentsOf: bytes)
    ends.append(UInt32(arena.count))
    hashes.append(hash)
    if hashes.count * 2 <= slots.count {
      slots[slot] = position + 1
    } else {
      regrow()
    }
    return position
  }

  private mutating func regrow() {
    var wider = [UInt32](repeating: 0, count: slots.count * 2)
    let mask = wider.count - 1
    for (position, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & mask
      while wider[slot] != 0 { slot = (slot + 1) & mask }
      wider[slot] = UInt32(position + 1)
    }
    slots = wider
  }

  @usableFromInline
  func equals(_ position: Int, _ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = Int(ends[position])
    guard Int(ends[position &+ 1]) &- start == bytes.count else { return false }
    guard let other = bytes.baseAddress, bytes.count > 0 else { return true }
    return arena.withUnsafeBufferPointer { text in
      guard let own = text.baseAddress else { return false }
      return memcmp(own + start, other, bytes.count) == 0
    }
  }

  /// Eight bytes at a time, mixed by one multiplication each.
  @inlinable
  static func hash(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt64 {
    let raw = UnsafeRawBufferPointer(bytes)
    var hash = UInt64(truncatingIfNeeded: bytes.count) &* 0x9E37_79B9_7F4A_7C15
    var at = 0
    while at &+ 8 <= bytes.count {
      hash =
        (hash ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* 0xBF58_476D_1CE4_E5B9
      hash ^= hash &>> 32
      at &+= 8
    }
    var rest: UInt64 = 0
    while at < bytes.count {
      rest = rest &<< 8 | UInt64(bytes[at])
      at &+= 1
    }
    hash = (hash ^ rest) &* 0x94D0_49BB_1331_11EB
    return hash ^ hash &>> 29
  }
}
