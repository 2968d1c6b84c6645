/// Which cameras a chunk has rows of: a bit for each number from the least to the greatest.
///
///     least   bits …
///      4       ⌈(greatest − least + 1) / 8⌉        bytes
struct CameraSet: Sendable {
  /// The bytes that are kept.
  let encoded: [UInt8]

  /// A span of numbers beyond which no bits are kept: any camera may then be in the chunk.
  private static let spanMax = 1 << 15

  init(_ entries: UnsafeBufferPointer<SightingEntry>) {
    var (least, greatest) = (UInt32.max, 0 as UInt32)
    for entry in entries {
      least = min(least, entry.place)
      greatest = max(greatest, entry.place)
    }
    var bytes: [UInt8] = []
    ColumnChunk.append(UInt64(least), bytes: 4, to: &bytes)
    if least <= greatest, Int(greatest - least) < Self.spanMax {
      var bits = [UInt8](repeating: 0, count: Int(greatest - least) / 8 + 1)
      bits.withUnsafeMutableBufferPointer { bits in
        for entry in entries {
          let bit = entry.place &- least
          bits[Int(bit &>> 3)] |= 1 &<< UInt8(bit & 7)
        }
      }
      bytes += bits
    }
    encoded = bytes
  }

  /// - Parameter bytes: What `encoded` gave; anything shorter may hold every camera.
  init(encoded bytes: [UInt8]) { encoded = bytes }

  /// Whether the chunk may have rows of a camera.
  func mayHold(_ camera: UInt32) -> Bool {
    guard encoded.count > 4 else { return true }
    var least: UInt32 = 0
    for byte in 0..<4 { least |= UInt32(encoded[byte]) &<< UInt32(byte * 8) }
    guard camera >= least else { return false }
    let bit = Int(camera - least)
    guard bit / 8 < encoded.count - 4 else { return false }
    return encoded[4 + bit / 8] & (1 &<< UInt8(bit % 8)) != 0
  }
}
