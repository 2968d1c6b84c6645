import Primitives

/// Links as a column of pairs of ends that may still be exchanged. Without direction the smaller
/// end comes first.
struct LooseLinks {
  /// The ends of each link in one word, as they are kept in a table; see `PairTable`.
  var pairs: [UInt64]
  let isDirected: Bool

  init(from: [UInt32], to: [UInt32], isDirected: Bool) {
    pairs = zip(from, to).map { PairTable.key($0, $1) }
    self.isDirected = isDirected
  }

  var count: Int { pairs.count }

  @inline(__always)
  func from(_ link: Int) -> UInt32 { UInt32(truncatingIfNeeded: pairs[link] >> 32) }

  @inline(__always)
  func to(_ link: Int) -> UInt32 { UInt32(truncatingIfNeeded: pairs[link]) }

  @inline(__always)
  func key(_ a: UInt32, _ b: UInt32) -> UInt64 {
    isDirected || a < b ? PairTable.key(a, b) : PairTable.key(b, a)
  }

  /// The links in order, with the weights of as many links.
  func builder(nodeCount: Int, weights: [Double]?) -> GraphBuilder {
    var builder = GraphBuilder(nodeCount: nodeCount)
    builder.reserve(count)
    for link in 0..<count {
      if let weights {
        builder.add(Int(from(link)), Int(to(link)), weight: weights[link])
      } else {
        builder.add(from(link), to(link))
      }
    }
    return builder
  }
}
