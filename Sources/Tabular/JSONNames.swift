import Glibc

/// The names met in one block of NDJSON, the wanted ones first, found by their bytes.
///
/// Objects of one file mostly name their keys in the same order, so the name that followed last
/// time is tried before any hashing. The tables are plain memory owned by this value: as arrays,
/// their retains and releases were 60 % of the time of reading a block.
struct JSONNames: ~Copyable {
  /// The names' bytes, one after another.
  private var text = GrowingMemory<UInt8>()
  /// Where each name begins in `text`, and where the last one ends.
  private var starts = GrowingMemory<Int>()
  /// The row in which each name was last met; tells a repeated key.
  private var lastRow = GrowingMemory<Int>()
  /// The name that stood at each place of the previous object.
  private var order = GrowingMemory<Int>()
  /// Open addressing: position of a name plus one, 0 for free.
  private var slots = [Int](repeating: 0, count: 64)

  init(wanted: [[UInt8]]) {
    starts.append(0)
    for name in wanted {
      name.withUnsafeBytes { raw in _ = lookUp(raw) }
    }
  }

  deinit {
    text.deallocate()
    starts.deallocate()
    lastRow.deallocate()
    order.deallocate()
  }

  /// Names met so far.
  var count: Int { lastRow.count }

  /// A name's text.
  func name(_ position: Int) -> String { String(decoding: bytes(position), as: UTF8.self) }

  /// Notes that `name` stands at `place` of the object in `row`.
  ///
  /// - Returns: The name's position and whether the object had it before.
  mutating func meet(
    _ name: UnsafeRawBufferPointer, place: Int, row: Int
  ) -> (position: Int, isRepeated: Bool) {
    var found: Int
    if place < order.count, equals(order[place], name) {
      found = order[place]
    } else {
      found = lookUp(name)
      if place < order.count {
        order[place] = found
      } else if place == order.count {
        order.append(found)
      }
    }
    let isRepeated = lastRow[found] == row
    lastRow[found] = row
    return (found, isRepeated)
  }

  private mutating func lookUp(_ name: UnsafeRawBufferPointer) -> Int {
    if (count + 1) * 2 > slots.count { grow() }
    var slot = JSONNames.hash(name) & (slots.count - 1)
    while slots[slot] != 0 {
      if equals(slots[slot] - 1, name) { return slots[slot] - 1 }
      slot = (slot + 1) & (slots.count - 1)
    }
    for byte in name { text.append(byte) }
    starts.append(text.count)
    lastRow.append(-1)
    slots[slot] = count
    return count - 1
  }

  private mutating func grow() {
    slots = [Int](repeating: 0, count: slots.count * 2)
    for position in 0..<count {
      var slot = JSONNames.hash(bytes(position)) & (slots.count - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = position + 1
    }
  }

  @inline(__always)
  private func bytes(_ position: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(
      start: text.base + starts[position], count: starts[position + 1] - starts[position])
  }

  @inline(__always)
  private func equals(_ position: Int, _ name: UnsafeRawBufferPointer) -> Bool {
    let own = bytes(position)
    guard own.count == name.count else { return false }
    guard let left = own.baseAddress, let right = name.baseAddress else { return true }
    return memcmp(left, right, name.count) == 0
  }

  /// FNV-1a, as its authors Fowler, Noll and Vo give it (draft-eastlake-fnv).
  private static func hash(_ name: UnsafeRawBufferPointer) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in name { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    return Int(truncatingIfNeeded: hash ^ hash &>> 32)
  }
}

/// Memory for plain values that grows at its end. Whoever holds it must deallocate it.
private struct GrowingMemory<Element: BitwiseCopyable> {
  private(set) var base: UnsafeMutablePointer<Element>
  private(set) var count = 0
  private var capacity = 16

  init() { base = .allocate(capacity: capacity) }

  func deallocate() { base.deallocate() }

  subscript(_ position: Int) -> Element {
    @inline(__always) get {
      precondition(position >= 0 && position < count, "there is no such element")
      return base[position]
    }
    @inline(__always) set {
      precondition(position >= 0 && position < count, "there is no such element")
      base[position] = newValue
    }
  }

  mutating func append(_ element: Element) {
    if count == capacity {
      let larger = UnsafeMutablePointer<Element>.allocate(capacity: capacity * 2)
      larger.initialize(from: base, count: count)
      base.deallocate()
      base = larger
      capacity *= 2
    }
    (base + count).initialize(to: element)
    count += 1
  }
}
