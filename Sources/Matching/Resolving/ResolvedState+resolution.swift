import Primitives
import Vocabulary

extension ResolvedState {
  /// The state in words for others.
  func resolution() -> Resolution {
    var warnings = warnings
    if !contradicted.isEmpty {
      warnings.append(
        MatchingWarning(
          code: "MATCHING-JUDGEMENT-AGAINST", count: contradicted.count,
          text: "judgements \"same\" joined records that something else says are two persons"))
    }
    return Resolution(
      entities: entities(), pairs: pairs(), warnings: warnings, candidatePairs: candidatePairs,
      blocking: blocking)
  }

  /// An entity's name: that of its smallest member's key.
  static func entityID(of key: RecordKey) -> String {
    "p-" + StableHash.hex(StableHash.of(key.text), digits: 12)
  }

  private func entities() -> [ResolvedEntity] {
    let keys = persons.keys
    let best = probabilities()
    var sizes = [Int32](repeating: 0, count: keys.count)
    for root in roots { sizes[Int(root)] += 1 }
    var positions = [Int32](repeating: -1, count: keys.count)
    var result: [ResolvedEntity] = []
    result.reserveCapacity(sizes.count { $0 > 0 })
    for (record, key) in keys.enumerated() {
      let root = Int(roots[record])
      let member = ResolvedMember(key: key, probability: sizes[root] == 1 ? 1 : best[record])
      if positions[root] < 0 {
        positions[root] = Int32(result.count)
        // A root is its group's smallest member, so the group's name is the name of this key.
        var members: [ResolvedMember] = []
        members.reserveCapacity(Int(sizes[root]))
        members.append(member)
        result.append(ResolvedEntity(id: Self.entityID(of: key), members: members))
      } else {
        result[Int(positions[root])].members.append(member)
      }
    }
    return result
  }

  /// By record, the probability of its strongest link within its group.
  func probabilities() -> [Double] {
    var bits = [Float](repeating: -.infinity, count: roots.count)
    for pair in scored where roots[Int(pair.first)] == roots[Int(pair.second)] {
      bits[Int(pair.first)] = max(bits[Int(pair.first)], pair.bits)
      bits[Int(pair.second)] = max(bits[Int(pair.second)], pair.bits)
    }
    var best = bits.map { $0 == -.infinity ? 0 : Bits(Double($0)).probability }
    for link in Judgements(judgements, of: persons).links {
      best[Int(link.first)] = 1
      best[Int(link.second)] = 1
    }
    return best
  }

  private func pairs() -> [ScoredPair] {
    let keys = persons.keys
    let positions = model.comparisons.count
    return scored.map { pair in
      let evidence = PairEvidence(levels: pair.levels, surprise: 0)
      return ScoredPair(
        first: keys[Int(pair.first)], second: keys[Int(pair.second)],
        bits: Bits(Double(pair.bits)),
        levels: (0..<positions).map {
          let level = evidence.level($0)
          return level == PairEvidence.missing ? -1 : Int8(level)
        }, isJoined: roots[Int(pair.first)] == roots[Int(pair.second)])
    }
  }
}
