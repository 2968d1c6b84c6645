import Primitives

@testable import Tabular

/// Gzips. The first byte says whether the rest is a gzip as it stands or is to be packed first and
/// then changed in places, since chance alone makes no checksum right.
///
/// Laws: every library takes the same files and gives the same bytes; no boundary of reading
/// changes anything; never more comes out than the limits allow.
enum GzipTarget {
  private static let limits = ReadingLimits(
    expandedBytesMax: 1 << 20, expansionRatioMax: 50, expansionFloorBytes: 1 << 12)

  static func fault(_ input: [UInt8]) -> String? {
    guard let way = input.first else { return nil }
    let packed = way & 1 == 0 ? Array(input.dropFirst()) : made(Array(input.dropFirst()), way)
    var texts: [[UInt8]?] = []
    for library in InflateLibrary.allCases {
      for pieceBytes in [Int.max, 1 + Int(way >> 4)] {
        texts.append(unpack(packed, library, pieceBytes: pieceBytes))
      }
    }
    if texts.contains(where: { $0 != texts[0] }) {
      return "libraries or boundaries change what comes out"
    }
    if let text = texts[0] ?? nil, text.count > limits.expandedBytesMax {
      return "more came out than the limit allows"
    }
    return nil
  }

  /// One to four members of an input's parts; the first bytes say where and what to change.
  private static func made(_ input: [UInt8], _ way: UInt8) -> [UInt8] {
    let edits = input.prefix(6)
    let text = Array(input.dropFirst(6))
    var packed: [UInt8] = []
    let members = 1 + Int(way >> 1 & 3)
    for member in 0..<members {
      let from = text.count * member / members
      let to = text.count * (member + 1) / members
      packed += GzipWriter.pack(Array(text[from..<to]), level: way & 8 == 0 ? 6 : 0)
    }
    // Pairs of a place, counted from the nearer end of the file, and a change; no change is one.
    for pair in stride(from: 0, to: edits.count - 1, by: 2) {
      let place = Int(Int8(bitPattern: edits[pair]))
      let at = place >= 0 ? place : packed.count + place
      if packed.indices.contains(at) { packed[at] ^= edits[pair + 1] }
    }
    return packed
  }

  /// nil when it is refused.
  private static func unpack(
    _ packed: [UInt8], _ library: InflateLibrary, pieceBytes: Int
  ) -> [UInt8]? {
    do throws(TabularError) {
      return try GzipSource(
        MemorySource(packed, pieceBytes: pieceBytes), limits: limits, library: library
      ).readAll()
    } catch {
      return nil
    }
  }
}
