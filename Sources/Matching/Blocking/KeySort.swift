/// A record under a key.
struct BlockEntry: BitwiseCopyable, Sendable {
  var key: UInt64
  var record: UInt32
  /// While hot keys are cut: which further parts may still be asked for, and how many were.
  var path = BlockPath()
}

/// How far a hot key was cut.
struct BlockPath: BitwiseCopyable, Sendable {
  /// The first further part that may still be asked for.
  var from: UInt8 = 0
  /// How many parts were asked for.
  var used: UInt8 = 0
  /// Whether nothing is left to ask for.
  var isTail = false
  /// Whether the key is a bucket of a tail.
  var isBucket = false
}

/// Brings entries of one key together, records in order.
///
/// Keys are hashes, so two passes over 22 bits part nearly all of them (least significant digit
/// first, stable); a walk puts the few that still mix in order of whole keys. O(n).
///
/// > H. H. Seward. "Information sorting in the application of electronic digital computers to
/// > business operations." 1954.
enum KeySort {
  private static let digitBits: UInt64 = 11
  private static let digits = 1 << 11

  /// Sorts by key; entries of one key keep their order.
  static func sort(_ entries: inout [BlockEntry]) {
    guard entries.count > 64 else {
      settle(&entries)
      return
    }
    var other = entries
    for pass in 0..<2 as Range<UInt64> {
      distribute(from: entries, to: &other, shift: 64 - 2 * digitBits + pass * digitBits)
      swap(&entries, &other)
    }
    settle(&entries)
  }

  private static func distribute(
    from source: [BlockEntry], to target: inout [BlockEntry], shift: UInt64
  ) {
    var places = [Int](repeating: 0, count: digits)
    let mask = UInt64(digits - 1)
    for entry in source { places[Int((entry.key &>> shift) & mask)] += 1 }
    var next = 0
    for digit in 0..<digits {
      let count = places[digit]
      places[digit] = next
      next += count
    }
    for entry in source {
      let digit = Int((entry.key &>> shift) & mask)
      target[places[digit]] = entry
      places[digit] += 1
    }
  }

  /// Insertion sort: nearly everything stands where it belongs.
  private static func settle(_ entries: inout [BlockEntry]) {
    var at = 1
    while at < entries.count {
      let entry = entries[at]
      var to = at
      while to > 0 && entries[to - 1].key > entry.key {
        entries[to] = entries[to - 1]
        to -= 1
      }
      if to != at { entries[to] = entry }
      at += 1
    }
  }
}
