/// Joins linked records into entities, strongest link first, and refuses what must not be.
///
/// Not connected components: a union is refused when it would put two incompatible identifiers,
/// two dates of birth that no slip explains, two people of one event or a "not the same" into one
/// entity; when somebody is or may be under 18 and the link is not strong enough; and when the two
/// groups as wholes speak against it (their mean evidence, each pair kept within ±`evidenceCap`
/// bits, lies below `meanBitsMin`), which stops chains from one likeness to the next. A refused
/// link is an edge cut: since links come strongest first, a conflict is parted at its weakest edge.
/// A judgement "same" is joined before everything and never refused.
///
/// Dates of birth more than eleven years apart are never joined, except by a wrong digit or days
/// and months changed over, or by a link of `datesBitsMin` bits; those one to eleven years apart
/// only where more of the groups' dates fit than do not, or by such a link. With nobody's date of
/// birth known, the age is unknown: that needs as much evidence as a child, and so does a link that
/// says nothing of the generation as long as one side has no date, or that sets two years against
/// each other. Of two records with one PNC id the dates are not asked.
///
/// Ties are taken in order of records, so the result depends on the links alone. Of n links it
/// costs O(n log n) and, for every attempt, the product of the two groups' sizes, at most
/// `crossPairsMax`.
struct Clusterer {
  /// One link; `first < second`.
  struct Link: Hashable, Sendable {
    var first: Int32
    var second: Int32
    var bits: Float
    var isJudged = false
    /// Whether nothing says that the two are of one generation; see `PairEvidence.isUndated`.
    var isUndated = false
    /// Whether two years stand against each other; see `PairEvidence.isOfTwoYears`.
    var isOfTwoYears = false
  }

  /// What limits a union.
  struct Limits: Sendable {
    var bitsMin: Float
    var childBitsMin: Float
    /// Below zero, because the prior is in every pair and many pairs have half their fields empty:
    /// silence between two records is not evidence against.
    var meanBitsMin: Float = -2
    var evidenceCap: Float = 12
    /// The bits from which a link overrules dates of birth that do not fit: then one of them is
    /// simply wrong. Only what is a person's own reaches it (an identifier, an account): all that
    /// a father and a son of one name and one home share stays below.
    var datesBitsMin: Float = 10
    var crossPairsMax = 64
  }

  private let facts: [MemberFacts]
  private let limits: Limits
  private let pairBits: (Int, Int) -> Float
  private let isPncSlip: (Int, Int) -> Bool
  /// Records that must not be with this one.
  private var apart: [[Int32]]
  private var root: [Int32]
  private var members: [[Int32]]
  private var hasChild: [Bool]
  private var hasAdult: [Bool]
  /// Pairs told apart that a judgement "same" joined all the same.
  private(set) var contradictions = 0

  /// - Parameters:
  ///   - pairBits: The evidence of any two records, asked with the smaller first.
  ///   - isPncSlip: Whether two records' unlike PNC ids may be one with a slip of the keys.
  init(
    facts: [MemberFacts], apart pairs: [(Int32, Int32)], limits: Limits,
    pairBits: @escaping (Int, Int) -> Float,
    isPncSlip: @escaping (Int, Int) -> Bool = { _, _ in false }
  ) {
    self.facts = facts
    self.limits = limits
    self.pairBits = pairBits
    self.isPncSlip = isPncSlip
    apart = Array(repeating: [], count: facts.count)
    for (one, other) in pairs where one != other {
      apart[Int(one)].append(other)
      apart[Int(other)].append(one)
    }
    root = facts.indices.map { Int32($0) }
    members = facts.indices.map { [Int32($0)] }
    hasChild = facts.map { $0.age == .possiblyChild }
    hasAdult = facts.map { $0.age == .adult }
  }

  /// Takes all links; returns each record's group, named by its smallest member.
  mutating func run(_ links: [Link]) -> [Int32] {
    let ordered = links.sorted {
      if $0.isJudged != $1.isJudged { return $0.isJudged }
      if $0.bits != $1.bits { return $0.bits > $1.bits }
      return ($0.first, $0.second) < ($1.first, $1.second)
    }
    for link in ordered {
      let a = Int(root[Int(link.first)])
      let b = Int(root[Int(link.second)])
      guard a != b else { continue }
      if link.isJudged {
        if !mayMeet(a, b, bits: 0) { contradictions += 1 }
        join(a, b)
      } else if isStrongEnough(link, a, b), mayMeet(a, b, bits: link.bits), meanSpeaksFor(a, b) {
        join(a, b)
      }
    }
    return names()
  }

  private func isStrongEnough(_ link: Link, _ a: Int, _ b: Int) -> Bool {
    let isUnknown = link.isUndated ? !(hasAdult[a] && hasAdult[b]) : !(hasAdult[a] || hasAdult[b])
    let needsMore = hasChild[a] || hasChild[b] || isUnknown || link.isOfTwoYears
    return link.bits >= (needsMore ? limits.childBitsMin : limits.bitsMin)
  }

  /// Whether no member of one group is forbidden beside one of the other.
  private func mayMeet(_ a: Int, _ b: Int, bits: Float) -> Bool {
    let few = members[a].count <= members[b].count ? a : b
    let many = few == a ? b : a
    var explained = 0
    var doubtful = 0
    for member in members[few] {
      let fact = facts[Int(member)]
      for other in apart[Int(member)] where Int(root[Int(other)]) == many { return false }
      for other in members[many] {
        let otherFact = facts[Int(other)]
        guard
          fact.sharesPnc(with: otherFact)
            || isPncSlip(Int(min(member, other)), Int(max(member, other)))
        else { return false }
        guard bits < limits.datesBitsMin, !fact.hasPnc(of: otherFact),
          fact.birth.isKnown && otherFact.birth.isKnown
        else { continue }
        switch BirthComparison.verdict(fact.birth, otherFact.birth) {
        case .explained: explained += 1
        case .doubtful: doubtful += 1
        case .apart: return false
        }
      }
    }
    // One odd date among several that fit is a clerk's; two dates that do not fit are two people's.
    return doubtful <= explained
  }

  /// Whether the groups as wholes look like one person. Pairs alone were weighed already.
  private func meanSpeaksFor(_ a: Int, _ b: Int) -> Bool {
    let all = members[a].count * members[b].count
    guard all > 1 else { return true }
    // Of very large groups every step-th pair is asked, so that the cost stays bounded.
    let step = max(1, all / limits.crossPairsMax)
    var sum: Float = 0
    var asked: Float = 0
    for at in stride(from: 0, to: all, by: step) {
      let one = members[a][at / members[b].count]
      let other = members[b][at % members[b].count]
      let bits = pairBits(Int(min(one, other)), Int(max(one, other)))
      sum += min(max(bits, -limits.evidenceCap), limits.evidenceCap)
      asked += 1
    }
    return sum / asked >= limits.meanBitsMin
  }

  private mutating func join(_ a: Int, _ b: Int) {
    // The larger group stays where it is, so that a record moves at most log n times.
    let keep = members[a].count >= members[b].count ? a : b
    let gone = keep == a ? b : a
    for member in members[gone] { root[Int(member)] = Int32(keep) }
    members[keep] += members[gone]
    members[gone] = []
    hasChild[keep] = hasChild[keep] || hasChild[gone]
    hasAdult[keep] = hasAdult[keep] || hasAdult[gone]
  }

  /// Each record's group, named by its smallest member, so that names do not depend on the order
  /// of unions.
  private func names() -> [Int32] {
    var smallest = [Int32](repeating: -1, count: root.count)
    for (record, group) in root.enumerated() where smallest[Int(group)] < 0 {
      smallest[Int(group)] = Int32(record)
    }
    return root.map { smallest[Int($0)] }
  }
}
