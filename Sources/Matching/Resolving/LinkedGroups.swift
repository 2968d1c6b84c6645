import Primitives

/// The connected groups of a graph of links, each by itself a problem for the clusterer.
///
/// Links join only what they connect, so groups do not know each other: each may be clustered
/// alone, on any thread, and a group whose links did not change need not be clustered again.
struct LinkedGroups {
  /// Records of all groups, group after group, in order within each; records without a link stand
  /// in none.
  private(set) var records: [Int32] = []
  private(set) var recordStarts: [Int] = [0]
  /// Links of all groups, group after group.
  private(set) var links: [Clusterer.Link] = []
  private(set) var linkStarts: [Int] = [0]

  var count: Int { recordStarts.count - 1 }

  /// O(records + links).
  init(records count: Int, links all: [Clusterer.Link]) {
    var sets = DisjointSets(count: count)
    var linked = [Bool](repeating: false, count: count)
    for link in all {
      sets.union(Int(link.first), Int(link.second))
      linked[Int(link.first)] = true
      linked[Int(link.second)] = true
    }
    // Groups in order of their first records.
    var group = [Int32](repeating: -1, count: count)
    var sizes: [Int] = []
    for record in 0..<count where linked[record] {
      let root = sets.find(record)
      if group[root] < 0 {
        group[root] = Int32(sizes.count)
        sizes.append(0)
      }
      sizes[Int(group[root])] += 1
    }
    recordStarts = Self.starts(sizes)
    records = [Int32](repeating: 0, count: recordStarts[sizes.count])
    var next = recordStarts
    for record in 0..<count where linked[record] {
      let own = Int(group[sets.find(record)])
      records[next[own]] = Int32(record)
      next[own] += 1
    }
    var linkSizes = [Int](repeating: 0, count: sizes.count)
    for link in all { linkSizes[Int(group[sets.find(Int(link.first))])] += 1 }
    linkStarts = Self.starts(linkSizes)
    next = linkStarts
    links = [Clusterer.Link](
      repeating: Clusterer.Link(first: 0, second: 0, bits: 0), count: all.count)
    for link in all {
      let own = Int(group[sets.find(Int(link.first))])
      links[next[own]] = link
      next[own] += 1
    }
  }

  private static func starts(_ sizes: [Int]) -> [Int] {
    var starts = [0]
    starts.reserveCapacity(sizes.count + 1)
    for size in sizes { starts.append(starts[starts.count - 1] + size) }
    return starts
  }

  func records(of group: Int) -> ArraySlice<Int32> {
    records[recordStarts[group]..<recordStarts[group + 1]]
  }

  func links(of group: Int) -> ArraySlice<Clusterer.Link> {
    links[linkStarts[group]..<linkStarts[group + 1]]
  }
}
