#if ISAL
  import CISAL
#endif
import CZlib

/// Which library unpacks. What comes out, and every error, is the same with each.
enum InflateLibrary: CaseIterable {
  case zlib
  #if ISAL
    /// Intel's Intelligent Storage Acceleration Library, where the machine had it at build time.
    case isal
  #endif

  /// The one to use: ISA-L unpacks some 2.6 times faster than zlib.
  static var fastest: InflateLibrary {
    #if ISAL
      .isal
    #else
      .zlib
    #endif
  }
}

/// Unpacks one gzip member after another. The only file that knows what does it.
///
/// Its pointers lead to the caller's two buffers, which must stay where they are as long as the
/// input lasts, and during a call.
final class Inflater {
  /// How far a call came.
  enum Step: Equatable {
    /// It wants more input or more room.
    case going
    /// The member is whole, and its CRC and length are right.
    case memberEnd
    /// The kind of damage, never the data.
    case damaged(String)
  }

  private let zlib: UnsafeMutablePointer<z_stream>?
  #if ISAL
    private let isal: UnsafeMutablePointer<inflate_state>?
    /// The header that is being passed over; nil behind it.
    private var header: GzipHeader? = GzipHeader()
  #endif
  private(set) var input: UnsafePointer<UInt8>?
  private(set) var inputCount = 0

  /// - Returns: nil when there is no memory left.
  init?(_ library: InflateLibrary) {
    switch library {
    case .zlib:
      let stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
      stream.initialize(to: z_stream())
      zlib = stream
      #if ISAL
        isal = nil
      #endif
      guard czlib_inflate_init_gzip(stream) == Z_OK else { return nil }
    #if ISAL
      case .isal:
        zlib = nil
        let state = UnsafeMutablePointer<inflate_state>.allocate(capacity: 1)
        cisal_begin_member(state)
        isal = state
    #endif
    }
  }

  deinit {
    if let zlib {
      inflateEnd(zlib)
      zlib.deallocate()
    }
    #if ISAL
      isal?.deallocate()
    #endif
  }

  /// Says where the packed bytes are that have not been unpacked.
  func give(_ bytes: UnsafePointer<UInt8>, count: Int) {
    (input, inputCount) = (bytes, count)
  }

  /// Unpacks into `room` until the input or the room runs out, or a member ends.
  ///
  /// - Returns: How far it came, and the bytes written.
  func unpack(into room: UnsafeMutableBufferPointer<UInt8>) -> (step: Step, produced: Int) {
    let room = UnsafeMutableBufferPointer(rebasing: room.prefix(1 << 30))
    #if ISAL
      if let isal { return unpack(isal, room) }
    #endif
    if let zlib { return unpack(zlib, room) }
    preconditionFailure("an inflater has one of the libraries")
  }

  private func unpack(
    _ stream: UnsafeMutablePointer<z_stream>, _ room: UnsafeMutableBufferPointer<UInt8>
  ) -> (Step, Int) {
    // zlib reads only, but its field is not const.
    stream.pointee.next_in = UnsafeMutablePointer(mutating: input)
    stream.pointee.avail_in = UInt32(inputCount)
    stream.pointee.next_out = room.baseAddress
    stream.pointee.avail_out = UInt32(room.count)
    let outcome = inflate(stream, Z_NO_FLUSH)
    input = UnsafePointer(stream.pointee.next_in)
    inputCount = Int(stream.pointee.avail_in)
    let produced = room.count - Int(stream.pointee.avail_out)
    switch outcome {
    case Z_OK, Z_BUF_ERROR: return (.going, produced)
    case Z_STREAM_END:
      guard inflateReset(stream) == Z_OK else { return (.damaged("zlib lost its state"), produced) }
      return (.memberEnd, produced)
    default:
      let words = stream.pointee.msg.map { String(cString: $0) }
      return (.damaged(Self.plain(words ?? "zlib says \(outcome)")), produced)
    }
  }

  /// zlib's words for a kind of damage, coarser where ISA-L tells less apart.
  private static func plain(_ words: String) -> String {
    switch words {
    case "incorrect length check", "header crc mismatch": "incorrect data check"
    case "invalid literal/length code", "invalid distance code": "invalid code"
    case "invalid distance too far back": words
    case "incorrect data check", "unknown compression method": words
    case "incorrect header check", "unknown header flags set": "incorrect header check"
    case let other where other.hasPrefix("zlib"): other
    default: "invalid block"
    }
  }

  #if ISAL
    private func unpack(
      _ state: UnsafeMutablePointer<inflate_state>, _ room: UnsafeMutableBufferPointer<UInt8>
    ) -> (Step, Int) {
      if let stop = passHeader() { return (stop, 0) }
      state.pointee.next_in = UnsafeMutablePointer(mutating: input)
      state.pointee.avail_in = UInt32(inputCount)
      state.pointee.next_out = room.baseAddress
      state.pointee.avail_out = UInt32(room.count)
      let outcome = isal_inflate(state)
      input = UnsafePointer(state.pointee.next_in)
      inputCount = Int(state.pointee.avail_in)
      let produced = room.count - Int(state.pointee.avail_out)
      guard outcome >= 0 else {
        // Where zlib sees the wrong CRC, ISA-L has taken the four bytes of the length, too.
        if outcome == ISAL_INCORRECT_CHECKSUM { inputCount += 4 }
        return (.damaged(Self.words(outcome)), produced)
      }
      guard cisal_is_at_member_end(state) != 0 else { return (.going, produced) }
      cisal_next_member(state)
      header = GzipHeader()
      return (.memberEnd, produced)
    }

    /// Goes behind the member's header; nil when it is there.
    private func passHeader() -> Step? {
      guard var passing = header else { return nil }
      while inputCount > 0, let byte = input?.pointee {
        input = input?.successor()
        inputCount -= 1
        switch passing.take(byte) {
        case .going: continue
        case .damaged(let words): return .damaged(words)
        case .end:
          header = nil
          return nil
        }
      }
      header = passing
      return .going
    }

    private static func words(_ outcome: CInt) -> String {
      switch outcome {
      case ISAL_INVALID_SYMBOL: "invalid code"
      case ISAL_INVALID_LOOKBACK: "invalid distance too far back"
      case ISAL_INCORRECT_CHECKSUM: "incorrect data check"
      case ISAL_UNSUPPORTED_METHOD: "unknown compression method"
      case ISAL_INVALID_WRAPPER: "incorrect header check"
      default: "invalid block"
      }
    }
  #endif
}
