import Picture

/// The people of one lineage held against one another.
///
/// A line has one or two heads, so that strong evidence about one person speaks against the rest:
/// it explains away what they share with that person, such as a group or a report that names both.
struct ControllerStanding {
  /// One person with all that was found, before anybody is compared.
  struct Claim: Sendable {
    let entity: Int
    let findings: [Finding]
    /// Strongest first.
    let lineages: [(lineage: Int, strength: Double)]

    /// Bits of what speaks of this person's control itself, by the catalogue's own weights and
    /// without the families' caps. Structure, groups and absence, which many of a line share, are
    /// left out.
    let bits: Double
    /// The strongest finding in favour.
    let best: Finding?

    init(entity: Int, findings: [Finding], lineages: [(lineage: Int, strength: Double)]) {
      self.entity = entity
      self.findings = findings
      self.lineages = lineages
      bits = findings.reduce(0) { $0 + Self.bits($1) }
      best = findings.max {
        (Self.bits($0), $1.signal) < (Self.bits($1), $0.signal)
      }
    }

    private static let control = [
      ControllerSignals.holder, ControllerSignals.named, ControllerSignals.reported,
      ControllerSignals.acrossNumbers, ControllerSignals.upstream, ControllerSignals.seller,
      ControllerSignals.ringsLine, ControllerSignals.exploited,
    ]

    static func bits(_ finding: Finding) -> Double {
      (control.first { $0.id == finding.signal }?.bits ?? 0) * finding.strength
    }

    /// Lineages that the person belongs to: the strongest tie, and those at least half as strong.
    var main: [Int] {
      let top = lineages.first?.strength ?? 0
      return lineages.filter { $0.strength >= top / 2 }.map(\.lineage)
    }
  }

  /// A person whose evidence is below this is nobody to be compared with: three bits are odds of
  /// eight, half way from the prior to an even chance.
  static let leadMin = 3.0

  private let claims: [Claim]
  /// For each lineage, positions in `claims`, most bits first.
  private var order: [Int: [Int]] = [:]

  private let picture: RegionalPicture

  init(_ claims: [Claim], _ picture: RegionalPicture) {
    self.picture = picture
    self.claims = claims
    for (index, claim) in claims.enumerated() {
      for line in claim.main { order[line, default: []].append(index) }
    }
    for line in order.keys {
      order[line]?.sort { (-claims[$0].bits, $0) < (-claims[$1].bits, $1) }
    }
  }

  /// How one person stands where that person stands best.
  func findings(of index: Int) -> [Finding] {
    let own = claims[index].bits
    var best: (margin: Double, other: Int?)?
    for line in claims[index].main {
      let other = (order[line] ?? []).first { $0 != index }
      let margin = own - (other.map { max(0, claims[$0].bits) } ?? 0)
      if let known = best, known.margin >= margin { continue }
      best = (margin, other)
    }
    guard let best else { return [] }
    if best.margin > 0 {
      guard own >= Self.leadMin, let reason = claims[index].best else { return [] }
      return [
        Finding(
          signal: ControllerSignals.foremost, strength: best.margin / 4,
          facts: ["bits": .number(best.margin)],
          evidence: picture.cited(reason.evidence, atMost: 20))
      ]
    }
    guard let other = best.other, claims[other].bits >= Self.leadMin, best.margin < 0,
      let reason = claims[other].best
    else { return [] }
    return [
      Finding(
        signal: ControllerSignals.anotherForemost, strength: -best.margin / 8,
        facts: ["bits": .number(-best.margin)], evidence: picture.cited(reason.evidence, atMost: 20)
      )
    ]
  }
}
