/// Which keys new records have, roughly: it may say yes for others, never no for one of them.
///
/// A pointer to bits that an owner keeps; written by one thread, before anybody reads it.
struct KeyFilter: BitwiseCopyable, @unchecked Sendable {
  private let bits: UnsafeMutableBufferPointer<UInt64>
  private let mask: UInt64

  /// - Parameter owner: It must outlive the filter.
  init(_ records: Int, _ owner: PartOwner) {
    // A record enters a few keys, so that about one bit in eight is set.
    var size: UInt64 = 64
    while size < UInt64(records) * 24 { size *= 2 }
    bits = owner.memory.allocate(UInt64.self, count: Int(size / 64))
    bits.initialize(repeating: 0)
    mask = size - 1
  }

  func insert(_ key: UInt64) {
    let bit = key &>> 8 & mask
    bits[Int(bit / 64)] |= 1 &<< (bit % 64)
  }

  func mayContain(_ key: UInt64) -> Bool {
    let bit = key &>> 8 & mask
    return bits[Int(bit / 64)] & (1 &<< (bit % 64)) != 0
  }
}
