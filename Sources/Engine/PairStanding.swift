import Archive
import Matching
import Primitives
import Vocabulary

/// Where two records stand: what constrains them, which entities they are in, and why.
struct PairStanding {
  private let one: PersonRecord
  private let other: PersonRecord
  private let constraints: PairConstraints
  private let conflicts: JudgementConflicts
  private let judgement: HeldJudgement?
  private let asOf: CivilDate
  private let entities: (one: String?, other: String?)
  private let members: [String: [EntityMember]]
  private let bits: (RecordKey, RecordKey) -> Bits

  /// Members of an entity that are shown, and the most among which a way is looked for.
  private static let shown = 40

  /// - Parameter bits: The evidence of any two records.
  init(
    _ one: PersonRecord, _ other: PersonRecord, members: [EntityMember],
    constraints: PairConstraints, judgements: [HeldJudgement], asOf: CivilDate,
    bits: @escaping (RecordKey, RecordKey) -> Bits
  ) {
    self.one = one
    self.other = other
    self.constraints = constraints
    self.asOf = asOf
    self.bits = bits
    conflicts = JudgementConflicts(judgements)
    judgement = judgements.first {
      [$0.left, $0.right] == [one.key, other.key] || [$0.left, $0.right] == [other.key, one.key]
    }
    let first = members.first { $0.person == one.key }?.entityID
    let second = members.first { $0.person == other.key }?.entityID
    entities = (first, second)
    self.members = Dictionary(
      grouping: members.filter { $0.entityID == first || $0.entityID == second }, by: \.entityID)
  }

  private var isJoined: Bool { entities.one != nil && entities.one == entities.other }

  /// The probability that the pair needs by itself.
  private var needed: (probability: Double, isChild: Bool) {
    let settings = MatchingSettings()
    let ages = [one, other].map { isAdult($0.dateOfBirth) }
    let isChild = ages.contains(false) || !ages.contains(true)
    return (isChild ? settings.childThreshold : settings.threshold, isChild)
  }

  /// nil when not known. 1 January is read as the year alone.
  private func isAdult(_ date: PartialDate?) -> Bool? {
    guard let date else { return nil }
    let isYear = date.month == 1 && date.day == 1
    let latest = isYear ? PartialDate(year: date.year, month: nil, day: nil)?.latest : date.latest
    return (latest ?? date.latest).wholeYears(to: asOf) >= 18
  }

  /// One line for each rule, whether it speaks or not.
  var constraintLines: [String] {
    func speaks(_ forbids: Bool?, yes: String, no: String) -> String {
      forbids.map { $0 ? yes : no } ?? "a side is missing"
    }
    var lines = ["judgement     " + judgementWords]
    lines.append(
      "pnc           "
        + speaks(
          constraints.pncForbids, yes: "two people: never joined, unless judged one person",
          no: "can be one person's"))
    lines.append(
      "birth         "
        + speaks(
          constraints.birthForbids,
          yes:
            "no slip explains the two dates: not joined, unless more of their people's dates fit",
          no: "can be one person's"))
    lines += constraints.together.map {
      "together      \($0.key.source):events:\($0.key.id) names both as two people"
    }
    if constraints.together.isEmpty { lines.append("together      in no event that names both") }
    let need = PairWaterfall.percent(needed.probability)
    lines.append(
      "age           "
        + (needed.isChild
          ? "somebody is or may be under 18: a link needs \(need) or a judgement"
          : "both can only be adults, or one is and the other's age is not known: a link needs "
            + need))
    return lines
  }

  private var judgementWords: String {
    if let judgement {
      return "\(JudgePeople.text(judgement.verdict)), by \(judgement.decidedBy), "
        + "\(judgement.decidedAt.iso8601): \(judgement.reason)"
    }
    guard let path = conflicts.path(from: one.key, to: other.key) else {
      return "none on this pair"
    }
    return "same by way of "
      + path.map { "\($0.left.text) and \($0.right.text) (\($0.decidedBy))" }
      .joined(separator: ", ")
  }

  /// The entities of both with their members.
  var entityLines: [String] {
    var lines: [String] = []
    let ids = isJoined ? [entities.one] : [entities.one, entities.other]
    for id in ids {
      guard let id, let all = members[id] else {
        lines.append("entity        none yet: the record came after the last run")
        continue
      }
      lines.append("entity        \(id), \(all.count == 1 ? "1 record" : "\(all.count) records")")
      for member in all.prefix(Self.shown) {
        lines.append(
          "              \(member.person.text)  \(PairWaterfall.percent(member.probability))")
      }
      if all.count > Self.shown { lines.append("              and \(all.count - Self.shown) more") }
    }
    return lines
  }

  /// What it comes to.
  func sentence(_ waterfall: Waterfall) -> String {
    let chance = PairWaterfall.percent(waterfall.probability)
    let need = PairWaterfall.percent(needed.probability)
    let decides = "the program proposes, a named person decides: countylines judge"
    guard entities.one != nil && entities.other != nil else {
      return "Not resolved yet (\(chance) as a pair); run countylines nightly."
    }
    if isJoined {
      if judgement?.verdict == .same || conflicts.path(from: one.key, to: other.key) != nil {
        return "One person, because a named person judged so."
      }
      if waterfall.probability >= needed.probability, judgement == nil {
        return "Taken for one person: \(chance), where \(need) is needed; \(decides)."
      }
      return "Taken for one person by way of other records, not by this pair (\(chance)): "
        + "\(way); \(decides)."
    }
    if judgement?.verdict == .notTheSame {
      return "Two people, because a named person judged so."
    }
    if waterfall.probability < needed.probability {
      let besides = constraints.forbidding.map { ", and " + $0 }.joined()
      return "Taken for two people: \(chance), where \(need) is needed\(besides); \(decides)."
    }
    if let reason = constraints.forbidding.first {
      return "Taken for two people: \(reason) (\(chance) without that); \(decides)."
    }
    let cause =
      judgement?.verdict == .unsure
      ? "a named person left it open"
      : "their other records speak against it, or no blocking rule brought them together"
    return "Taken for two people, though the pair alone is at \(chance): \(cause); \(decides)."
  }

  /// The way from one to the other within their entity whose weakest link is strongest.
  ///
  /// Prim's algorithm from the one side; O(members²) pairs.
  private var way: String {
    guard let id = entities.one, let all = members[id], all.count <= Self.shown else {
      return "their entity is too large for the way to be shown"
    }
    var best: [RecordKey: (bits: Bits, from: RecordKey)] = [:]
    var open = all.map(\.person).filter { $0 != one.key }
    var at = one.key
    while at != other.key {
      for record in open {
        let link = bits(at, record)
        if best[record].map({ $0.bits < link }) ?? true { best[record] = (link, at) }
      }
      guard
        let next = open.max(by: { left, right in
          guard let a = best[left]?.bits, let b = best[right]?.bits else { return false }
          return a != b ? a < b : right < left
        })
      else { break }
      open.removeAll { $0 == next }
      at = next
    }
    var steps: [String] = []
    while at != one.key, let step = best[at] {
      let link = PairWaterfall.bits(step.bits).drop { $0 == " " }
      steps.append("\(step.from.text) and \(at.text) \(link) bits")
      at = step.from
    }
    return steps.reversed().joined(separator: ", ")
  }
}
