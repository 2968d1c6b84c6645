import Synchronization

/// Bytes, one after the other, from wherever they come.
///
/// One thread at a time may call `read`; any thread may ask `bytesRead` while it does.
public protocol ByteSource: AnyObject, Sendable {
  /// Fills the front of `buffer` with the next bytes.
  ///
  /// - Returns: How many bytes were written: at least 1, unless the source is at its end or the
  ///   buffer is empty; then 0.
  /// - Throws: What the source cannot get over: a read failure, a broken gzip.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int

  /// Bytes taken so far from the thing itself: for a gzip, packed bytes. For showing progress.
  var bytesRead: Int { get }
}

extension ByteSource {
  /// Reads until `buffer` is full or the source is at its end.
  func readFully(into buffer: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      if count == 0 { break }
      filled += count
    }
    return filled
  }

  /// Everything the source has left. For small sources only: it is all held at once.
  public func readAll() throws(TabularError) -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let piece = try readBytes(upTo: 1 << 16)
      if piece.isEmpty { return all }
      all += piece
    }
  }

  /// The next bytes, as many as there are up to `count`.
  func readBytes(upTo count: Int) throws(TabularError) -> [UInt8] {
    var failure: TabularError?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      do throws(TabularError) {
        filled = try readFully(into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        filled = 0
        failure = error
      }
    }
    if let failure { throw failure }
    return bytes
  }
}

/// Bytes that are already in memory.
///
/// Unchecked, because the position is written without a lock: one thread at a time reads.
public final class MemorySource: ByteSource, @unchecked Sendable {
  private let bytes: [UInt8]
  private let pieceBytes: Int
  private let position = Atomic<Int>(0)

  /// - Parameters:
  ///   - bytes: The whole content.
  ///   - pieceBytes: The most bytes handed out at once; small values try a reader's boundaries.
  public init(_ bytes: [UInt8], pieceBytes: Int = .max) {
    precondition(pieceBytes >= 1, "a piece is at least one byte")
    self.bytes = bytes
    self.pieceBytes = pieceBytes
  }

  /// The UTF-8 of a text.
  public convenience init(text: String) { self.init(Array(text.utf8)) }

  public var bytesRead: Int { position.load(ordering: .relaxed) }

  public func read(into buffer: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    let start = bytesRead
    let count = min(buffer.count, pieceBytes, bytes.count - start)
    guard count > 0 else { return 0 }
    buffer.copyBytes(from: bytes[start..<(start + count)])
    position.store(start + count, ordering: .relaxed)
    return count
  }
}

/// Bytes that were looked at already, then the rest of the source they came from.
final class PrefixedSource: ByteSource, @unchecked Sendable {
  private var head: ArraySlice<UInt8>
  private let rest: any ByteSource

  init(head: [UInt8], rest: any ByteSource) {
    self.head = head[...]
    self.rest = rest
  }

  var bytesRead: Int { rest.bytesRead }

  func read(into buffer: UnsafeMutableRawBufferPointer) throws(TabularError) -> Int {
    if head.isEmpty { return try rest.read(into: buffer) }
    let count = min(buffer.count, head.count)
    buffer.copyBytes(from: head.prefix(count))
    head = head.dropFirst(count)
    return count
  }
}
