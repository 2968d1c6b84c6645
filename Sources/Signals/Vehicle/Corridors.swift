import Picture
import Vocabulary

/// The roads that lines are known to use: hub and market by hub and market, and whose they are.
///
/// A line whose hub is not known is asked against every area that a source calls a hub, and a line
/// of several markets also from market to market, because lines inside one force have no hub.
/// Such assumed corridors speak with half a voice.
struct Corridors: Sendable {
  /// One line's use of a corridor.
  struct Use: Hashable, Sendable {
    var lineage: Int
    /// Whether the hub is only supposed.
    var isAssumed: Bool
  }

  /// For each area, the hubs it is a market of, ascending; empty for most.
  let hubsOfMarket: [[Int]]
  /// For each area, whether a corridor begins there.
  let isHub: [Bool]
  private let uses: [UInt64: [Use]]

  init(_ picture: RegionalPicture, lineages: [Lineage]) {
    let areas = picture.holdings.areas
    let hubs = areas.indices.filter { areas[$0].role == "hub" }
    var uses: [UInt64: [Use]] = [:]
    var hubsOfMarket = [Set<Int>](repeating: [], count: areas.count)
    var isHub = [Bool](repeating: false, count: areas.count)
    func add(_ hub: Int, _ market: Int, _ lineage: Int, isAssumed: Bool) {
      guard hub != market else { return }
      let use = Use(lineage: lineage, isAssumed: isAssumed)
      if uses[Self.key(hub, market)]?.contains(where: { $0.lineage == lineage }) != true {
        uses[Self.key(hub, market), default: []].append(use)
      }
      hubsOfMarket[market].insert(hub)
      isHub[hub] = true
    }
    for (index, lineage) in lineages.enumerated() {
      for market in lineage.markets {
        if let hub = lineage.hub {
          add(hub, market, index, isAssumed: false)
        } else {
          for hub in hubs { add(hub, market, index, isAssumed: true) }
        }
        if lineage.hub == nil || lineage.hub == market {
          for other in lineage.markets { add(other, market, index, isAssumed: true) }
        }
      }
    }
    self.uses = uses
    self.hubsOfMarket = hubsOfMarket.map { $0.sorted() }
    self.isHub = isHub
  }

  private static func key(_ hub: Int, _ market: Int) -> UInt64 {
    UInt64(hub) &<< 32 | UInt64(market)
  }

  /// The lines that use a corridor, ascending.
  func uses(hub: Int, market: Int) -> [Use] { uses[Self.key(hub, market)] ?? [] }
}
