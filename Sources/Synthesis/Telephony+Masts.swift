import Primitives
import Vocabulary

/// Where a phone is when it is used, as the mast that serves it. The serving mast is often not the
/// nearest one.
extension Telephony {
  /// Where the holder is: in the hub, moving about by two-hour stretches, or in the car.
  func holderMast(
    _ line: DealLine, index: Int, isDeal: Bool, at time: Int64, using draws: inout SeededGenerator
  ) -> UInt16 {
    let trip = line.trips.first { $0.leaves <= time && time < $0.returns && $0.carriesPhone }
    if let trip, isDeal || index % 2 == 0 {
      let isOut = time < trip.arrives
      if !isOut && time < trip.turns {
        let masts = world.geography.townMasts[trip.market]
        return UInt16(masts[draws.below(masts.count)])
      }
      let route =
        isOut
        ? world.geography.route(from: line.hub, to: trip.market)
        : world.geography.route(from: trip.market, to: line.hub)
      let into = Double(time - (isOut ? trip.leaves : trip.turns)) / 1.05
      let near = route.passages.min {
        abs(Double($0.seconds) - into) < abs(Double($1.seconds) - into)
      }
      if let near { return mast(at: Int(near.camera), using: &draws) }
    }
    // By the holder's own phone, so that all lines of one holder are where the holder is.
    return roamingMast(
      world.phones[line.controllerPhone].home, group: line.controllerPhone, at: time,
      using: &draws)
  }

  /// Whoever carries several phones, for each of them: another part of town every two hours.
  private func roamingMast(
    _ town: Int, group: Int, at time: Int64, using draws: inout SeededGenerator
  ) -> UInt16 {
    let masts = world.geography.townMasts[town]
    let slot = StableHash.mix(
      UInt64(bitPattern: time / 7200) &+ UInt64(bitPattern: Int64(group)) &<< 40)
    let base = Int(slot % UInt64(masts.count))
    let shift = draws.pick(weights: [0.62, 0.2, 0.18])
    return UInt16(masts[(base + shift) % masts.count])
  }

  private func mast(at camera: Int, using draws: inout SeededGenerator) -> UInt16 {
    UInt16(world.geography.mastsAtCamera[camera][draws.pick(weights: [0.6, 0.25, 0.15])])
  }

  /// Mostly the favourite mast, else another of the town, seldom one elsewhere.
  func ownMast(
    _ phone: Int, at time: Int64, using draws: inout SeededGenerator
  ) -> UInt16 {
    if let line = runnerLines[phone],
      let mast = outpostMast(phone, line: world.lines[line], at: time, using: &draws)
    {
      return mast
    }
    let owner = world.phones[phone]
    if let group = carrierOf[phone] {
      return roamingMast(owner.home, group: -1 - group, at: time, using: &draws)
    }
    let masts = world.geography.townMasts[owner.home]
    let dice = draws.unit()
    if dice < 0.55 { return UInt16(masts[owner.favouriteMast]) }
    if dice < 0.93 { return UInt16(masts[draws.below(masts.count)]) }
    return UInt16(draws.below(world.geography.masts.count))
  }

  /// For stretches of three days a runner stays at a home that the line has taken over; then the
  /// phone is served by the masts around it.
  private func outpostMast(
    _ phone: Int, line: DealLine, at time: Int64, using draws: inout SeededGenerator
  ) -> UInt16? {
    let stretch = StableHash.mix(UInt64(bitPattern: time / 259_200) &+ UInt64(phone) << 20)
    guard stretch % 5 < 2,
      let home = line.homes.first(where: {
        world.homes[$0].cuckooed.contains { $0.from <= time && time < $0.to }
      })
    else { return nil }
    let town = world.homes[home].town
    let masts = world.geography.townMasts[town]
    let near = masts.sorted {
      let place = world.homes[home].position
      return (world.geography.masts[$0].position.kilometres(to: place), $0)
        < (world.geography.masts[$1].position.kilometres(to: place), $1)
    }
    return UInt16(near[min(near.count - 1, draws.pick(weights: [0.6, 0.25, 0.15]))])
  }

  /// As `ownMast`, save for a line's holder, whose two phones go together.
  func personMast(
    _ phone: Int, at time: Int64, using draws: inout SeededGenerator
  ) -> UInt16 {
    if let index = holderLines[phone] {
      return holderMast(
        world.lines[index], index: index, isDeal: false, at: time, using: &draws)
    }
    return ownMast(phone, at: time, using: &draws)
  }
}
