import CZlib

/// Packs bytes into one gzip member. The same bytes at the same level give the same gzip: no time
/// and no name is written into it.
public enum GzipWriter {
  /// - Parameters:
  ///   - bytes: At most 4 GiB less one.
  ///   - level: 1 (fast) to 9 (small); 0 stores.
  /// - Returns: A whole gzip member. Members may be put one after another.
  public static func pack(_ bytes: [UInt8], level: Int = 6) -> [UInt8] {
    precondition((0...9).contains(level), "zlib's levels are 0 to 9")
    precondition(bytes.count <= Int(UInt32.max), "pack more than 4 GiB as several members")
    var stream = z_stream()
    guard czlib_deflate_init_gzip(&stream, CInt(level)) == Z_OK else {
      preconditionFailure("zlib could not be started; there is no memory left")
    }
    defer { deflateEnd(&stream) }
    let room = Int(deflateBound(&stream, UInt(bytes.count)))
    // zlib reads only, but its field is not const.
    return bytes.withUnsafeBufferPointer { source in
      [UInt8](unsafeUninitializedCapacity: room) { target, count in
        stream.next_in = UnsafeMutablePointer(mutating: source.baseAddress)
        stream.avail_in = UInt32(source.count)
        stream.next_out = target.baseAddress
        stream.avail_out = UInt32(clamping: target.count)
        guard deflate(&stream, Z_FINISH) == Z_STREAM_END else {
          preconditionFailure("deflateBound promised room enough")
        }
        count = target.count - Int(stream.avail_out)
      }
    }
  }
}
