import Synchronization

/// The unpacked bytes of a gzip (RFC 1952) of one or more members.
///
/// An inflater stops at the end of each member, so members are looped over: a reader that stopped
/// at the first would lose every later row without a word. CRC and length of each are checked.
/// What follows the last member must be another member or nothing.
public final class GzipSource: ByteSource, @unchecked Sendable {
  /// The two bytes every gzip member begins with.
  static let magic: [UInt8] = [0x1F, 0x8B]
  /// What is read of the file at once. Some reads for each block of text.
  private static let inputBytes = 1 << 17

  private let packed: any ByteSource
  private let limits: ReadingLimits
  private let inflater: Inflater
  private let input: UnsafeMutableRawBufferPointer
  private var isAtMemberStart = true
  private var isAtEnd = false
  private var members = 0
  private var packedBytes = 0
  private var expandedBytes = 0

  /// - Parameters:
  ///   - packed: Gives the packed bytes.
  ///   - limits: How far they may unpack.
  public convenience init(
    _ packed: any ByteSource, limits: ReadingLimits
  ) throws(TabularError) {
    try self.init(packed, limits: limits, library: .fastest)
  }

  init(
    _ packed: any ByteSource, limits: ReadingLimits, library: InflateLibrary
  ) throws(TabularError) {
    guard let inflater = Inflater(library) else {
      throw TabularError(
        code: "TABULAR-GZIP", message: "unpacking could not be started", mend: "free some memory")
    }
    self.packed = packed
    self.limits = limits
    self.inflater = inflater
    input = .allocate(byteCount: GzipSource.inputBytes, alignment: 64)
  }

  deinit { input.deallocate() }

  public var bytesRead: Int { packed.bytesRead }

  /// Unpacks the next bytes.
  ///
  /// - Throws: `TABULAR-GZIP-CUT`, `TABULAR-GZIP-DAMAGED`, `TABULAR-GZIP-TRAILING`,
  ///   `TABULAR-GZIP-EXPANSION`, or what the packed source throws.
  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    guard let start = buffer.baseAddress, !buffer.isEmpty else { return 0 }
    while !isAtEnd {
      if isAtMemberStart, try !beginMember() { return 0 }
      // What was taken before may not all have come out, so the end of the file is not yet a cut.
      var isDry = false
      if inflater.inputCount == 0 { isDry = try refill() == 0 }
      let inputBefore = inflater.inputCount
      let room = UnsafeMutableBufferPointer(
        start: start.assumingMemoryBound(to: UInt8.self), count: buffer.count)
      let (step, produced) = inflater.unpack(into: room)
      packedBytes += inputBefore - inflater.inputCount
      expandedBytes += produced
      switch step {
      case .going: if isDry, produced == 0 { throw cut() }
      case .memberEnd:
        members += 1
        isAtMemberStart = true
      case .damaged(let words): throw damaged(words)
      }
      try checkExpansion()
      if produced > 0 { return produced }
    }
    return 0
  }

  /// Looks at the two bytes that must begin a member; false at the end of the file.
  private func beginMember() throws(TabularError) -> Bool {
    while inflater.inputCount < 2 {
      if try refill() == 0 { break }
    }
    let count = min(2, inflater.inputCount)
    if count == 0, members > 0 {
      isAtEnd = true
      return false
    }
    if count == 0 { throw cut() }
    guard let next = inflater.input else {
      preconditionFailure("an inflater with input knows where it is")
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
    let left = inflater.inputCount
    guard let base = input.baseAddress else {
      preconditionFailure("the input buffer is never empty")
    }
    if left > 0, let next = inflater.input { base.copyMemory(from: next, byteCount: left) }
    let added = try packed.read(into: UnsafeMutableRawBufferPointer(rebasing: input[left...]))
    inflater.give(base.assumingMemoryBound(to: UInt8.self), count: left + added)
    return added
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
      mend: "deliver it in several files; if the content is known to be sound, raise "
        + "\(isOverRatio ? "unpacked_ratio" : "unpacked_bytes") under limits: in feed.yaml")
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
