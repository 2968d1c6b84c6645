/// Whether chances given come true as often as they say, in ten bins of a tenth each.
public struct Reliability: Sendable, Hashable {
  /// Forecasts of nearly one chance.
  public struct Bin: Sendable, Hashable {
    /// Tenths: chances from `tenth` / 10 up to and without the next; the last takes in 1.
    public let tenth: Int
    /// Forecasts in it, at least one.
    public let count: Int
    /// Mean chance given.
    public let said: Double
    /// Share that came true.
    public let cameTrue: Double

    /// How far what was said lies from what came, 0 … 1.
    public var distance: Double { (said - cameTrue).magnitude }
  }

  /// Bins that hold anything, ascending.
  public let bins: [Bin]

  /// Sorts forecasts into bins.
  public init(_ forecasts: Forecasts) {
    let members = Dictionary(grouping: forecasts.pairs) { min(9, max(0, Int($0.chance * 10))) }
    bins = members.keys.sorted().map { tenth in
      let own = Forecasts(members[tenth] ?? [])
      return Bin(
        tenth: tenth, count: own.pairs.count, said: own.meanChance ?? 0, cameTrue: own.hitRate ?? 0)
    }
  }

  /// The greatest distance among bins of enough forecasts; nil when there is none.
  ///
  /// - Parameter count: Fewest forecasts of a bin that is looked at. The default is 30: of fewer
  /// the
  ///   share that came true is itself uncertain by more than a tenth.
  public func worstDistance(ofAtLeast count: Int = 30) -> Double? {
    bins.filter { $0.count >= count }.map(\.distance).max()
  }
}
