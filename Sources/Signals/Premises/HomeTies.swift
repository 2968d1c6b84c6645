import Glibc
import Picture
import Vocabulary

/// Which lineages a home is tied to: by events that name both, people, vehicles and phones.
struct HomeTies: Sendable {
  /// One lineage and what ties it.
  struct Tied: Sendable {
    let lineage: Int
    let probability: Double
    let reasons: [String]
    let evidence: [Evidence]
    let firstSeen: Int64
    let lastSeen: Int64
  }

  /// Likeliest first, ties to the smaller position.
  let lineages: [Tied]

  private struct Part {
    let lineage: Int
    let probability: Double
    let reason: String
    let evidence: [Evidence]
    let at: Int64
  }

  /// - Parameters:
  ///   - sellers: Lineages that sell in the home's area, with the records that say so.
  ///   - asOf: The picture's moment, seconds.
  init(
    _ history: HomeHistory, settling: [SettledPhones.Settling], homesCovered: Int,
    sellers: [Int: [Evidence]], asOf: Int64
  ) {
    var parts: [Part] = []
    for sign in history.signs {
      for tie in sign.ties {
        parts.append(
          Part(
            lineage: tie.lineage,
            // A tie outlives the use of the home: it ages half as fast as the sign.
            probability: 0.9 * tie.probability * sign.freshness.squareRoot(),
            reason: Self.reason(sign.kind), evidence: sign.evidence, at: sign.at))
      }
    }
    let share = 1 / Double(max(1, homesCovered)).squareRoot()
    // If it is cuckooed, then most likely by one of the lines that sell there.
    let cuckooed = HomeHistory.strength(history.signs)
    for lineage in sellers.keys.sorted() {
      parts.append(
        Part(
          lineage: lineage, probability: 0.7 * cuckooed / Double(sellers.count + 1),
          reason: "the line sells in this area, as \(sellers.count) known lines do",
          evidence: sellers[lineage] ?? [], at: history.newestSign ?? asOf))
    }
    for phone in settling {
      let market = sellers[phone.lineage] == nil ? 0.2 : 0.6
      parts.append(
        Part(
          lineage: phone.lineage, probability: market * phone.strength * share,
          reason: "the line's phones settled in cells that serve it",
          evidence: phone.rows.map { Evidence(.calls, $0) }, at: phone.lastSeen))
    }
    let groups = Dictionary(grouping: parts, by: \.lineage)
    lineages = groups.keys.sorted().map { Self.tied($0, groups[$0] ?? []) }.sorted {
      ($1.probability, $0.lineage) < ($0.probability, $1.lineage)
    }
  }

  private static func tied(_ lineage: Int, _ parts: [Part]) -> Tied {
    let strongest = parts.sorted {
      ($1.probability, $0.at, $0.reason) < ($0.probability, $1.at, $1.reason)
    }
    var reasons: [String] = []
    for part in strongest where !reasons.contains(part.reason) { reasons.append(part.reason) }
    return Tied(
      lineage: lineage, probability: 1 - parts.reduce(1) { $0 * (1 - $1.probability) },
      reasons: reasons, evidence: Array(strongest.flatMap(\.evidence).prefix(30)),
      firstSeen: parts.map(\.at).min() ?? 0, lastSeen: parts.map(\.at).max() ?? 0)
  }

  private static func reason(_ kind: HomeSign.Kind) -> String {
    switch kind {
    case .people: "a person tied to the line was there"
    case .young: "a young person tied to the line was found there"
    case .vehicle: "a vehicle tied to the line was there"
    default: "a record names the home and the line's number or handset"
    }
  }

  /// Links to one record of the home.
  func links(to premises: Int, from threshold: Double) -> [InferredLink] {
    lineages.filter { $0.probability >= threshold }.map { tied in
      InferredLink(
        kind: .linePremises, left: .lineage(tied.lineage), right: .premises(premises),
        probability: tied.probability, firstSeen: tied.firstSeen, lastSeen: tied.lastSeen,
        reasons: tied.reasons, evidence: tied.evidence)
    }
  }
}
