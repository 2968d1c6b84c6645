extension LeidenLevel {
  /// The next graph: each part becomes a node.
  func aggregated(_ parts: LeidenMembers) -> LeidenLevel {
    var newMass = [Double](repeating: 0, count: parts.count)
    for node in 0..<nodeCount { newMass[Int(parts.labels[node])] += mass[node] }
    var newOffsets = [UInt32](repeating: 0, count: parts.count + 1)
    var newWeights: [Double] = []
    var ends = 0.0
    // Pages of the two arrays that nothing is written to are never brought in.
    let newTargets = [UInt32](unsafeUninitializedCapacity: entryCount) { newTargets, filled in
      newWeights = [Double](unsafeUninitializedCapacity: entryCount) { newWeights, count in
        let folding = LeidenFolding(
          level: self, parts: parts, targets: newTargets, weights: newWeights)
        if let weights {
          ends = weights.withUnsafeBufferPointer { weights in
            folding.run(offsets: &newOffsets) { weights[$0] }
          }
        } else {
          ends = folding.run(offsets: &newOffsets) { _ in 1 }
        }
        count = Int(newOffsets[parts.count])
        filled = count
      }
    }
    return LeidenLevel(
      offsets: newOffsets, targets: newTargets, weights: newWeights, mass: newMass,
      inside: inside + ends / 2, like: self)
  }
}

/// Rows of nodes to rows of parts, on bare memory: appending to checked arrays took 1.5 times as
/// long, a tenth of the whole.
private struct LeidenFolding {
  let level: LeidenLevel
  let parts: LeidenMembers
  let targets: UnsafeMutableBufferPointer<UInt32>
  let weights: UnsafeMutableBufferPointer<Double>

  /// - Returns: The weight of the entries inside parts.
  @inline(__always)
  func run(offsets newOffsets: inout [UInt32], weight: (Int) -> Double) -> Double {
    var inside = 0.0
    var filled = 0
    var sums = [Double](repeating: 0, count: parts.count)
    sums.withUnsafeMutableBufferPointer { sums in
      level.targets.withUnsafeBufferPointer { oldTargets in
        parts.labels.withUnsafeBufferPointer { labels in
          for part in 0..<parts.count {
            let begin = filled
            for node in parts.nodes[parts.range(of: part)] {
              for position in level.range(of: Int(node)) {
                let other = labels[Int(oldTargets[position])]
                let sum = sums[Int(other)]
                // Written over by the next one, unless it is new.
                targets[filled] = other
                filled += sum == 0 ? 1 : 0
                sums[Int(other)] = sum + weight(position)
              }
            }
            inside += sums[part]
            sums[part] = 0
            var kept = begin
            for place in begin..<filled {
              let other = targets[place]
              targets[kept] = other
              weights[kept] = sums[Int(other)]
              kept += Int(other) == part ? 0 : 1
              sums[Int(other)] = 0
            }
            filled = kept
            newOffsets[part + 1] = UInt32(truncatingIfNeeded: filled)
          }
        }
      }
    }
    return inside
  }
}
