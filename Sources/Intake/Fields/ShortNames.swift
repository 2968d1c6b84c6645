/// Camera names of up to 15 bytes and their numbers in a block of text, found by two words.
///
/// Every row asks once, so a slot holds all that is needed and lies in one line of the cache, and
/// the table is plain memory, because the element of an array asks for its bounds and its owners.
/// `KeyTable` alone took 20 ns of a row. The pointer does not leave this file. Unchecked, because
/// one thread at a time works with it.
///
///     slot   low word, high word of the name with its length │ block │ number in that block │ key
///            32 bytes; a block of 0 is a free slot
final class ShortNames: @unchecked Sendable {
  private struct Slot {
    var low: UInt64
    var high: UInt64
    var block: UInt32
    var number: UInt32
    var key: UInt32
  }

  private var slots: UnsafeMutablePointer<Slot>
  private var mask: Int
  private var count = 0
  private var block: UInt32 = 0
  private var generation = 0

  /// Slots of a table that begins, and of the largest, a quarter of them names: 2 MiB.
  private static let slotsMin = 1 << 10
  private static let slotsMax = 1 << 16

  init() {
    slots = Self.free(Self.slotsMin)
    mask = Self.slotsMin - 1
  }

  deinit { slots.deallocate() }

  private static func free(_ count: Int) -> UnsafeMutablePointer<Slot> {
    let slots = UnsafeMutablePointer<Slot>.allocate(capacity: count)
    slots.initialize(repeating: Slot(low: 0, high: 0, block: 0, number: 0, key: 0), count: count)
    return slots
  }

  /// Begins a block: numbers of the one before are forgotten, names are not, unless `generation`
  /// says that the table of keys has forgotten its own.
  func beginBlock(generation: Int) {
    block &+= 1
    if generation == self.generation, block < .max, count * 4 < Self.slotsMax { return }
    slots.deallocate()
    slots = Self.free(Self.slotsMin)
    (mask, count, block, self.generation) = (Self.slotsMin - 1, 0, 1, generation)
  }

  /// The number of a name in the block; nil when the name is not known.
  @inline(__always)
  func number(_ low: UInt64, _ high: UInt64, _ keys: inout KeyTable) -> UInt32? {
    var place = Self.hash(low, high) & mask
    while slots[place].block != 0 {
      if slots[place].low == low, slots[place].high == high {
        return slots[place].block == block ? slots[place].number : renumber(place, &keys)
      }
      place = (place &+ 1) & mask
    }
    return nil
  }

  @inline(never)
  private func renumber(_ place: Int, _ keys: inout KeyTable) -> UInt32 {
    let number = keys.number(slots[place].key)
    slots[place].block = block
    slots[place].number = number
    return number
  }

  /// Enters a name that is not known, and the key that it stands for.
  func enter(_ low: UInt64, _ high: UInt64, key: UInt32, number: UInt32) {
    // A full table enters no more; its names are asked for elsewhere until the next block.
    if count * 4 > mask, !grow() { return }
    var place = Self.hash(low, high) & mask
    while slots[place].block != 0 { place = (place &+ 1) & mask }
    count += 1
    slots[place] = Slot(low: low, high: high, block: block, number: number, key: key)
  }

  private func grow() -> Bool {
    guard mask + 1 < Self.slotsMax else { return false }
    let (old, oldMask) = (slots, mask)
    mask = oldMask * 2 + 1
    slots = Self.free(mask + 1)
    for position in 0...oldMask where old[position].block != 0 {
      var place = Self.hash(old[position].low, old[position].high) & mask
      while slots[place].block != 0 { place = (place &+ 1) & mask }
      slots[place] = old[position]
    }
    old.deallocate()
    return true
  }

  @inline(__always)
  private static func hash(_ low: UInt64, _ high: UInt64) -> Int {
    let mixed = (low ^ high &* 0x94D0_49BB_1331_11EB) &* 0xBF58_476D_1CE4_E5B9
    return Int(truncatingIfNeeded: mixed &>> 32)
  }
}
