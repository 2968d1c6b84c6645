// The two ways to reach the next level, and the way back: the loops in which all the time goes.
//
// Bounds hold by the invariants of `Adjacency`, and room is made before each row, so they go
// without checks. Whether an entry is kept is added, not asked: a branch that is wrong a third of
// the time costs more than a store that is overwritten. Reaching the fat levels by pulling took
// 40 % off the whole on 20,000 nodes and 200,000 links; sixteen or 32 lanes were no faster than
// eight, because their rows no longer fit in 2 MB.
extension LaneWalk {
  @inline(__always)
  private static func bits(_ row: Row) -> Mask { unsafeBitCast(row, to: Mask.self) }

  @inline(__always)
  private static func row(_ bits: Mask) -> Row { unsafeBitCast(bits, to: Row.self) }

  /// Each node of the level hands its ways on to the neighbours not seen before.
  func push(_ level: Range<Int>, _ forward: Entries, _ backward: Entries) {
    let (ways, masks, seen, front, arrived) = (ways, masks, seen, front, arrived)
    let (offsets, targets, marks) = (forward.offsets, forward.targets, forward.marks)
    var arrivals = 0
    for place in level {
      let node = Int(visits.base[place].node)
      let lanes = Lanes(truncatingIfNeeded: visits.base[place].lanes)
      var position = Int(offsets[node])
      let last = Int(offsets[node &+ 1])
      links.reserve(last &- position)
      let first = links.base + links.count
      var end = first
      while position < last {
        let target = targets[position]
        let shared = lanes & marks[position] & ~seen[Int(target)]
        end.pointee = Link(node: target, lanes: UInt32(shared))
        end += shared == 0 ? 0 : 1
        position &+= 1
      }
      let here = Self.bits(ways[node])
      var link = first
      while link < end {
        let target = Int(link.pointee.node)
        let shared = link.pointee.lanes
        let before = front[target]
        arrived[arrivals] = link.pointee.node
        arrivals &+= before == 0 ? 1 : 0
        front[target] = before | Lanes(truncatingIfNeeded: shared)
        ways[target] += Self.row(here & masks[Int(shared)])
        link += 1
      }
      visits.base[place].after = links.count
      visits.base[place].afterCount = UInt32(truncatingIfNeeded: end - first)
      links.count &+= end - first
    }
    visits.reserve(arrivals)
    pushCost = 0
    for place in 0..<arrivals {
      let node = Int(arrived[place])
      visits.append(Visit(node: arrived[place], lanes: UInt32(front[node])))
      enter(node, front[node], forward, backward)
      front[node] = 0
    }
  }

  /// Each node not yet seen in all lanes looks for neighbours on the level.
  func pull(_ level: Range<Int>, _ forward: Entries, _ backward: Entries) {
    let (ways, masks, seen, front) = (ways, masks, seen, front)
    let (offsets, targets, marks) = (backward.offsets, backward.targets, backward.marks)
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
      let first = links.base + links.count
      var end = first
      var found: Lanes = 0
      while position < last {
        let source = targets[position]
        let shared = open & marks[position] & front[Int(source)]
        found |= shared
        end.pointee = Link(node: source, lanes: UInt32(shared))
        end += shared == 0 ? 0 : 1
        position &+= 1
      }
      if found == 0 { continue }
      var sum = ways[node]
      var link = first
      while link < end {
        sum +=
          Self.row(Self.bits(ways[Int(link.pointee.node)]) & masks[Int(link.pointee.lanes)])
        link += 1
      }
      ways[node] = sum
      var visit = Visit(node: UInt32(truncatingIfNeeded: node), lanes: UInt32(found))
      visit.before = links.count
      visit.beforeCount = UInt32(truncatingIfNeeded: end - first)
      links.count &+= end - first
      visits.reserve(1)
      visits.append(visit)
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
    var level = levels.count &- 2
    while level >= 0 {
      let places = levels[level].begin..<levels[level &+ 1].begin
      let nextIsPulled = levels[level &+ 1].pulled && levels[level &+ 1].begin < visits.count
      if levels[level].pulled {
        // What this level hands on is summed in the level before, from nothing.
        let share = share
        for place in levels[level &- 1].begin..<levels[level].begin {
          let visit = visits.base[place]
          share[Int(visit.node)] = Self.row(
            Self.bits(share[Int(visit.node)]) & ~masks[Int(visit.lanes)])
        }
      }
      settle(
        places, nextIsPulled: nextIsPulled, handsOn: levels[level].pulled, counts: level > 0)
      level &-= 1
    }
  }

  private func settle(_ places: Range<Int>, nextIsPulled: Bool, handsOn: Bool, counts: Bool) {
    let (ways, share, sums, masks, seen) = (ways, share, sums, masks, seen)
    let (visits, links) = (visits.base, links.base)
    var place = places.upperBound
    while place > places.lowerBound {
      place &-= 1
      let visit = visits + place
      let node = Int(visit.pointee.node)
      let mask = masks[Int(visit.pointee.lanes)]
      var sum = Row.zero
      if nextIsPulled {
        sum = Self.row(Self.bits(share[node]) & mask)
      } else {
        var link = links + visit.pointee.after
        let end = link + Int(visit.pointee.afterCount)
        while link < end {
          let there = Self.bits(share[Int(link.pointee.node)])
          sum += Self.row(there & masks[Int(link.pointee.lanes)])
          link += 1
        }
      }
      let here = ways[node]
      let dependency = here * sum
      if counts { sums[node] += dependency }
      // 1 / 0 in lanes that are not on this level is cut off by the mask.
      let own = Self.bits((1 + dependency) / here) & mask
      if handsOn {
        var link = links + visit.pointee.before
        let end = link + Int(visit.pointee.beforeCount)
        while link < end {
          let to = Int(link.pointee.node)
          share[to] += Self.row(own & masks[Int(link.pointee.lanes)])
          link += 1
        }
      } else {
        share[node] = Self.row(own | (Self.bits(share[node]) & ~mask))
      }
      ways[node] = Self.row(Self.bits(here) & ~mask)
      seen[node] = 0
    }
  }
}
