import Picture
import Primitives
import Vocabulary

/// Turns what was weighed into links with reasons and records.
struct LineLinks: Sendable {
  let picture: RegionalPicture
  let settings: LineTracing.Settings
  let book: ContactBook

  func successions(_ search: SuccessionSearch.Result) -> [InferredLink] {
    search.successions.indices.compactMap { index in
      let probability = search.probabilities[index]
      guard probability >= settings.reportProbability else { return nil }
      let item = search.successions[index]
      return InferredLink(
        kind: .lineSuccessor, left: .number(item.old), right: .number(item.new),
        probability: probability, firstSeen: min(item.lastOld, item.firstNew),
        lastSeen: max(item.lastOld, item.firstNew), reasons: reasons(item),
        evidence: evidence(of: item))
    }
  }

  private func reasons(_ item: Succession) -> [String] {
    let days = Int((Double(item.gapSeconds) / 86_400).rounded())
    return item.parts.filter { abs($0.bits) >= 0.5 }.compactMap { part in
      switch part.name {
      case "contacts":
        part.bits > 0
          ? "\(item.shared.count) rare contacts carried over, cosine \(Self.percent(item.cosine)) %"
          : "against: few contacts carried over"
      case "gap":
        part.bits > 0
          ? "the new number began \(days) days after the old fell silent"
          : "against: the new number began \(days) days from the old one's silence"
      case "handset":
        part.bits > 0 ? "both numbers were used in one handset" : "against: different handsets"
      case "cells": part.bits > 0 ? "both were used in the same cells" : "against: different cells"
      case "broadcast":
        part.bits > 0
          ? "both send the same kind of burst of texts" : "against: no bursts of texts any more"
      case "record":
        part.bits > 0
          ? "the records give one brand or hub"
          : "against: the records give different brands or hubs"
      case "business": "against: the new number looks like a business"
      default: nil
      }
    }
  }

  private func evidence(of item: Succession) -> [Evidence] {
    let calls = picture.holdings.calls
    let shared = Set(item.shared.map { book.numbers[$0] })
    let half = settings.citedCalls / 2
    let old = picture.callRows(from: item.old).filter { shared.contains(calls.bNumbers[$0]) }
    let new = picture.callRows(from: item.new).filter { shared.contains(calls.bNumbers[$0]) }
    var rows = Array(old.suffix(half)) + Array(new.prefix(half))
    rows += [picture.callRows(from: item.old).last, picture.callRows(from: item.new).first]
      .compactMap { $0 }
    let records = picture.holdings.lines.indices.filter {
      [item.old, item.new].contains(picture.holdings.lines[$0].number.packed)
    }
    return rows.map { Evidence(.calls, $0) } + records.map { Evidence(.lines, $0) }
  }

  func sameUsers(_ users: [SameUser]) -> [InferredLink] {
    users.compactMap { user in
      guard !user.rows.isEmpty else { return nil }
      var reasons: [String] = []
      if user.sharesHandset { reasons.append("both numbers were used in one handset") }
      if !user.ownerRecords.isEmpty && user.ownerBits > 0 {
        reasons.append("it is the own phone of somebody who may hold the line")
      }
      if user.episodes > 0 {
        reasons.append(
          "near each other within \(Int(settings.togetherMinutes)) minutes on \(user.days) days "
            + "in \(user.areas) areas, \(user.episodes) times")
      }
      reasons.append(
        user.between == 0 ? "they never ring each other" : "against: they ring each other")
      if user.apart > 0 {
        reasons.append("against: in different places within minutes \(user.apart) times")
      }
      return InferredLink(
        kind: .sameUser, left: .number(user.lineNumber), right: .number(user.number),
        probability: user.probability, firstSeen: user.firstSeen, lastSeen: user.lastSeen,
        reasons: reasons,
        evidence: user.rows.map { Evidence(.calls, $0) }
          + user.ownerRecords.map { Evidence(.persons, $0) })
    }
  }

  func people(_ people: [HolderCandidate], lineage: Int) -> [InferredLink] {
    people.filter { $0.probability >= settings.personProbability }.map { person in
      var reasons: [String] = []
      for part in person.parts where !reasons.contains(part.reason) { reasons.append(part.reason) }
      let evidence = person.parts.flatMap(\.evidence)
      return InferredLink(
        kind: .personLine, left: .person(person.entity), right: .lineage(lineage),
        probability: person.probability,
        firstSeen: person.parts.map(\.firstSeen).min() ?? picture.asOf.seconds,
        lastSeen: person.parts.map(\.lastSeen).max() ?? picture.asOf.seconds, reasons: reasons,
        evidence: evidence)
    }
  }

  /// By kind, then likeliest first, then by the ends.
  static func sorted(_ links: [InferredLink]) -> [InferredLink] {
    links.sorted {
      ($0.kind.rawValue, -$0.probability, order($0.left), order($0.right))
        < ($1.kind.rawValue, -$1.probability, order($1.left), order($1.right))
    }
  }

  private static func order(_ end: LinkEnd) -> UInt64 {
    switch end {
    case .person(let at), .premises(let at), .lineage(let at): UInt64(at)
    case .number(let packed), .vehicle(let packed): packed
    }
  }

  private static func percent(_ share: Double) -> Int { Int((100 * share).rounded()) }
}
