import Primitives
import Vocabulary

/// A telephone: one number in one handset.
struct Phone: Sendable {
  /// Digits with the country code.
  var number: UInt64
  /// Fourteen digits.
  var handset: UInt64
  var subscription: UInt64
  var home: Int
  /// The mast it uses most, as a position in the town's masts.
  var favouriteMast: Int
}

/// One keeper of a vehicle.
struct Keepership: Sendable {
  let person: Int
  let from: CivilDate
  let to: CivilDate?
}

/// A vehicle that has a role in the world.
struct Vehicle: Sendable {
  var role: String
  var kind: String
  var make: String
  var model: String
  var colour: String
  var home: Int
  var keepers: [Keepership] = []
  /// The source that has a record of it, if one has.
  var source: Int?
  var markers = ""
  var lineage: Int?
}

/// One drive from town to town. A drive from a town to itself stays inside it.
struct Journey: Sendable {
  /// The vehicle whose plate is read.
  var vehicle: Int
  var from: Int
  var to: Int
  var leaves: Int64
  /// 1 is free flow; larger is slower.
  var slowness: Double = 1.05
  /// Chance that a camera that it passes reads it.
  var detection: Double = 0.95
}

/// A home, with the times at which a line had taken it over.
struct Home: Sendable {
  var town: Int
  var address: String
  var postcode: String
  var position: Position
  var occupier: Int
  var role: String
  var vulnerability: String
  /// Times of being cuckooed; `to` may lie after the period.
  var cuckooed: [(from: Int64, to: Int64, lineage: Int)] = []
  /// First and last report; nil when nobody reported it.
  var reported: (first: Int64, last: Int64, grade: Grade)?
  var status = ""
}

/// A 3x5x2 grade as written.
struct Grade: Sendable {
  var source: String
  var content: String
  var handling = "P"

  static let blank = Grade(source: "", content: "", handling: "")
}

/// A visit to a home.
struct Visit: Sendable {
  var home: Int
  var at: Int64
  var agency: String
  var finding: String
  var persons: [String] = []
  var vehicles: [Int] = []
}

/// Something that a source recorded.
struct Incident: Sendable {
  var kind: String
  var at: Int64
  var source: Int
  var town: Int
  var persons: [String] = []
  var vehicles: [Int] = []
  var phones: [Int] = []
  var handsets: [Int] = []
  var homes: [Int] = []
  var drugs = ""
  var cash: Int?
  var weapon = ""
  var text = ""
  var grade = Grade.blank
  var isPlaced = false
}

/// Two people whom a source connects.
struct Tie: Sendable {
  var source: Int
  var left: String
  var right: String
  var kind: String
  var since: String
  var grade: Grade
}

/// A synthetic region with everything true about it.
///
/// Made from settings alone: the same settings give the same world, and the same bytes on disk.
/// Traffic and calls are not held; `write(to:workers:)` draws them again from the same seed.
public struct World: Sendable {
  /// What it was made from.
  public let settings: WorldSettings
  let rates: NoiseRates
  let generator: SeededGenerator
  let geography: Geography
  let plates: PlateMaker
  /// The first second of the period and the second after its last.
  let start: Int64
  let finish: Int64
  var roster: Roster
  var phones: [Phone] = []
  var vehicles: [Vehicle] = []
  var journeys: [Journey] = []
  var homes: [Home] = []
  var visits: [Visit] = []
  var incidents: [Incident] = []
  var ties: [Tie] = []
  var lines: [DealLine] = []
  var contacts: [CallHabit] = []
  var shops: [TextingShop] = []
  var carriers: [TwoPhones] = []
  var convoys: [Convoy] = []
  var clones: [Clone] = []
  var groups: [CrimeGroup] = []
  var outcomes: [OutcomeRow] = []
  var innocents: [Innocent] = []

  private init(_ settings: WorldSettings) {
    precondition(settings.days >= 14, "a world shorter than 14 days shows no rhythm")
    precondition(settings.backgroundVehicles >= 1000, "a world needs some traffic")
    self.settings = settings
    rates = NoiseRates(settings.noise, isClean: settings.isClean)
    // The night belongs to the region of the same seed, so the preset is no part of the seed.
    generator = SeededGenerator(seed: settings.seed)
    geography = Geography(settings, using: generator)
    plates = PlateMaker(seed: StableHash.mix(settings.seed &+ 11))
    finish = Int64(settings.end.daysSinceEpoch) * 86_400
    start = finish - Int64(settings.days) * 86_400
    roster = Roster(seed: StableHash.mix(settings.seed &+ 12))
  }

  /// Draws a world.
  ///
  /// - Complexity: A second or so for `region`.
  public static func make(_ settings: WorldSettings) -> World {
    var world = World(settings)
    world.makeLines()
    world.makeBystanders()
    world.makeResidents()
    world.makeBackgroundRecords()
    return world
  }
}

extension World {
  /// Traffic of the half hour, the same for everybody who leaves within it: 1 to 1.11.
  static func congestion(at leaves: Int64) -> Double {
    let slot = StableHash.mix(UInt64(bitPattern: leaves / 1800) ^ 0x5151)
    return 1 + Double(slot % 100) / 900
  }

  /// How long a journey takes.
  func travelSeconds(from: Int, to: Int, leaves: Int64, slowness: Double = 1.05) -> Int64 {
    let seconds = Double(geography.route(from: from, to: to).seconds)
    return Int64(seconds * slowness * Self.congestion(at: leaves))
  }
}

/// An innocent person, vehicle or home that looks like part of a line.
struct Innocent: Sendable {
  enum Subject: Sendable { case person(Int), vehicle(Int), home(Int), phone(Int) }
  let subject: Subject
  let role: String
}

/// Two vehicles that travel together.
struct Convoy: Sendable {
  let left: Int
  let right: Int
  let kind: String
  var occasions: Int
}

/// A vehicle that drove on another's plate.
struct Clone: Sendable {
  /// Whose plate it is.
  let original: Int
  /// Who drove on it.
  let user: Int
  let from: Int64
  let to: Int64
}

/// A group on a source's books.
struct CrimeGroup: Sendable {
  let name: String
  let kind: String
  let tier: String
  let source: Int
  let members: [String]
}

/// What became of an entry of an earlier list.
struct OutcomeRow: Sendable {
  let source: Int
  let list: String
  let subject: String
  let at: Int64
  let result: String
  var arrests = 0
  var cash = 0
  var drugs = ""
  var disruption = ""
  var aim = ""
}
