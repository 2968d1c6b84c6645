import Picture
import Vocabulary

/// What is tied to which lineage, and how strongly: numbers, handsets, people, vehicles.
struct LineageTies: Sendable {
  /// A lineage, as a position among the run's, with how sure the tie is, 0 … 1.
  struct Tie: Hashable, Sendable {
    let lineage: Int
    let probability: Double
  }

  private var ofNumber: [UInt64: Int] = [:]
  private var ofHandset: [UInt64: Int] = [:]
  private var ofEntity: [Int: [Tie]] = [:]
  private var ofPlate: [UInt64: [Tie]] = [:]

  init(lineages: [Lineage], vehicles: [VehicleCandidate], links: [InferredLink]) {
    for (position, lineage) in lineages.enumerated() {
      for spell in lineage.spells { ofNumber[spell.number] = position }
      for imei in lineage.imeis { ofHandset[imei] = position }
    }
    for link in links {
      guard case .lineage(let lineage) = link.right else { continue }
      switch (link.kind, link.left) {
      case (.personLine, .person(let entity)):
        ofEntity[entity, default: []].append(
          Tie(lineage: lineage, probability: link.probability))
      case (.lineVehicle, .vehicle(let plate)):
        ofPlate[plate, default: []].append(
          Tie(lineage: lineage, probability: link.probability))
      default: break
      }
    }
    for link in links {
      guard link.kind == .lineVehicle, case .lineage(let lineage) = link.left,
        case .vehicle(let plate) = link.right
      else { continue }
      ofPlate[plate, default: []].append(Tie(lineage: lineage, probability: link.probability))
    }
    for vehicle in vehicles where ofPlate[vehicle.plate] == nil {
      // Candidates are named because a seed touches them; half is as much as that says.
      ofPlate[vehicle.plate] = vehicle.lineages.prefix(2).map { Tie(lineage: $0, probability: 0.5) }
    }
  }

  func ties(of entity: Int) -> [Tie] { ofEntity[entity] ?? [] }

  func ties(ofPlate plate: UInt64) -> [Tie] { ofPlate[plate] ?? [] }

  /// Lineages whose numbers or handsets an event names, ascending.
  func lineages(namedIn event: Event) -> [Int] {
    let named =
      event.numbers.compactMap { ofNumber[$0.packed] }
      + event.imeis.compactMap { ofHandset[$0.packed] }
    return Array(Set(named)).sorted()
  }
}
