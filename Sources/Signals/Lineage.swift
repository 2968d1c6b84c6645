public import Picture

/// A deal line followed through its numbers, handsets and brands.
public struct Lineage: Sendable {
  /// One number in the life of the line.
  public struct Spell: Hashable, Sendable {
    /// Packed number.
    public let number: UInt64
    /// First and last activity or report, seconds since the epoch.
    public let from: Int64
    public let to: Int64

    /// A number and when it served.
    public init(number: UInt64, from: Int64, to: Int64) {
      self.number = number
      self.from = from
      self.to = to
    }
  }

  /// Ours and stable: `l-` and 12 hexadecimal digits of a stable hash of the smallest line record
  /// key.
  public let id: String
  /// Positions in `holdings.lines`, ascending.
  public let lineRecords: [Int]
  /// Numbers in order of time.
  public let spells: [Spell]
  /// Packed handsets that its numbers were used in, ascending.
  public let imeis: [UInt64]
  public let brand: String?
  /// `active`, `dormant` or `closed`, from its newest number.
  public let status: String
  /// How it was closed, if it was, and whether it came back.
  public let closure: LineClosure?
  /// Positions in `holdings.areas`.
  public let hub: Int?
  public let markets: [Int]
  /// The person most likely to hold it, if any reaches one half.
  public let holder: Int?
  public let holderProbability: Double
  /// Findings about the line (activity, bursts, succession, holder).
  public let findings: [Finding]
  /// Records that speak of the line itself, for rows of other lists that cite it.
  public let evidence: [Evidence]

  /// A lineage with everything known of it.
  public init(
    id: String, lineRecords: [Int], spells: [Spell], imeis: [UInt64], brand: String?,
    status: String,
    hub: Int?, markets: [Int], holder: Int?, holderProbability: Double, findings: [Finding],
    evidence: [Evidence], closure: LineClosure? = nil
  ) {
    self.id = id
    self.lineRecords = lineRecords
    self.spells = spells
    self.imeis = imeis
    self.brand = brand
    self.status = status
    self.hub = hub
    self.markets = markets
    self.holder = holder
    self.holderProbability = holderProbability
    self.findings = findings
    self.evidence = evidence
    self.closure = closure
  }
}
