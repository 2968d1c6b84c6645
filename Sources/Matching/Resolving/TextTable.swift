/// Different texts, laid end to end; unlike `WordTable` it knows nothing else of them.
struct TextTable: Sendable {
  private(set) var bytes: [UInt8] = []
  private(set) var offsets: [Int32] = [0]

  /// The number of texts.
  var count: Int { offsets.count - 1 }

  /// The texts' hashes, by ordinal.
  var hashes: [UInt64] { ValueHash.all(bytes: bytes, offsets: offsets) }

  /// A text's letters.
  func text(_ ordinal: Int) -> ArraySlice<UInt8> {
    bytes[Int(offsets[ordinal])..<Int(offsets[ordinal + 1])]
  }

  /// Adds a text that is not there yet; returns its ordinal.
  @discardableResult
  mutating func append(_ text: some Collection<UInt8>) -> Int32 {
    bytes.append(contentsOf: text)
    offsets.append(Int32(bytes.count))
    return Int32(offsets.count - 2)
  }
}

extension WordColumn {
  init(_ table: TextTable, in owner: FrozenColumns) {
    self.init(bytes: table.bytes, offsets: table.offsets, in: owner)
  }
}

/// Ordinals by value hash: open addressing, because the keys are hashes already.
struct OrdinalTable: Sendable {
  private var keys: [UInt64] = [0, 0]
  private var ordinals: [Int32] = [0, 0]
  private var count = 0

  init() {}

  /// Hashes in order of their ordinals.
  init(_ hashes: [UInt64]) {
    var size = 2
    while size < hashes.count * 2 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    ordinals = [Int32](repeating: 0, count: size)
    for (ordinal, hash) in hashes.enumerated() { self[hash] = Int32(ordinal) }
  }

  /// The ordinal of a hash other than 0; −1 when it has none. Setting adds a hash that is not
  /// there.
  subscript(hash: UInt64) -> Int32 {
    get {
      let mask = keys.count - 1
      var at = Int(truncatingIfNeeded: hash &>> 20) & mask
      while keys[at] != 0 {
        if keys[at] == hash { return ordinals[at] }
        at = (at + 1) & mask
      }
      return -1
    }
    set {
      if count * 2 >= keys.count { grow() }
      insert(hash, newValue)
      count += 1
    }
  }

  private mutating func insert(_ hash: UInt64, _ ordinal: Int32) {
    let mask = keys.count - 1
    var at = Int(truncatingIfNeeded: hash &>> 20) & mask
    while keys[at] != 0 { at = (at + 1) & mask }
    keys[at] = hash
    ordinals[at] = ordinal
  }

  private mutating func grow() {
    let before = (keys, ordinals)
    keys = [UInt64](repeating: 0, count: before.0.count * 2)
    ordinals = [Int32](repeating: 0, count: before.0.count * 2)
    for at in before.0.indices where before.0[at] != 0 { insert(before.0[at], before.1[at]) }
  }
}
