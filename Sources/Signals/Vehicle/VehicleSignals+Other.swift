extension VehicleSignals {
  static let otherFor = [
    movesWithLine, lineActivity, company, namedWithLine, recordedDrugs, presentAtPremises,
    youngPerson, keeperTied, hireCar, hireSuccessor, recentKeeper,
  ]

  static let movesWithLine = Signal(
    id: "vehicle.moves-with-line",
    question:
      "Is the line's phone served by cells on the vehicle's way, when both are away from home?",
    about: .vehicle, family: .telephony, bits: 3.5,
    weightReason:
      "held against the vehicle's own other days; several days together are rare by chance",
    innocentWhen: ["a customer travelling the same road", "a phone lent or forwarded"],
    basis: "Cell events against camera reads as a likelihood ratio, arXiv:2104.11683",
    sentence:
      "the line's phone was near it on {days} days away from home, {expected} expected by chance")

  static let lineActivity = Signal(
    id: "vehicle.line-activity",
    question: "Does the line send more in the hours after its arrivals than on other days?",
    about: .vehicle, family: .telephony, bits: 2,
    weightReason: "adverts follow restocking, but a line sends on most days",
    innocentWhen: ["its hours are the line's busy hours on the same weekdays"],
    basis: "NCA: bulk messages announce new stock",
    sentence:
      "the line sent more than on other days in {trips} of {asked} three-hour spans after arrivals")

  static let company = Signal(
    id: "vehicle.company",
    question:
      "Does it pass cameras with a vehicle that stands by other reasons, more than chance allows?",
    about: .vehicle, family: .company, bits: 2,
    weightReason: "company alone is never strong: families and workmates go in two cars",
    innocentWhen: ["two cars of one family", "colleagues", "commuters at one hour"],
    basis: "Convoy by Poisson exposure with false discovery rate, not plain counting",
    sentence: "{passes} joint passes with {vehicle} on {days} days, {expected} expected by chance")

  static let namedWithLine = Signal(
    id: "vehicle.named-with-line",
    question: "Do reports or records name it together with the line's number, handset or people?",
    about: .vehicle, family: .intelligence, bits: 4,
    weightReason: "graded: a 1A report at full weight makes it some 16 times likelier",
    innocentWhen: ["malicious reports", "a lift given once", "the wrong plate noted"],
    basis: "3x5x2 intelligence reports",
    sentence: "named with the line in {reports} reports, the best graded {grade}")

  static let recordedDrugs = Signal(
    id: "vehicle.recorded-drugs",
    question: "Was it in a stop, an arrest or a seizure with drugs, cash or a weapon?",
    about: .vehicle, family: .recorded, bits: 2,
    weightReason: "four times as common in supply cars; users are stopped too",
    innocentWhen: ["own use", "a passenger's"],
    basis: "Stop and search and custody records",
    sentence: "in {events} stops, arrests or seizures with drugs, cash or a weapon")

  static let presentAtPremises = Signal(
    id: "vehicle.present-at-premises",
    question: "Did a visit find it at a home that was cuckooed or a concern?",
    about: .vehicle, family: .recorded, bits: 2,
    weightReason: "seen there by an officer; carers and neighbours park there too",
    innocentWhen: ["a carer", "a relative of the occupier", "a neighbour"],
    basis: "Cuckooing visits: vehicles present",
    sentence: "found at a home with concerns on {visits} visits, the last on {last}")

  static let youngPerson = Signal(
    id: "vehicle.young-person",
    question: "Was a person who may be under 18, or one reported missing, found in it or with it?",
    about: .vehicle, family: .recorded, bits: 1,
    weightReason: "twice as common in cars that lines use to move young people",
    innocentWhen: ["a parent's car", "a school run"],
    basis: "Missing from home guidance: who brought them, in what",
    sentence: "a young or missing person was with it on {events} occasions")

  static let keeperTied = Signal(
    id: "vehicle.keeper-tied",
    question: "Is its keeper or hirer tied to the line?",
    about: .vehicle, family: .register, bits: 2.5,
    weightReason: "weighted by how sure the tie is; cars are kept in others' names",
    innocentWhen: ["a relative who has nothing to do with it", "a keeper who sold it"],
    basis: "Keeper and hire registers against the line's people",
    sentence: "its keeper is tied to the line")

  static let hireCar = Signal(
    id: "vehicle.hire-car",
    question: "Is it a hire car?",
    about: .vehicle, family: .register, bits: 1,
    weightReason: "twice as common on these roads among supply cars, and common in life",
    innocentWhen: ["most hirers"],
    basis: "Published cases: short hires follow one another",
    sentence: "a hire car")

  static let hireSuccessor = Signal(
    id: "vehicle.hire-successor",
    question: "Did its hirer or keeper take it on as another car with this pattern was given back?",
    about: .vehicle, family: .register, bits: 2,
    weightReason: "the pattern goes with the person; weaker than the vehicle's own",
    innocentWhen: ["a courtesy car", "a household with two cars"],
    basis: "Hire chains: the next car inherits the run",
    sentence: "taken on by the keeper of {vehicle}, which ran this road before it")

  static let recentKeeper = Signal(
    id: "vehicle.recent-keeper",
    question: "Did its keeper change shortly before its trips began?",
    about: .vehicle, family: .register, bits: 0.7,
    weightReason: "one and a half times as common",
    innocentWhen: ["anybody who bought a car"],
    basis: "Keeper register",
    sentence: "changed keeper on {date}, shortly before its trips")

  static let against = [
    commuting, longStay, marketHome, rounds, workingWeek, localWork, manyPlaces, trade, safeVisit,
    plateDoubt, goneQuiet, givenBack,
    replaced,
  ]

  static let commuting = Signal(
    id: "vehicle.commuting",
    question: "Does it go out on working mornings and come back after a working day?",
    about: .vehicle, family: .movement, bits: -5,
    weightReason: "hardly any supply car does so; most cars of such a road do",
    innocentWhen: ["that is the innocent reading"],
    basis: "National Travel Survey: commuting hours",
    sentence: "{share} of its trips are a working day away")

  static let longStay = Signal(
    id: "vehicle.long-stay",
    question: "Does it stay in the market for many hours or the night?",
    about: .vehicle, family: .movement, bits: -5,
    weightReason: "hand-overs are brief; hardly any supply car stays for half a day",
    innocentWhen: ["that is the innocent reading"],
    basis: "NCA county lines intelligence assessments: resupply is brief",
    sentence: "stays of {minutes} minutes in {market} at the middle")

  static let marketHome = Signal(
    id: "vehicle.market-home",
    question: "Does it sleep in the market?",
    about: .vehicle, family: .movement, bits: -4,
    weightReason: "people who live there and go to the city for work, shops and friends",
    innocentWhen: ["that is the innocent reading"],
    basis: "National Travel Survey: home-based journeys",
    sentence: "{nights} of {known} known nights in {market}, so it seems at home there")

  static let rounds = Signal(
    id: "vehicle.rounds",
    question: "Does it make stops in other places on the same trip?",
    about: .vehicle, family: .movement, bits: -2.5,
    weightReason: "a round of several stops is six times commoner among deliveries",
    innocentWhen: ["that is the innocent reading"],
    basis: "Delivery rounds",
    sentence: "{stops} stops elsewhere on a usual trip, as a delivery round has")

  static let workingWeek = Signal(
    id: "vehicle.working-week",
    question: "Does it go on most working days and hardly at weekends?",
    about: .vehicle, family: .movement, bits: -4,
    weightReason: "depots and jobs keep the working week; restocking is every few days",
    innocentWhen: ["that is the innocent reading"],
    basis: "Depot starts and working hours",
    sentence: "went on {share} of working days between its first trip and its last")

  static let localWork = Signal(
    id: "vehicle.local-work",
    question: "Does it make many short drives within one town every day?",
    about: .vehicle, family: .movement, bits: -2.5,
    weightReason: "taxis, carers and couriers do; supply cars keep still between runs",
    innocentWhen: ["that is the innocent reading"],
    basis: "Taxi and home care rounds",
    sentence: "{moves} short drives within a town on a usual day, as taxis and carers make")

  static let manyPlaces = Signal(
    id: "vehicle.many-places",
    question: "Are the line's markets only a few of the many towns it goes to?",
    about: .vehicle, family: .movement, bits: -0.5,
    weightReason: "a little commoner among trade and touring; hire cars go everywhere too",
    innocentWhen: ["that is the innocent reading"],
    basis: "Journey profile against the vehicle's own other journeys",
    sentence: "visits {places} towns, most of them not the line's")

  static let trade = Signal(
    id: "vehicle.trade",
    question: "Is it registered as a taxi, goods or fleet vehicle?",
    about: .vehicle, family: .register, bits: -4,
    weightReason: "the register explains the road; taxis are used by lines, but as fares",
    innocentWhen: ["that is the innocent reading"],
    basis: "Vehicle register",
    sentence: "registered as {kind}")

  static let safeVisit = Signal(
    id: "vehicle.safe-visit",
    question: "Was it found only at homes where a visit found no concern?",
    about: .vehicle, family: .recorded, bits: -1.5,
    weightReason: "carers and families are found at homes that are safe",
    innocentWhen: ["that is the innocent reading"],
    basis: "Cuckooing visits: vehicles present",
    sentence: "found at a home without concerns on {visits} visits")

  static let plateDoubt = Signal(
    id: "vehicle.plate-doubt",
    question: "Does its plate seem to be on two vehicles?",
    about: .vehicle, family: .movement, bits: -0.5,
    weightReason: "some of its reads are then another's; whose is not known",
    innocentWhen: ["the true keeper knows nothing of the copy"],
    basis: "Impossible speeds between cameras",
    sentence: "read {reads} times where one vehicle cannot have been")

  static let goneQuiet = Signal(
    id: "vehicle.gone-quiet",
    question: "Has it stopped coming, going by its own rhythm?",
    about: .vehicle, family: .movement, bits: -14,
    weightReason: "a car given back or sold is not to be expected, whatever it did before",
    innocentWhen: ["its driver was away", "other roads than those with cameras"],
    basis: "Time since the last event against its own rate, Schmittlein and others 1987",
    sentence: "not seen on this road for {days} days, since {last}, with a rhythm of {gap} days")

  static let givenBack = Signal(
    id: "vehicle.given-back",
    question: "Is the time of its last keeper or hirer over, without a trip since?",
    about: .vehicle, family: .register, bits: -6,
    weightReason: "the run goes on in the hirer's next car",
    innocentWhen: ["a register that is behind"],
    basis: "Keeper and hire registers",
    sentence: "given back by its last keeper on {date}, with no trip on this road since")

  static let replaced = Signal(
    id: "vehicle.replaced",
    question: "Did its keeper take on another car after it?",
    about: .vehicle, family: .register, bits: -4,
    weightReason: "the run goes with the person, so this car is left with others or with nobody",
    innocentWhen: ["two cars kept side by side"],
    basis: "Hire chains: the next car inherits the run",
    sentence: "its keeper took on {vehicle} in its place on {date}, with no trip of its own since")
}
