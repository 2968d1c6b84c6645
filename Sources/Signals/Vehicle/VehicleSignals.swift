/// Every question asked of a vehicle, for and against.
///
/// Bits are what the signal says at full strength. They were set from how many times commoner the
/// pattern is among supply cars than among cars of the same road, rounded down, and are replaced by
/// measured hit rates when outcomes come back.
public enum VehicleSignals {
  /// The catalogue, those that speak for first.
  public static let all: [Signal] = movementFor + otherFor + against

  static let movementFor = [
    repeatCorridor, shortTurnaround, unusualHours, steadyRhythm, hubBase, corridorShare,
    severalMarkets, newOnRoad, stopsNearPremises, freshTrip,
  ]

  static let repeatCorridor = Signal(
    id: "vehicle.repeat-corridor",
    question:
      "Does it go from the line's hub to its market and back within a day, again and again?",
    about: .vehicle, family: .movement, bits: 2,
    weightReason:
      "8 days of it are four times commoner among supply cars; most who go often have other reasons",
    innocentWhen: ["work or family in the market", "deliveries", "a taxi's fares"],
    basis: "Home Office and NCA county lines guidance: resupply runs between hub and market",
    sentence: "{trips} trips from {hub} to {market} and back within a day on {days} days, the last "
      + "on {last}")

  static let shortTurnaround = Signal(
    id: "vehicle.short-turnaround",
    question: "Does it stay in the market for as long as a hand-over takes?",
    about: .vehicle, family: .movement, bits: 3,
    weightReason:
      "stays of 10 to 120 minutes against this road's own stays, up to 8 times commoner",
    innocentWhen: ["a delivery", "a taxi's fare", "fetching somebody"],
    basis: "NCA county lines intelligence assessments: resupply and cash collection are brief",
    sentence: "stays of {minutes} minutes in {market} at the middle, short for this road")

  static let unusualHours = Signal(
    id: "vehicle.unusual-hours",
    question: "Are its trips at hours and on days when others on this road do not go and return?",
    about: .vehicle, family: .movement, bits: 2,
    weightReason: "hours are a habit, so all trips together say little more than one",
    innocentWhen: ["shift work", "an evening class or sport", "a parent with weekend contact"],
    basis: "Operation Ignition's journey patterns: evenings and weekends",
    sentence:
      "{late} of its trips in the evening, at night or at a weekend, more than this road's own")

  static let steadyRhythm = Signal(
    id: "vehicle.steady-rhythm",
    question: "Does it leave for the market at about the same hour each time?",
    about: .vehicle, family: .movement, bits: 0.5,
    weightReason: "a planned run keeps an hour, and so do jobs and standing visits",
    innocentWhen: ["a job", "a standing visit"],
    basis: "Journey rhythm, published descriptions of restocking runs",
    sentence: "leaves for {market} at about the same hour, within {spread} hours")

  static let hubBase = Signal(
    id: "vehicle.hub-base",
    question: "Does it sleep in the hub?",
    about: .vehicle, family: .movement, bits: 0.7,
    weightReason: "supply starts from the hub; half of the road's traffic lives at the other end",
    innocentWhen: ["it is simply at home there"],
    basis: "NCA county lines definition: gangs export from hubs",
    sentence: "{nights} of {known} known nights in {hub}")

  static let corridorShare = Signal(
    id: "vehicle.corridor-share",
    question: "Is the line's market nearly the only place it goes to outside its own town?",
    about: .vehicle, family: .movement, bits: 1.5,
    weightReason: "private cars go to many places; nearly three times as common in supply cars",
    innocentWhen: ["a partner or parent in that town"],
    basis: "Journey profile against the vehicle's own other journeys",
    sentence: "{share} of its visits to other towns are to the line's markets")

  static let severalMarkets = Signal(
    id: "vehicle.several-markets",
    question: "Does it serve two or more markets of one line?",
    about: .vehicle, family: .movement, bits: 1,
    weightReason: "two towns of one line by chance are half as common as one",
    innocentWhen: ["a delivery round over the same towns"],
    basis: "Lines run several markets from one hub",
    sentence: "goes to {markets} markets of the line")

  static let newOnRoad = Signal(
    id: "vehicle.new-on-road",
    question: "Was it first seen anywhere shortly before its trips began?",
    about: .vehicle, family: .movement, bits: 1.5,
    weightReason: "cars are changed and hired to stay unknown; nearly three times as common",
    innocentWhen: ["bought lately", "moved lately"],
    basis: "Published cases: hire cars and short-term insured cars",
    sentence: "first seen on {first} and on this road within days")

  static let stopsNearPremises = Signal(
    id: "vehicle.stops-near-premises",
    question: "Does it stop near a home that is thought to be used by the line?",
    about: .vehicle, family: .movement, bits: 1.5,
    weightReason: "cameras say the quarter, not the door; three times as common at best",
    innocentWhen: ["neighbours", "shops beside it", "the home's carer"],
    basis: "Cuckooing guidance: vehicles that call briefly",
    sentence: "{stops} stops on {days} days near a home thought to be cuckooed, {expected} days "
      + "expected of any car that stops there")

  static let freshTrip = Signal(
    id: "vehicle.fresh-trip",
    question: "Was its last trip no longer ago than its own rhythm allows?",
    about: .vehicle, family: .movement, bits: 0.5,
    weightReason: "cars are changed every few weeks; one that came lately is likely to come again",
    innocentWhen: ["anybody who goes there regularly"],
    basis: "Time since the last event against its own rate, Schmittlein and others 1987",
    sentence: "last trip {days} days ago, on {last}, within its rhythm of {gap} days")
}
