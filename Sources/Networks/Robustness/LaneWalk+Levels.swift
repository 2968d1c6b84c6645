// The two ways to reach the next level, and the way back: the loops in which all the time goes.
//
// Bounds hold by the invariants of `Adjacency`, and room is made before each row, so they go
// without checks. Whether an entry is kept is added, not asked: a branch that is wrong a third of
// the time costs more than a store that is overwritten.
//
// On 20,000 nodes and 200,000 links, for eight draws and one source: 2.2 ms, 2.0 with links as two
// columns and visits of 16 bytes, 1.9 pulling as soon as that reads twice what pushing would. A
// sketch that only pushed took half as long again. In the sketch 16 and 32 lanes took as long a
// lane as eight (a sketch with pulling: 224, 224, 213 µs), presumably because their rows no longer
// fit in the 2 MB of the second cache; eight keep the memory small.
extension LaneWalk {
  @inline(__always)
  private static func bits(_ row: Row) -> Mask { unsafeBitCast(row, to: Mask.self) }

  @inline(__always)
  private static func row(_ bits: Mask) -> Row { unsafeBitCast(bits, to: Row.self) }

  /// Each node of the level hands its ways on to the neighbours not seen before.
  func push(_ level: Range<Int>, _ forward: Entries, _ backward: Entries) {
    let (ways, masks, seen, front, arrived) = (ways, masks, seen, front, arrived)
    let (offsets, targets, marks) = (forward.offsets, forward.targets, forward.marks)
    var links = links
    defer { self.links = links }
    let visits = visits.base
    let begin = links.count
    var arrivals = 0
    for place in level {
      let node = Int(visits[place].node)
      let lanes = Lanes(truncatingIfNeeded: visits[place].lanes)
      var position = Int(offsets[node])
      let last = Int(offsets[node &+ 1])
      links.reserve(last &- position)
      let (linkNodes, linkLanes) = (links.nodes, links.lanes)
      var link = links.count
      var end = link
      while position < last {
        let target = targets[position]
        let shared = lanes & marks[position] & ~seen[Int(target)]
        linkNodes[end] = target
        linkLanes[end] = shared
        end &+= shared == 0 ? 0 : 1
        position &+= 1
      }
      let here = Self.bits(ways[node])
      while link < end {
        let target = Int(linkNodes[link])
        let shared = linkLanes[link]
        let before = front[target]
        arrived[arrivals] = linkNodes[link]
        arrivals &+= before == 0 ? 1 : 0
        front[target] = before | shared
        ways[target] += Self.row(here & masks[Int(shared)])
        link &+= 1
      }
      links.count = end
      visits[place].afterEnd = UInt32(truncatingIfNeeded: end &- begin)
    }
    enterArrived(arrivals, forward, backward)
  }

  /// Makes the nodes pushed to the next level.
  private func enterArrived(_ arrivals: Int, _ forward: Entries, _ backward: Entries) {
    var visits = visits
    visits.reserve(arrivals)
    pushCost = 0
    for place in 0..<arrivals {
      let node = Int(arrived[place])
      visits.append(Visit(node: arrived[place], lanes: UInt32(front[node])))
      enter(node, front[node], forward, backward)
      front[node] = 0
    }
    self.visits = visits
  }

  /// Each node not yet seen in all lanes looks for neighbours on the level.
  func pull(_ level: Range<Int>, _ forward: Entries, _ backward: Entries) {
    let (ways, masks, seen, front) = (ways, masks, seen, front)
    let (offsets, targets, marks) = (backward.offsets, backward.targets, backward.marks)
    var (links, visits) = (links, visits)
    defer { (self.links, self.visits) = (links, visits) }
    let begin = links.count
    var live: Lanes = 0
    for place in level {
      let lanes = Lanes(truncatingIfNeeded: visits.base[place].lanes)
      front[Int(visits.base[place].node)] = lanes
      live |= lanes
    }
    pushCost = 0
    for node in 0..<nodeCount {
      let open = live & ~seen[node]
      if open == 0 { continue }
      var position = Int(offsets[node])
      let last = Int(offsets[node &+ 1])
      links.reserve(last &- position)
      let (linkNodes, linkLanes) = (links.nodes, links.lanes)
      var link = links.count
      var end = link
      var found: Lanes = 0
      while position < last {
        let source = targets[position]
        let shared = open & marks[position] & front[Int(source)]
        found |= shared
        linkNodes[end] = source
        linkLanes[end] = shared
        end &+= shared == 0 ? 0 : 1
        position &+= 1
      }
      if found == 0 { continue }
      var sum = ways[node]
      while link < end {
        sum += Self.row(Self.bits(ways[Int(linkNodes[link])]) & masks[Int(linkLanes[link])])
        link &+= 1
      }
      ways[node] = sum
      links.count = end
      visits.reserve(1)
      visits.append(
        Visit(
          node: UInt32(truncatingIfNeeded: node), lanes: UInt32(found),
          beforeEnd: UInt32(truncatingIfNeeded: end &- begin)))
      enter(node, found, forward, backward)
    }
    for place in level { front[Int(visits.base[place].node)] = 0 }
  }

  @inline(__always)
  private func enter(_ node: Int, _ lanes: Lanes, _ forward: Entries, _ backward: Entries) {
    let now = seen[node] | lanes
    seen[node] = now
    pushCost &+= Int(forward.offsets[node &+ 1] &- forward.offsets[node])
    if now == self.lanes {
      pullCost &-= Int(backward.offsets[node &+ 1] &- backward.offsets[node])
    }
  }

  /// Adds what the ways from the source depend on each node, farthest level first, and leaves the
  /// columns as the next search wants them.
  ///
  /// The share of a node is read by the level before (reached by pushing), or handed to it
  /// (reached by pulling). A node on several levels has a share a lane, written when its lane is
  /// done.
  func collect() {
    let (visits, share, masks) = (visits.base, share, masks)
    // The last level is empty: nothing was found any more.
    for level in levels.indices.reversed() {
      if levels[level].pulled {
        // What this level hands on is summed in the level before, from nothing.
        for place in levels[level - 1].begin..<levels[level].begin {
          let node = Int(visits[place].node)
          share[node] = Self.row(Self.bits(share[node]) & ~masks[Int(visits[place].lanes)])
        }
      }
      if level + 1 < levels.count { settle(level) }
    }
  }

  private func settle(_ level: Int) {
    let (ways, share, sums, masks, seen) = (ways, share, sums, masks, seen)
    let (linkNodes, linkLanes) = (links.nodes, links.lanes)
    let visits = visits.base
    let (this, next) = (levels[level], levels[level + 1])
    for place in this.begin..<next.begin {
      let visit = visits + place
      let node = Int(visit.pointee.node)
      let mask = masks[Int(visit.pointee.lanes)]
      var sum = Row.zero
      if next.pulled {
        sum = Self.row(Self.bits(share[node]) & mask)
      } else {
        var link = next.links + (place == this.begin ? 0 : Int(visit[-1].afterEnd))
        let end = next.links + Int(visit.pointee.afterEnd)
        while link < end {
          sum += Self.row(Self.bits(share[Int(linkNodes[link])]) & masks[Int(linkLanes[link])])
          link &+= 1
        }
      }
      let here = ways[node]
      let dependency = here * sum
      // The source itself, alone on the first level, stands between nobody.
      if level > 0 { sums[node] += dependency }
      // 1 / 0 in lanes that are not on this level is cut off by the mask.
      let own = Self.bits((1 + dependency) / here) & mask
      if this.pulled {
        var link = this.links + (place == this.begin ? 0 : Int(visit[-1].beforeEnd))
        let end = this.links + Int(visit.pointee.beforeEnd)
        while link < end {
          share[Int(linkNodes[link])] += Self.row(own & masks[Int(linkLanes[link])])
          link &+= 1
        }
      } else {
        share[node] = Self.row(own | (Self.bits(share[node]) & ~mask))
      }
      ways[node] = Self.row(Self.bits(here) & ~mask)
      seen[node] = 0
    }
  }
}
