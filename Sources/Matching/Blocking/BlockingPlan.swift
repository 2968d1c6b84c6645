/// Which records become candidates, decided once and frozen: the rules and their hot keys.
///
/// A block is the records of one key. Keys of more than `ceiling` records are hot: records of a hot
/// key meet only if they share a further part of the rule too, or two of them; what still is hot
/// when nothing is left to ask for is dealt into buckets twice over, so that records which are
/// alike throughout stay linked through one another and each is compared with about twice `ceiling`
/// others. So the number of candidates follows the number of records, whatever is common in them,
/// and whether two records meet depends on nothing but the two records and this plan.
public struct BlockingPlan: Hashable, Sendable {
  /// What happens with the records of one hot key.
  public struct HotKey: Hashable, Sendable {
    /// The key: a stable hash of what is shared.
    public var key: UInt64
    /// 0 when further parts are asked for; otherwise the number of buckets.
    public var buckets: Int32
  }

  /// One rule as it is used.
  public struct Rule: Hashable, Sendable {
    /// A name that stays: `names`, `birth-family` …
    public var name: String
    /// In order of `key`.
    public var hot: [HotKey]
  }

  /// The largest block of which every pair is compared.
  public var ceiling: Int
  /// In the order in which rules are tried.
  public var rules: [Rule]

  /// How far a block may outgrow `ceiling` under a frozen plan, before it is cut and a warning
  /// says that the model is to be estimated anew.
  public static let growthMax = 20

  init(ceiling: Int, rules: [Rule]) {
    self.ceiling = ceiling
    self.rules = rules
  }
}
