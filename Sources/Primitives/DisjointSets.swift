/// Union–find with path halving and union by size.
///
/// - Complexity: A sequence of m operations on n members costs O(m α(n)).
///
/// > R. E. Tarjan, J. van Leeuwen. "Worst-case analysis of set union algorithms." 1984.
/// > DOI:[10.1145/62.2160](https://doi.org/10.1145/62.2160)
public struct DisjointSets: Sendable {
  private var parent: [UInt32]
  private var size: [UInt32]
  /// The number of sets left.
  public private(set) var setCount: Int

  /// `count` members, each alone in its set.
  public init(count: Int) {
    precondition(count >= 0 && count <= Int(UInt32.max), "members are counted in 32 bits")
    parent = (0..<UInt32(count)).map { $0 }
    size = [UInt32](repeating: 1, count: count)
    setCount = count
  }

  /// The representative of the member's set. It changes when sets are joined.
  public mutating func find(_ member: Int) -> Int {
    var at = member
    while parent[at] != UInt32(truncatingIfNeeded: at) {
      parent[at] = parent[Int(parent[at])]
      at = Int(parent[at])
    }
    return at
  }

  /// Joins two sets.
  ///
  /// - Returns: false when they already were one.
  @discardableResult
  public mutating func union(_ left: Int, _ right: Int) -> Bool {
    var a = find(left)
    var b = find(right)
    guard a != b else { return false }
    if size[a] < size[b] { swap(&a, &b) }
    parent[b] = UInt32(a)
    size[a] += size[b]
    setCount -= 1
    return true
  }

  /// Every member's set, numbered from 0 in the order in which the sets first appear.
  public mutating func labels() -> [Int] {
    var next = 0
    var label = [Int](repeating: -1, count: parent.count)
    return parent.indices.map { member in
      let root = find(member)
      if label[root] < 0 {
        label[root] = next
        next += 1
      }
      return label[root]
    }
  }
}
