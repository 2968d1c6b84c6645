import Primitives
import Vocabulary

extension Resolver {
  /// The records weighed by a model's counts.
  func comparer(for model: MatchingModel) -> PairComparer {
    guard let given = model.terms, given != terms else { return comparer }
    var persons = comparer.persons
    persons.weigh(by: given)
    return PairComparer(persons: persons)
  }

  /// Scores all candidates of a model and joins them.
  func whole(with model: MatchingModel) throws -> ResolvedState {
    let comparer = comparer(for: model)
    var blocks = blocks
    if let given = model.blocking, given != plan {
      blocks = try Blocks(given, of: comparer.persons, on: workers)
    }
    let found = try CandidateScoring(
      comparer: comparer, scorer: PairScorer(model), blocks: blocks, keptFrom: settings.keptFrom
    ).run(on: workers)
    var state = ResolvedState(
      comparer: comparer, model: model, settings: settings, asOf: input.asOf,
      judgements: input.judgements, together: input.togetherInEvent)
    state.scored = found.scored
    state.candidatePairs = found.candidatePairs
    state.blocking = blocks.ruleCounts
    state.warnings = comparer.persons.warnings + blocks.warnings
    try state.cluster(on: workers)
    return state
  }

  /// Counts of values by groups of records that a model takes for one person's with 99 in 100.
  func countedByPerson(_ model: MatchingModel) throws -> TermTables {
    let found = try CandidateScoring(
      comparer: comparer, scorer: PairScorer(model), blocks: blocks, keptFrom: 0.99
    ).run(on: workers)
    var sets = DisjointSets(count: comparer.persons.count)
    for pair in found.scored { sets.union(Int(pair.first), Int(pair.second)) }
    return comparer.persons.countTerms(
      groups: comparer.persons.keys.indices.map { Int32(sets.find($0)) })
  }

  func ordinal(of key: RecordKey) -> Int? { comparer.persons.ordinal(of: key) }
}

extension PreparedPersons {
  /// The record's position, by bisection.
  func ordinal(of key: RecordKey) -> Int? {
    let at = insertion(of: key)
    return at < keys.count && keys[at] == key ? at : nil
  }

  /// The first record whose key is not smaller.
  func insertion(of key: RecordKey) -> Int {
    var low = 0
    var high = keys.count
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// A candidate pair with what it scored.
struct ScoredCandidate: Hashable, Sendable {
  var first: Int32
  var second: Int32
  var bits: Float
  var levels: UInt128
}

/// Scores the candidates of blocks.
struct CandidateScoring: Sendable {
  let comparer: PairComparer
  let scorer: PairScorer
  let blocks: Blocks
  let keptFrom: Double

  struct Found: Sendable {
    /// Pairs likely enough to be kept, in order.
    var scored: [ScoredCandidate] = []
    var candidatePairs = 0
  }

  func run(on workers: Workers) throws -> Found {
    let keptFrom = Float(Bits(probability: keptFrom).value)
    let sieve = try PairSieve(comparer, scorer, bitsMin: keptFrom, on: workers)
    let chunks = blocks.chunks
    let parts = try parallelMap(chunks: chunks, on: workers) { chunk in
      var found = Found()
      var seconds: [UInt32] = []
      for first in chunkBounds(chunk, of: chunks, count: blocks.records) {
        blocks.candidates(of: first, into: &seconds)
        found.candidatePairs += seconds.count
        for second in seconds {
          guard let evidence = sieve.evidence(first, Int(second)) else { continue }
          let bits = scorer.bits(evidence)
          if bits >= keptFrom {
            found.scored.append(
              ScoredCandidate(
                first: Int32(first), second: Int32(second), bits: bits, levels: evidence.levels))
          }
        }
      }
      return found
    }
    var result = Found()
    result.scored.reserveCapacity(parts.reduce(0) { $0 + $1.scored.count })
    for part in parts {
      result.scored.append(contentsOf: part.scored)
      result.candidatePairs += part.candidatePairs
    }
    return result
  }
}
