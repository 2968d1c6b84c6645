import Primitives
import Vocabulary

/// Everything that is known after resolving: the records, their links, and who is one with whom.
struct ResolvedState: Sendable {
  var comparer: PairComparer
  var model: MatchingModel
  var settings: MatchingSettings
  var asOf: CivilDate
  var judgements: [MatchingJudgement]
  var together: [RecordPair]
  /// Pairs likely enough to be kept, in order.
  var scored: [ScoredCandidate] = []
  var candidatePairs = 0
  var blocking: [BlockingRuleCount] = []
  /// By record, the smallest record of its group.
  var roots: [Int32] = []
  /// By its first record, each pair told apart that a judgement "same" joined all the same.
  var contradicted: [Int32] = []
  var warnings: [MatchingWarning] = []

  var persons: PreparedPersons { comparer.persons }

  init(
    comparer: PairComparer, model: MatchingModel, settings: MatchingSettings, asOf: CivilDate,
    judgements: [MatchingJudgement], together: [RecordPair]
  ) {
    self.comparer = comparer
    self.model = model
    self.settings = settings
    self.asOf = asOf
    self.judgements = judgements
    self.together = together
  }

  /// Clusters the groups of linked records.
  ///
  /// - Parameter touched: With it, only groups with such a record are clustered; the others keep
  ///   their roots.
  mutating func cluster(touched: [Bool]? = nil, on workers: Workers) throws {
    let persons = comparer.persons
    let judged = Judgements(judgements, of: persons)
    let groups = LinkedGroups(records: persons.count, links: links(judged))
    let work = GroupWork(
      groups: groups, comparer: comparer, scorer: PairScorer(model), asOf: asOf,
      limits: Clusterer.Limits(
        bitsMin: Self.bits(settings.threshold), childBitsMin: Self.bits(settings.childThreshold)),
      apart: ApartPairs(
        together.compactMap { persons.pair($0.first, $0.second) } + judged.apart))
    let chosen = (0..<groups.count).filter { group in
      touched.map { touched in groups.records(of: group).contains { touched[Int($0)] } } ?? true
    }
    let chunks = max(1, min(256, chosen.count / 256))
    let results = try parallelMap(chunks: chunks, on: workers) { chunk in
      work.run(chosen[chunkBounds(chunk, of: chunks, count: chosen.count)])
    }
    place(results, touched: touched)
  }

  /// The links that may join records: judged ones and likely ones that nobody left open.
  func links() -> [Clusterer.Link] { links(Judgements(judgements, of: persons)) }

  private func links(_ judged: Judgements) -> [Clusterer.Link] {
    let threshold = Self.bits(settings.threshold)
    return judged.links
      + scored.lazy.filter { $0.bits >= threshold && !judged.isUnsure($0.first, $0.second) }.map {
        Clusterer.Link(
          first: $0.first, second: $0.second, bits: $0.bits,
          isUndated: PairEvidence(levels: $0.levels, surprise: 0).isUndated,
          isOfTwoYears: PairEvidence(levels: $0.levels, surprise: 0).isOfTwoYears)
      }
  }

  private static func bits(_ probability: Double) -> Float {
    Float(Bits(probability: probability).value)
  }

  private mutating func place(_ results: [GroupWork.Result], touched: [Bool]?) {
    if let touched {
      for record in touched.indices where touched[record] { roots[record] = Int32(record) }
    } else {
      roots = persons.keys.indices.map { Int32($0) }
      contradicted = []
    }
    var redone = [Bool](repeating: false, count: touched == nil ? 0 : roots.count)
    for result in results {
      for (record, root) in zip(result.records, result.roots) {
        roots[Int(record)] = root
        if touched != nil { redone[Int(record)] = true }
      }
    }
    if touched != nil { contradicted.removeAll { redone[Int($0)] } }
    for result in results { contradicted += result.contradicted }
    contradicted.sort()
  }
}

/// Records that must not be with one another, by record.
struct ApartPairs: Sendable {
  private var others: [Int32: [Int32]] = [:]

  init(_ pairs: [(Int32, Int32)]) {
    for (one, other) in pairs {
      others[one, default: []].append(other)
      others[other, default: []].append(one)
    }
  }

  var isEmpty: Bool { others.isEmpty }

  func others(of record: Int32) -> [Int32] { others[record] ?? [] }
}

/// Clusters groups of linked records, each by itself.
struct GroupWork: Sendable {
  let groups: LinkedGroups
  let comparer: PairComparer
  let scorer: PairScorer
  let asOf: CivilDate
  let limits: Clusterer.Limits
  let apart: ApartPairs

  struct Result: Sendable {
    var records: [Int32] = []
    var roots: [Int32] = []
    var contradicted: [Int32] = []
  }

  func run(_ chosen: ArraySlice<Int>) -> Result {
    var result = Result()
    for group in chosen {
      let members = Array(groups.records(of: group))
      var clusterer = Clusterer(
        facts: members.map { comparer.persons.facts(Int($0), asOf: asOf) },
        apart: apart(members), limits: limits,
        pairBits: { scorer.bits(comparer.compare(Int(members[$0]), Int(members[$1]))) },
        isPncSlip: { comparer.pncLevel(Int(members[$0]), Int(members[$1])) == .close })
      let roots = clusterer.run(
        groups.links(of: group).map { link in
          var link = link
          link.first = place(of: link.first, in: members)
          link.second = place(of: link.second, in: members)
          return link
        })
      result.records += members
      result.roots += roots.map { members[Int($0)] }
      result.contradicted += Array(repeating: members[0], count: clusterer.contradictions)
    }
    return result
  }

  private func apart(_ members: [Int32]) -> [(Int32, Int32)] {
    guard !apart.isEmpty else { return [] }
    var pairs: [(Int32, Int32)] = []
    for (at, member) in members.enumerated() {
      for other in apart.others(of: member) where other > member {
        let place = place(of: other, in: members)
        if place < members.count && members[Int(place)] == other {
          pairs.append((Int32(at), place))
        }
      }
    }
    return pairs
  }

  /// Where a record stands among members in order, or would stand.
  private func place(of record: Int32, in members: [Int32]) -> Int32 {
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low + high) / 2
      if members[middle] < record { low = middle + 1 } else { high = middle }
    }
    return Int32(low)
  }
}
