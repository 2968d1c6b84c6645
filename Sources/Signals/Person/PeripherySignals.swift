/// The questions asked about a young person at the edge of a line. Together they make a priority
/// of need; none of them asks what the person did, and prior offending adds nothing.
public enum PeripherySignals {
  static let associates = Signal(
    id: "edge.older-associates", question: "Is the young person tied to people of a line?",
    about: .youngPerson, family: .intelligence, bits: 5,
    weightReason: "exploitation starts with ties to older people of the line",
    innocentWhen: ["relatives", "neighbours", "one chance stop together"],
    basis: "Home Office county lines guidance: older controlling associates; METHODS 5",
    sentence: "tied to {count} people of the line, closest tie {share}, newest {newest}")

  static let missing = Signal(
    id: "edge.missing", question: "Does the young person go missing?", about: .youngPerson,
    family: .recorded, bits: 3,
    weightReason: "the commonest early sign, but most missing children are not exploited",
    innocentWhen: ["conflict at home or in care", "visits to friends or family"],
    basis: "Home Office county lines guidance: going missing, especially from school or home",
    sentence: "missing {count} times in 180 days, newest {newest}")

  static let foundAway = Signal(
    id: "edge.found-away", question: "Was the young person met far from home?",
    about: .youngPerson, family: .recorded, bits: 4,
    weightReason: "travel to places without a reason of their own is the mark of county lines",
    innocentWhen: ["holidays", "separated parents", "a placement in care moved"],
    basis: "Home Office county lines guidance: found out of area",
    sentence: "met {count} times away from home, in {place}, {kilometres} km")

  static let atPremises = Signal(
    id: "edge.at-premises", question: "Was the young person met at a home tied to a line?",
    about: .youngPerson, family: .recorded, bits: 5,
    weightReason: "children are put into cuckooed homes to sell from them",
    innocentWhen: ["lives there", "visits a friend or relative"],
    basis: "Home Office county lines guidance: cuckooing",
    sentence: "met {count} times at a home tied to the line")

  static let inVehicle = Signal(
    id: "edge.in-line-vehicle", question: "Was the young person with a vehicle of a line?",
    about: .youngPerson, family: .recorded, bits: 3,
    weightReason: "children are moved to market towns in the line's vehicles",
    innocentWhen: ["a lift from a relative"],
    basis: "METHODS 4 and 5", sentence: "with a vehicle of the line {count} times")

  static let phone = Signal(
    id: "edge.line-phone", question: "Do handsets or numbers of a line lead to the young person?",
    about: .youngPerson, family: .telephony, bits: 4,
    weightReason: "working the line's phone is the task given to those being drawn in",
    innocentWhen: ["a phone found or lent", "called as a customer's relative"],
    basis: "Home Office county lines guidance: multiple handsets, many calls and texts",
    sentence: "the line's number or handset leads here, {count} records")

  static let contact = Signal(
    id: "edge.calls-with-line", question: "Does the young person's phone talk with the line?",
    about: .youngPerson, family: .telephony, bits: 3,
    weightReason: "regular contact with the line's phones, either way",
    innocentWhen: ["a customer in the household", "a number that changed owner"],
    basis: "Home Office county lines guidance: many calls and texts",
    sentence: "{count} calls or texts with the line's phones, newest {newest}")

  static let school = Signal(
    id: "edge.school", question: "Is the young person losing school?", about: .youngPerson,
    family: .recorded, bits: 2,
    weightReason: "absence and exclusion open the days that a line fills",
    innocentWhen: ["illness", "caring at home", "bullying"],
    basis: "Home Office county lines guidance: school absence, exclusion",
    sentence: "{count} absences or exclusions in 180 days")

  static let referral = Signal(
    id: "edge.referral", question: "Was the young person referred to the NRM?",
    about: .youngPerson, family: .recorded, bits: 4,
    weightReason: "a first responder already saw signs of exploitation",
    innocentWhen: ["another kind of exploitation"],
    basis: "National Referral Mechanism guidance", sentence: "NRM referral on {newest}")

  static let searches = Signal(
    id: "edge.stopped-with-others",
    question: "Is the young person stopped with older people of a line?", about: .youngPerson,
    family: .recorded, bits: 2,
    weightReason:
      "records that name the child and an adult of the line together, which the tie counts as well",
    innocentWhen: ["a relative", "a stop of everyone in a street"],
    basis: "Home Office county lines guidance: older controlling associates",
    sentence: "{count} of {total} records that name others name adults of the line")

  static let inwards = Signal(
    id: "edge.moving-inwards", question: "Are the ties to the line getting stronger?",
    about: .youngPerson, family: .structure, bits: 1.5,
    weightReason: "leaving the edge for the core is an alarm",
    innocentWhen: ["more attention, so more records"],
    basis: "METHODS 5: those moving inwards first",
    sentence: "{count} of {total} ties to the line are from the last 28 days")

  static let homeTiesOnly = Signal(
    id: "edge.home-ties-only", question: "Are all ties to the line of family, home or school?",
    about: .youngPerson, family: .structure, bits: -3,
    weightReason: "a relative of somebody in a line is not by that at its edge",
    innocentWhen: ["exploitation within a family"],
    basis: "METHODS 0.6: family speaks against",
    sentence: "every tie to people of the line is of family, home or school")

  static let nearHome = Signal(
    id: "edge.found-near-home", question: "Were missing episodes ended near home, every one?",
    about: .youngPerson, family: .recorded, bits: -2,
    weightReason: "ordinary missing episodes end in the home area",
    innocentWhen: ["a line inside the home town"],
    basis: "METHODS 5", sentence: "each time found in the home area, {count} times")

  /// All of them.
  public static let all = [
    associates, missing, foundAway, atPremises, inVehicle, phone, contact, school, referral,
    searches, inwards, homeTiesOnly, nearHome,
  ]
}
