import Glibc
import Primitives
import Vocabulary

/// The cameras or cells that one block names, found by the bytes of their fields.
///
/// A dictionary of strings would make a string of every row; here one is made of every name. Names
/// are remembered from block to block, because the blocks of a file name the same ones: making some
/// thousands of keys anew for each cost 40 ns a row. A block's numbers are its own, though, in the
/// order of first sight there, so that nothing of a result shows what its thread read before.
///
///     slots    open addressing: position in `entries` plus one, 0 free
///     entries  start and end of the name's bytes in `arena`, and the key it stands for
///     seen     for each known key, the last block that named it, and its number there
struct KeyTable {
  private let source: String
  private var slots = [UInt32](repeating: 0, count: 256)
  private var entries: [(start: UInt32, end: UInt32, key: UInt32)] = []
  private var arena: [UInt8] = []
  private var positions: [RecordKey: UInt32] = [:]
  private var known: [RecordKey] = []
  private var seen: [(block: UInt32, number: UInt32)] = []
  private var block: UInt32 = 1
  private var lastKey: UInt32 = 0
  /// How often all keys were forgotten.
  private(set) var generation = 0
  /// The keys of the block, in order of first sight.
  private(set) var keys: [RecordKey] = []

  /// Names and keys that are remembered; a file with more begins anew with its next block.
  private static let namesMax = 1 << 16
  private static let arenaMax = 1 << 24

  /// - Parameter source: The source that a bare name belongs to.
  init(source: String) { self.source = source }

  /// Forgets which keys were named, but not the keys.
  mutating func beginBlock() {
    keys = []
    block &+= 1
    if entries.count > Self.namesMax || known.count > Self.namesMax || block == .max
      || arena.count > Self.arenaMax
    {
      let next = generation + 1
      self = KeyTable(source: source)
      generation = next
    }
  }

  /// The position of the key that a field's bytes name.
  ///
  /// - Parameter bytes: Not empty, without white space at either end.
  /// - Returns: nil when they hold a `;`, which no reference may.
  @inline(__always)
  mutating func position(of bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
    guard let base = bytes.baseAddress else { return nil }
    var slot = Self.hash(base, bytes.count) & (slots.count &- 1)
    while slots[slot] != 0 {
      let entry = entries[Int(slots[slot]) &- 1]
      if Int(entry.end &- entry.start) == bytes.count, equals(entry.start, base, bytes.count) {
        return number(entry.key)
      }
      slot = (slot &+ 1) & (slots.count &- 1)
    }
    return add(bytes)
  }

  /// The position of a key that was read another way.
  mutating func position(of key: RecordKey) -> UInt32 { number(remember(key)) }

  /// The key that a field's bytes name, by its position among all that are known; nil as in
  /// `position`. It holds until `generation` changes.
  mutating func key(of bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
    guard position(of: bytes) != nil else { return nil }
    return lastKey
  }

  /// The number of a known key in the block.
  @inline(__always)
  mutating func number(_ key: UInt32) -> UInt32 {
    lastKey = key
    let last = seen[Int(key)]
    if last.block == block { return last.number }
    let new = UInt32(keys.count)
    keys.append(known[Int(key)])
    seen[Int(key)] = (block, new)
    return new
  }

  private mutating func remember(_ key: RecordKey) -> UInt32 {
    if let known = positions[key] { return known }
    let new = UInt32(known.count)
    known.append(key)
    seen.append((0, 0))
    positions[key] = new
    return new
  }

  private mutating func add(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt32? {
    guard !bytes.contains(0x3B) else { return nil }
    // Two spellings, `M6-N` and `cheshire:M6-N`, may be one key.
    let key = remember(RecordKey(reference: FieldBytes.string(bytes), in: source))
    let start = UInt32(arena.count)
    arena += bytes
    entries.append((start, UInt32(arena.count), key))
    if entries.count * 2 > slots.count {
      slots = [UInt32](repeating: 0, count: slots.count * 2)
      for entry in entries.indices { place(entry) }
    } else {
      place(entries.count - 1)
    }
    return number(key)
  }

  /// Enters one entry into the slots.
  private mutating func place(_ position: Int) {
    let entry = entries[position]
    let hash = arena.withUnsafeBufferPointer { text in
      guard let base = text.baseAddress else { return 0 }
      return Self.hash(base + Int(entry.start), Int(entry.end - entry.start))
    }
    var slot = hash & (slots.count - 1)
    while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
    slots[slot] = UInt32(position + 1)
  }

  @inline(__always)
  private func equals(_ start: UInt32, _ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    arena.withUnsafeBufferPointer { text in
      guard let own = text.baseAddress else { return false }
      return memcmp(own + Int(start), base, count) == 0
    }
  }

  /// Eight bytes at a time, mixed by one multiplication each; never kept outside the block.
  @inline(__always)
  private static func hash(_ base: UnsafePointer<UInt8>, _ count: Int) -> Int {
    let raw = UnsafeRawPointer(base)
    var hash = UInt64(truncatingIfNeeded: count) &* 0x9E37_79B9_7F4A_7C15
    var at = 0
    while at &+ 8 <= count {
      hash =
        (hash ^ raw.loadUnaligned(fromByteOffset: at, as: UInt64.self)) &* 0xBF58_476D_1CE4_E5B9
      hash ^= hash &>> 32
      at &+= 8
    }
    var rest: UInt64 = 0
    while at < count {
      rest = rest &<< 8 | UInt64(base[at])
      at &+= 1
    }
    hash = (hash ^ rest) &* 0x94D0_49BB_1331_11EB
    return Int(truncatingIfNeeded: (hash ^ hash &>> 29) & 0x7FFF_FFFF_FFFF_FFFF)
  }
}
