import CZlib
import Synchronization

/// The unpacked bytes of a gzip (RFC 1952) of one or more members.
///
/// zlib stops at the end of each member, so members are looped over: a reader that stopped at the
/// first would lose every later row without a word. CRC and length of each member are checked.
/// What follows the last member must be another member or nothing.
public final class GzipSource: ByteSource, @unchecked Sendable {
  /// The two bytes every gzip member begins with.
  static let magic: [UInt8] = [0x1F, 0x8B]
  private static let inputBytes = 1 << 16

  private let packed: any ByteSource
  private let limits: ReadingLimits
  private let stream: UnsafeMutablePointer<z_stream>
  private let input: UnsafeMutableRawBufferPointer
  private var isAtMemberStart = true
  private var isAtEnd = false
  private var members = 0
  private var packedBytes = 0
  private var expandedBytes = 0

  /// - Parameters:
  ///   - packed: Gives the packed bytes.
  ///   - limits: How far they may unpack.
  public init(_ packed: any ByteSource, limits: ReadingLimits) throws(TabularError) {
    self.packed = packed
    self.limits = limits
    stream = .allocate(capacity: 1)
    stream.initialize(to: z_stream())
    input = .allocate(byteCount: GzipSource.inputBytes, alignment: 16)
    guard czlib_inflate_init_gzip(stream) == Z_OK else {
      throw TabularError(
        code: "TABULAR-GZIP", message: "zlib could not be started", mend: "free some memory")
    }
  }

  deinit {
    inflateEnd(stream)
    stream.deinitialize(count: 1)
    stream.deallocate()
    input.deallocate()
  }

  public var bytesRead: Int { packed.bytesRead }

  /// Unpacks the next bytes.
  ///
  /// - Throws: `TABULAR-GZIP-CUT`, `TABULAR-GZIP-DAMAGED`, `TABULAR-GZIP-TRAILING`,
  ///   `TABULAR-GZIP-EXPANSION`, or what the packed source throws.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    guard let start = buffer.baseAddress, !buffer.isEmpty else { return 0 }
    while !isAtEnd {
      if isAtMemberStart, try !beginMember() { return 0 }
      if stream.pointee.avail_in == 0, try refill() == 0 { throw cut() }
      let room = min(buffer.count, 1 << 30)
      let inputBefore = Int(stream.pointee.avail_in)
      stream.pointee.next_out = start.assumingMemoryBound(to: UInt8.self)
      stream.pointee.avail_out = UInt32(room)
      let outcome = inflate(stream, Z_NO_FLUSH)
      let produced = room - Int(stream.pointee.avail_out)
      packedBytes += inputBefore - Int(stream.pointee.avail_in)
      expandedBytes += produced
      try check(outcome)
      try checkExpansion()
      if produced > 0 { return produced }
    }
    return 0
  }

  /// Looks at the two bytes that must begin a member; false at the end of the file.
  private func beginMember() throws(TabularError) -> Bool {
    while stream.pointee.avail_in < 2 {
      if try refill() == 0 { break }
    }
    let count = min(2, Int(stream.pointee.avail_in))
    if count == 0, members > 0 {
      isAtEnd = true
      return false
    }
    if count == 0 { throw cut() }
    guard let next = stream.pointee.next_in else {
      preconditionFailure("zlib holds input but does not say where")
    }
    for position in 0..<count where next[position] != GzipSource.magic[position] {
      throw TabularError(
        code: members == 0 ? "TABULAR-GZIP-DAMAGED" : "TABULAR-GZIP-TRAILING",
        message: members == 0
          ? "this is not a gzip"
          : "after \(members) whole gzip member(s) something else follows, at packed byte "
            + "\(packedBytes)",
        mend: "pack the file again; only gzip members may follow one another")
    }
    isAtMemberStart = false
    return true
  }

  /// Moves what is left to the front and fills up behind it; the number of bytes added.
  private func refill() throws(TabularError) -> Int {
    let left = Int(stream.pointee.avail_in)
    guard let base = input.baseAddress else {
      preconditionFailure("the input buffer is never empty")
    }
    if left > 0, let next = stream.pointee.next_in {
      base.copyMemory(from: next, byteCount: left)
    }
    let added = try packed.read(into: UnsafeMutableRawBufferPointer(rebasing: input[left...]))
    stream.pointee.next_in = base.assumingMemoryBound(to: UInt8.self)
    stream.pointee.avail_in = UInt32(left + added)
    return added
  }

  private func check(_ outcome: CInt) throws(TabularError) {
    switch outcome {
    case Z_OK, Z_BUF_ERROR: return
    case Z_STREAM_END:
      members += 1
      isAtMemberStart = true
      guard inflateReset(stream) == Z_OK else { throw damaged("zlib lost its state") }
    default:
      // zlib's own words name the kind of damage (`incorrect data check`), never the data.
      throw damaged(stream.pointee.msg.map { String(cString: $0) } ?? "zlib says \(outcome)")
    }
  }

  private func checkExpansion() throws(TabularError) {
    let ratio = limits.expansionRatioMax.multipliedReportingOverflow(by: packedBytes)
    let isOverRatio =
      expandedBytes > limits.expansionFloorBytes && !ratio.overflow
      && expandedBytes > ratio.partialValue
    guard isOverRatio || expandedBytes > limits.expandedBytesMax else { return }
    throw TabularError(
      code: "TABULAR-GZIP-EXPANSION",
      message: "\(packedBytes) packed bytes have unpacked to more than "
        + "\(isOverRatio ? ratio.partialValue : limits.expandedBytesMax)",
      mend: "deliver it in several files, or raise the limit if the content is known to be sound")
  }

  private func cut() -> TabularError {
    TabularError(
      code: "TABULAR-GZIP-CUT",
      message: "the gzip ends in the middle, at packed byte \(packedBytes)",
      mend: "the delivery was cut off; deliver the file again")
  }

  private func damaged(_ words: String) -> TabularError {
    TabularError(
      code: "TABULAR-GZIP-DAMAGED",
      message: "the gzip is damaged near packed byte \(packedBytes): \(words)",
      mend: "deliver the file again")
  }
}
