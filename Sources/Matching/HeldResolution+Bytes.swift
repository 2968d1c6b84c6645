import Primitives
import Vocabulary

/// A held resolution's bytes that cannot be read.
public struct HeldResolutionDefect: Error, Hashable, Sendable {
  /// What is wrong, and what to do.
  public var reason: String
}

/// A held resolution as bytes, for the next night.
///
///     "matching-held 2\n"  model as text  settings  records by column  links  roots  hash
///
/// Numbers are little-endian; a list is its length and its values; the last eight bytes are a hash
/// of everything before. The bytes hold what the records say: keep them as the records are kept.
extension HeldResolution {
  static let magic = "matching-held 2\n"

  /// The state as bytes; the same state gives the same bytes.
  public var bytes: [UInt8] {
    var out = ByteColumns()
    out.bytes += Array(Self.magic.utf8)
    out.append(text: state.model.text)
    out.append(settings: state.settings, asOf: state.asOf)
    out.append(persons: state.persons)
    out.append(judgements: state.judgements, together: state.together)
    out.append(state.scored.map(\.first))
    out.append(state.scored.map(\.second))
    out.append(state.scored.map(\.bits.bitPattern))
    out.append(state.scored.map { UInt64(truncatingIfNeeded: $0.levels) })
    out.append(state.scored.map { UInt64(truncatingIfNeeded: $0.levels &>> 64) })
    out.append(state.roots)
    out.append(state.contradicted)
    out.append([Int64(state.candidatePairs)])
    out.append([out.hash])
    return out.bytes
  }

  /// Reads what `bytes` wrote.
  ///
  /// - Throws: When the bytes are cut off, changed, or of another version.
  public init(bytes: [UInt8]) throws(HeldResolutionDefect) {
    var input = try ByteColumnReader(bytes, magic: Self.magic)
    let model: MatchingModel
    do {
      model = try MatchingModel(text: try input.text())
    } catch let defect as MatchingModelDefect {
      throw HeldResolutionDefect(reason: "its model: line \(defect.line): \(defect.reason)")
    } catch {
      throw HeldResolutionDefect(reason: "its model cannot be read")
    }
    let (settings, asOf) = try input.settings()
    var persons = try input.persons()
    if let terms = model.terms { persons.weigh(by: terms) }
    let judgements = try input.judgements()
    let together = try input.together()
    state = ResolvedState(
      comparer: PairComparer(persons: persons), model: model, settings: settings, asOf: asOf,
      judgements: judgements, together: together)
    let firsts = try input.list(Int32.self)
    let seconds = try input.list(Int32.self)
    let bits = try input.list(UInt32.self)
    let low = try input.list(UInt64.self)
    let high = try input.list(UInt64.self)
    state.roots = try input.list(Int32.self)
    state.contradicted = try input.list(Int32.self)
    let counts = try input.list(Int64.self)
    let records = Int32(persons.count)
    guard Set([firsts.count, seconds.count, bits.count, low.count, high.count]).count == 1,
      state.roots.count == persons.count, counts.count == 1,
      [firsts, seconds, state.roots, state.contradicted].allSatisfy({
        $0.allSatisfy { $0 >= 0 && $0 < records }
      })
    else { throw HeldResolutionDefect(reason: "its links do not fit its records") }
    state.candidatePairs = Int(counts[0])
    state.scored = firsts.indices.map {
      ScoredCandidate(
        first: firsts[$0], second: seconds[$0], bits: Float(bitPattern: bits[$0]),
        levels: UInt128(high[$0]) &<< 64 | UInt128(low[$0]))
    }
  }
}

/// Columns written one after another.
struct ByteColumns {
  var bytes: [UInt8] = []

  /// The hash of everything so far.
  var hash: UInt64 { ValueHash.of(bytes[...]) }

  mutating func append<Value: BitwiseCopyable>(_ list: [Value]) {
    withUnsafeBytes(of: UInt64(list.count).littleEndian) { bytes.append(contentsOf: $0) }
    list.withUnsafeBytes { bytes.append(contentsOf: $0) }
  }

  mutating func append(text: String) { append(Array(text.utf8)) }

  mutating func append(texts: [String]) {
    append(texts.map { Int32($0.utf8.count) })
    append(texts.flatMap { Array($0.utf8) })
  }
}

/// Reads columns in the order in which they were written, and never beyond their end.
struct ByteColumnReader {
  private let bytes: [UInt8]
  private var at: Int

  init(_ bytes: [UInt8], magic: String) throws(HeldResolutionDefect) {
    guard bytes.starts(with: Array(magic.utf8)) else {
      throw HeldResolutionDefect(
        reason: "it does not begin with '\(magic.dropLast())': resolve everything anew")
    }
    // The last list is one hash of eight bytes behind its length.
    let end = bytes.count - 16
    var stored: UInt64 = 0
    if end >= magic.utf8.count {
      for byte in bytes[(end + 8)...].reversed() { stored = stored &<< 8 | UInt64(byte) }
    }
    guard end >= magic.utf8.count, ValueHash.of(bytes[..<end]) == stored else {
      throw HeldResolutionDefect(
        reason: "it is cut off or was changed: resolve everything anew")
    }
    self.bytes = bytes
    at = magic.utf8.count
  }

  mutating func list<Value: BitwiseCopyable>(
    _ type: Value.Type
  ) throws(HeldResolutionDefect) -> [Value] {
    guard at + 8 <= bytes.count else { throw Self.short }
    let count = bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: at, as: UInt64.self))
    }
    at += 8
    let size = MemoryLayout<Value>.stride
    guard count <= UInt64((bytes.count - at) / size) else { throw Self.short }
    let result = bytes.withUnsafeBytes { source in
      (0..<Int(count)).map {
        source.loadUnaligned(fromByteOffset: at + $0 * size, as: Value.self)
      }
    }
    at += Int(count) * size
    return result
  }

  mutating func text() throws(HeldResolutionDefect) -> String {
    String(decoding: try list(UInt8.self), as: UTF8.self)
  }

  mutating func texts() throws(HeldResolutionDefect) -> [String] {
    let lengths = try list(Int32.self)
    let letters = try list(UInt8.self)
    guard lengths.allSatisfy({ $0 >= 0 }), lengths.reduce(0, { $0 + Int($1) }) == letters.count
    else { throw Self.short }
    var start = 0
    return lengths.map { length in
      defer { start += Int(length) }
      return String(decoding: letters[start..<(start + Int(length))], as: UTF8.self)
    }
  }

  private static let short = HeldResolutionDefect(
    reason: "a list is longer than the bytes: resolve everything anew")
}
