/// What is asked of a home: is it cuckooed now?
public enum PremisesSignals {
  /// The closed list, in the order in which it is asked.
  public static let all: [Signal] = [
    foundCuckooed, concern, noAnswer, reported, intelligence, recorded, young, people, vehicles,
    cells, vulnerability, noConcern, rehoused, recordedSafe, signsStopped, carers, household,
  ]

  private static let guidance =
    "Home Office, Criminal exploitation of children and vulnerable adults: county lines, 2023"
  private static let research =
    "Spicer, Moyle, Coomber 2020, The variable and evolving nature of cuckooing, "
    + "DOI 10.1007/s12117-019-09368-5"

  static let foundCuckooed = Signal(
    id: "premises.found-cuckooed", question: "Did a visit find it taken over?", about: .premises,
    family: .recorded, bits: 7,
    weightReason: "officers or staff saw it with their own eyes; it ages with the half-life",
    innocentWhen: ["the line has moved on since the visit"], basis: guidance,
    sentence: "found cuckooed on a visit on {at}")

  static let concern = Signal(
    id: "premises.visit-concern", question: "Did a visit raise concern?", about: .premises,
    family: .recorded, bits: 3, weightReason: "concern has many causes, of which this is one",
    innocentWhen: ["illness, debt or a quarrel with neighbours"], basis: guidance,
    sentence: "a visit raised concern on {at}, {count} such visit(s)")

  static let noAnswer = Signal(
    id: "premises.no-answer", question: "Did nobody answer at the last visit?", about: .premises,
    family: .recorded, bits: 0.7, weightReason: "people are out; those told not to open are in",
    innocentWhen: ["the occupier was out, asleep or in hospital"], basis: guidance,
    sentence: "nobody answered on {at}")

  static let reported = Signal(
    id: "premises.reported", question: "Does a source hold it as cuckooed?", about: .premises,
    family: .intelligence, bits: 4,
    weightReason: "a graded record of a suspected or confirmed home, aged since its last report",
    innocentWhen: ["it was true and is over", "a neighbour's quarrel"], basis: guidance,
    sentence: "held as {status} by {sources} source(s), grade {grade}, last reported {at}")

  static let intelligence = Signal(
    id: "premises.intelligence", question: "Does recent intelligence name it?", about: .premises,
    family: .intelligence, bits: 4,
    weightReason: "dated reports that name the home, each at its grade and age",
    innocentWhen: ["reports repeat each other", "the occupier is a customer"], basis: guidance,
    sentence: "named in {count} reports, the last on {at}, best grade {grade}")

  static let recorded = Signal(
    id: "premises.recorded-there", question: "Was there an arrest, seizure or violence there?",
    about: .premises, family: .recorded, bits: 3.5,
    weightReason: "an event at the address shows it in use, and may also have ended that use",
    innocentWhen: ["the arrest ended it", "the event had another cause"], basis: guidance,
    sentence: "{count} arrests, searches or seizures there, the last on {at}")

  static let young = Signal(
    id: "premises.young-person", question: "Was a young person found there?", about: .premises,
    family: .recorded, bits: 4,
    weightReason: "lines put children from elsewhere into cuckooed homes to sell",
    innocentWhen: ["a relative or a neighbour's child visits"], basis: guidance,
    sentence: "a person under 18 was found there on {at}")

  static let people = Signal(
    id: "premises.line-people", question: "Were people tied to a line there?", about: .premises,
    family: .recorded, bits: 3,
    weightReason: "presence of people attributed to a line, at the strength of that attribution",
    innocentWhen: ["they are relatives of the occupier", "he buys from them"], basis: research,
    sentence: "{count} people tied to a line were there, last on {at}")

  static let vehicles = Signal(
    id: "premises.line-vehicle", question: "Does a line's vehicle stop there?", about: .premises,
    family: .movement, bits: 3, weightReason: "supply comes by road; the stop is the delivery",
    innocentWhen: ["its driver lives or visits nearby"], basis: research,
    sentence: "a vehicle tied to a line was there or stopped near, last on {at}")

  static let cells = Signal(
    id: "premises.line-cells", question: "Did a line's phones settle near it?", about: .premises,
    family: .telephony, bits: 3,
    weightReason: "a cell covers many homes, so the bits shrink with the homes it covers",
    innocentWhen: ["another home under the same cell", "a customer lives nearby"],
    basis: "Poisson tail against the phone's own past",
    sentence:
      "{calls} calls of a line's phones in cells that serve it in {days} days, {expected} expected")

  static let vulnerability = Signal(
    id: "premises.vulnerable-occupier", question: "Is its occupier vulnerable?", about: .premises,
    family: .register, bits: 0.7,
    weightReason: "lines choose the vulnerable; most vulnerable are left alone",
    innocentWhen: ["most vulnerable people are not cuckooed"], basis: research,
    sentence: "its occupier is recorded as vulnerable")

  static let noConcern = Signal(
    id: "premises.no-concern", question: "Did the last visit find no concern?", about: .premises,
    family: .recorded, bits: -5,
    weightReason: "seen and found well, unless there are newer signs or it was long ago",
    innocentWhen: ["the occupier was told what to say"], basis: guidance,
    sentence: "against: a visit found no concern on {at}")

  static let rehoused = Signal(
    id: "premises.rehoused", question: "Was its occupier rehoused?", about: .premises,
    family: .recorded, bits: -6, weightReason: "nobody is left there to be exploited",
    innocentWhen: ["the empty home goes on being used"], basis: guidance,
    sentence: "against: the occupier was rehoused on {at}")

  static let recordedSafe = Signal(
    id: "premises.recorded-safe", question: "Do sources hold it as safe or closed?",
    about: .premises, family: .intelligence, bits: -4,
    weightReason: "a source looked and closed the matter; newer signs count against that",
    innocentWhen: ["the record was closed for want of answers"], basis: guidance,
    sentence: "against: held as {status}")

  static let signsStopped = Signal(
    id: "premises.signs-stopped", question: "Have its signs stopped?", about: .premises,
    family: .recorded, bits: -4, weightReason: "a line stays one to six weeks, then moves on",
    innocentWhen: ["nobody looked"], basis: research,
    sentence: "against: the newest sign is {days} days old")

  static let carers = Signal(
    id: "premises.carers", question: "Do carers come and go there?", about: .premises,
    family: .recorded, bits: -1, weightReason: "regular visits explain footfall, and would notice",
    innocentWhen: ["carers are kept out of one room"], basis: guidance,
    sentence: "against: {count} visits by {agency} found no concern")

  static let household = Signal(
    id: "premises.household", question: "Do several people live there?", about: .premises,
    family: .register, bits: -1, weightReason: "lines choose people alone",
    innocentWhen: ["the others are there for the line"], basis: research,
    sentence: "against: {count} people are recorded as living there")
}
