import Primitives
import Vocabulary

/// A candidate pair with what it scored.
struct ScoredCandidate: Sendable {
  var first: Int32
  var second: Int32
  var bits: Float
  var levels: UInt128
}

/// People's decisions in positions of records.
struct Judgements {
  private(set) var links: [Clusterer.Link] = []
  private(set) var apart: [(Int32, Int32)] = []
  private var unsure: Set<UInt64> = []

  init(_ judgements: [MatchingJudgement], ordinals: [(Int32, Int32)?]) {
    for (judgement, pair) in zip(judgements, ordinals) {
      guard let pair else { continue }
      switch judgement.verdict {
      case .same:
        links.append(
          Clusterer.Link(first: pair.0, second: pair.1, bits: 0, isJudged: true))
      case .notTheSame: apart.append(pair)
      case .unsure: unsure.insert(Self.packed(pair.0, pair.1))
      }
    }
  }

  func isUnsure(_ first: Int32, _ second: Int32) -> Bool {
    !unsure.isEmpty && unsure.contains(Self.packed(first, second))
  }

  private static func packed(_ first: Int32, _ second: Int32) -> UInt64 {
    UInt64(UInt32(bitPattern: first)) &<< 32 | UInt64(UInt32(bitPattern: second))
  }
}

extension Resolver {
  func scoreCandidates(_ scorer: PairScorer) throws -> [ScoredCandidate] {
    let pairs = candidates.pairs
    let keptFrom = Float(Bits(probability: settings.keptFrom).value)
    let chunks = max(1, min(256, pairs.count / 4096))
    return try parallelMap(chunks: chunks, on: workers) { chunk in
      var kept: [ScoredCandidate] = []
      for at in chunkBounds(chunk, of: chunks, count: pairs.count) {
        let first = Int(pairs[at] &>> 32)
        let second = Int(pairs[at] & 0xFFFF_FFFF)
        let evidence = comparer.compare(first, second)
        let bits = scorer.bits(evidence)
        if bits >= keptFrom {
          kept.append(
            ScoredCandidate(
              first: Int32(first), second: Int32(second), bits: bits, levels: evidence.levels))
        }
      }
      return kept
    }.flatMap { $0 }
  }

  func facts() -> [MemberFacts] {
    let persons = comparer.persons
    return persons.keys.indices.map { record in
      MemberFacts(
        birth: persons.births[record], pncStem: persons.pncStems[record],
        pncCheck: persons.pncChecks[record],
        age: MemberFacts.age(persons.births[record], asOf: input.asOf))
    }
  }

  func ordinals(of judgements: [MatchingJudgement]) -> [(Int32, Int32)?] {
    judgements.map { orderedPair($0.left, $0.right) }
  }

  func ordinalPairs(_ pairs: [(RecordKey, RecordKey)]) -> [(Int32, Int32)] {
    pairs.compactMap { orderedPair($0.0, $0.1) }
  }

  private func orderedPair(_ one: RecordKey, _ other: RecordKey) -> (Int32, Int32)? {
    guard let a = ordinal(of: one), let b = ordinal(of: other), a != b else { return nil }
    return (Int32(min(a, b)), Int32(max(a, b)))
  }

  func entities(
    _ roots: [Int32], _ scored: [ScoredCandidate], _ judged: Judgements
  ) -> [ResolvedEntity] {
    let keys = comparer.persons.keys
    var best = [Double](repeating: 0, count: keys.count)
    for pair in scored where roots[Int(pair.first)] == roots[Int(pair.second)] {
      let probability = Bits(Double(pair.bits)).probability
      best[Int(pair.first)] = max(best[Int(pair.first)], probability)
      best[Int(pair.second)] = max(best[Int(pair.second)], probability)
    }
    for link in judged.links {
      best[Int(link.first)] = 1
      best[Int(link.second)] = 1
    }
    var positions = [Int](repeating: -1, count: keys.count)
    var result: [ResolvedEntity] = []
    for (record, key) in keys.enumerated() {
      let root = Int(roots[record])
      if positions[root] < 0 {
        positions[root] = result.count
        // A root is its group's smallest member, so the group's name is the name of this key.
        result.append(
          ResolvedEntity(
            id: "p-" + StableHash.hex(StableHash.of(key.text), digits: 12), members: []))
      }
      result[positions[root]].members.append(ResolvedMember(key: key, probability: best[record]))
    }
    for entity in result.indices where result[entity].members.count == 1 {
      result[entity].members[0].probability = 1
    }
    return result
  }

  func kept(_ scored: [ScoredCandidate], _ roots: [Int32], _ positions: Int) -> [ScoredPair] {
    let keys = comparer.persons.keys
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
