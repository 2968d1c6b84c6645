import Glibc
import Picture
import Primitives
import Vocabulary

extension VehicleContext {
  /// The newest read in each area, which is the last moment at which anything could be seen there:
  /// a feed that stopped makes nobody silent.
  static func newestReads(_ picture: RegionalPicture, _ traffic: Traffic) -> [Int64] {
    var newest = [Int64](repeating: .min, count: picture.holdings.areas.count)
    for (camera, time) in traffic.newest.enumerated() {
      let area = picture.areaOfCamera[camera]
      if area >= 0 { newest[area] = max(newest[area], time) }
    }
    return newest
  }

  /// The silence of a vehicle since its last trip on the line's road, or since its last read when
  /// it made no trip.
  func silence(of look: VehicleLook) -> SilenceTest? {
    guard let walk = look.walk else { return nil }
    if let profile = look.profile {
      let seen = min(newest[profile.hub], newest[profile.market], picture.asOf.seconds)
      return SilenceTest(
        days: Set(profile.trips.map { hours.day($0.back) }), today: hours.day(seen))
    }
    let seen = min(newest.max() ?? picture.asOf.seconds, picture.asOf.seconds)
    let times = picture.holdings.sightings.times
    return SilenceTest(
      days: Set((look.rows.isEmpty ? [] : look.rows).map { hours.day(times[$0]) })
        .union([hours.day(walk.last)]), today: hours.day(seen))
  }

  /// Whether it is still to be expected: the list is of vehicles that come now.
  func addSilence(to look: inout VehicleLook) {
    addGivenBack(to: &look)
    guard let silence = silence(of: look), let row = look.rows.last else {
      look.unasked[VehicleSignals.goneQuiet.id] = "no camera read it"
      return
    }
    let trips = look.profile?.trips ?? []
    let evidence = trips.isEmpty ? [Evidence(.sightings, row)] : Self.evidence(of: trips.suffix(1))
    let facts: [String: Fact] = [
      "days": .count(silence.silent), "last": .date(Int64(silence.last) * 86_400 + 43_200),
      "gap": .number((silence.gap * 10).rounded() / 10),
    ]
    look.add(VehicleSignals.goneQuiet, min(1, -log2(silence.alive) / 8), facts, evidence)
    if trips.count >= 2 {
      look.add(VehicleSignals.freshTrip, silence.alive * 2 - 1, facts, evidence)
    }
  }

  /// Whether the register says that the hands it ran in have given it back, or went on in another
  /// car: its last keeper's time is over or a later car is in its place, and it made no trip since.
  private func addGivenBack(to look: inout VehicleLook) {
    let all = picture.holdings.vehicles
    let positions = picture.recordsOfVehicle[look.plate] ?? []
    let lastTrip = look.profile?.trips.last.map { hours.day($0.out) } ?? .min
    let today = hours.day(picture.asOf.seconds)
    let ends = positions.map { all[$0].keeperTo?.daysSinceEpoch ?? .max }
    if let end = ends.max(), end < today, lastTrip <= end + 1 {
      look.add(
        VehicleSignals.givenBack, 1, ["date": .date(Int64(end) * 86_400 + 43_200)],
        zip(positions, ends).filter { $0.1 == end }.map { Evidence(.vehicles, $0.0) })
    }
    if let next = look.replacement, next.day <= today, lastTrip <= next.day + 1 {
      look.add(
        VehicleSignals.replaced, next.isNamed ? 1 : 0.5,
        [
          "vehicle": .text(VehicleRegistration(packed: next.to).text),
          "date": .date(Int64(next.day) * 86_400 + 43_200),
        ], next.records.map { Evidence(.vehicles, $0) })
    }
  }
}
