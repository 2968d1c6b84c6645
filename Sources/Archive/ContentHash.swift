import Primitives
import Vocabulary

/// A hash of a record's cells, the same in every run: rows with different hashes differ.
enum ContentHash {
  /// - Parameter later: How many columns at the end came to the contract later. A row in which they
  ///   are empty has the hash that it had before they were known.
  static func of(_ cells: [Cell], later: Int) -> Int64 {
    let first = cells.count - later
    let isAsBefore = later > 0 && cells[first...].allSatisfy { $0 == .empty }
    return of(isAsBefore ? cells[..<first] : cells[...])
  }

  private static func of(_ cells: ArraySlice<Cell>) -> Int64 {
    var hash: UInt64 = 0x9E37_79B9_7F4A_7C15
    for cell in cells {
      switch cell {
      case .empty: mix(0, into: &hash)
      case .integer(let value):
        mix(1, into: &hash)
        mix(UInt64(bitPattern: value), into: &hash)
      case .real(let value):
        mix(2, into: &hash)
        // Zero has two forms that are equal.
        mix(value == 0 ? 0 : value.bitPattern, into: &hash)
      case .text(let text):
        mix(3, into: &hash)
        mix(text, into: &hash)
      }
    }
    return Int64(bitPattern: hash)
  }

  private static func mix(_ word: UInt64, into hash: inout UInt64) {
    hash = StableHash.mix(hash ^ word) &+ 0x9E37_79B9_7F4A_7C15
  }

  /// Eight bytes at a time, because a call for each text of `StableHash` from another room costs
  /// more than storing the row.
  private static func mix(_ text: String, into hash: inout UInt64) {
    var text = text
    text.withUTF8 { bytes in
      let buffer = UnsafeRawBufferPointer(bytes)
      var at = 0
      while at &+ 8 <= buffer.count {
        let word = buffer.loadUnaligned(fromByteOffset: at, as: UInt64.self)
        mix(UInt64(littleEndian: word), into: &hash)
        at &+= 8
      }
      var last: UInt64 = 0
      while at < buffer.count {
        last = last &<< 8 | UInt64(buffer[at])
        at &+= 1
      }
      mix(last, into: &hash)
      mix(UInt64(buffer.count), into: &hash)
    }
  }
}
