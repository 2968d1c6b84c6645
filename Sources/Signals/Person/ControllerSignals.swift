/// The questions asked about control of a line.
public enum ControllerSignals {
  static let holder = Signal(
    id: "controller.holder", question: "Is the line's phone attributed to this person?",
    about: .person, family: .telephony, bits: 8,
    weightReason:
      "attribution is the one thing that makes a holder; its strength is its probability",
    innocentWhen: [
      "the phone was lent, sold or planted", "a runner was caught with it",
      "two people share a home and so their cells",
    ],
    basis: "County Lines Programme: a line is closed by attributing its phone to its holder",
    sentence: "phone of {lines} attributed at {probability}")

  static let named = Signal(
    id: "controller.line-record", question: "Does a line's own record name this person as holder?",
    about: .person, family: .intelligence, bits: 8,
    weightReason:
      "a grade says how often such a record is right: from one in fifty to 70 % are 7 bits at 2A",
    innocentWhen: ["the record is out of date", "the line changed hands"],
    basis: "contract, kind lines, holder_person_id, graded 3x5x2",
    sentence: "named as holder of {lines} in the line's record, grade weight {grade}")

  static let reported = Signal(
    id: "controller.reported", question: "Do reports on the line name this person?",
    about: .person, family: .intelligence, bits: 8,
    weightReason:
      "as a line's own record where a report says who holds it, a third to two thirds where it only "
      + "names the person with the line",
    innocentWhen: [
      "malice, or one rumour told by several", "named as a customer or a worker of the line",
      "another line of that brand",
    ],
    basis: "College of Policing, 3x5x2 intelligence report; METHODS 2: attribution intelligence",
    sentence:
      "named in {count} reports on the line by {sources} source(s), {control} of them on holding it"
  )

  static let acrossNumbers = Signal(
    id: "controller.across-numbers",
    question: "Do the person's ties outlast changes of the line's number?", about: .person,
    family: .telephony, bits: 2,
    weightReason: "runners come and go with a number, who controls the line stays",
    innocentWhen: ["a regular customer is told each new number too"],
    basis: "METHODS 5: control across number changes",
    sentence: "tied to {count} successive numbers of the line")

  static let broker = Signal(
    id: "controller.insulated-broker",
    question: "Does the person stand between others more than the number of ties would give?",
    about: .person, family: .structure, bits: 2,
    weightReason: "brokers with little direct exposure are arrested less and lead more often",
    innocentWhen: [
      "a person of two families or workplaces bridges them", "a gap in the records of one force",
    ],
    basis:
      "Morselli 2010, DOI:10.1177/1043986210377105; Calderoni 2014, DOI:10.1007/978-3-319-04147-6_2",
    sentence:
      "stands between others more than in {share} of networks with the same numbers of ties, with "
      + "more ties than {exposure} of the people around the lines")

  static let span = Signal(
    id: "controller.span", question: "Do the person's ties span the hub and the markets?",
    about: .person, family: .structure, bits: 1.5,
    weightReason: "who runs a line knows people at both ends of it",
    innocentWhen: ["moved house", "family in both towns"],
    basis: "METHODS 5: span over markets", sentence: "tied to people of the line in {count} areas")

  static let upstream = Signal(
    id: "controller.upstream",
    question: "Does money, a vehicle or a handset of the line lead to this person?",
    about: .person, family: .recorded, bits: 3,
    weightReason: "cash, keepers and handsets lead upwards more often than drugs do",
    innocentWhen: ["keeper on paper alone", "cash from lawful trade"],
    basis: "METHODS 5: upstream of money, handsets and vehicles",
    sentence: "money, vehicle or handset of the line leads here {count} times")

  static let group = Signal(
    id: "controller.mapped-group", question: "Is the person mapped to an organised crime group?",
    about: .person, family: .intelligence, bits: 1,
    weightReason: "groups are mapped by assessment, and most members do not control a line",
    innocentWhen: ["a past association that was not removed"],
    basis: "SOC master list, DOMAIN 2.9", sentence: "mapped to {group}")

  static let foremost = Signal(
    id: "controller.foremost",
    question: "Does more point to this person than to anybody else of it?",
    about: .person, family: .structure, bits: 2,
    weightReason:
      "a line has one or two heads, so whoever leads its people is likelier one of them",
    innocentWhen: ["the head of the line is not known to any source"],
    basis: "METHODS 5: expect few, one or two a lineage",
    sentence: "{bits} bits more than anybody else of the line")

  static let anotherForemost = Signal(
    id: "controller.another-foremost", question: "Does more point to somebody else of the line?",
    about: .person, family: .structure, bits: -4,
    weightReason: "a line has one or two heads, and what points to another explains shared records",
    innocentWhen: ["two people run the line together", "the other fell and this person took over"],
    basis: "METHODS 5: expect few, one or two a lineage",
    sentence: "another person of the line has {bits} bits more")

  static let ringsLine = Signal(
    id: "controller.rings-the-line", question: "Does the person's own phone talk with the line?",
    about: .person, family: .telephony, bits: -2,
    weightReason: "customers and workers ring the line, and nobody rings the own pocket",
    innocentWhen: ["the head rings whoever carries the phone today"],
    basis: "METHODS 2: two phones of one user never call each other",
    sentence: "{count} calls or texts between the person's own phone and the line")

  static let absent = Signal(
    id: "controller.absent-from-premises",
    question: "Is the person tied to the line but never at its homes?", about: .person,
    family: .recorded, bits: 0.5,
    weightReason: "who controls a line keeps away from where it is sold",
    innocentWhen: ["has nothing to do with the line"],
    basis: "METHODS 5: absent from the premises its line uses",
    sentence: "never met at the {count} homes of the line where others were")

  static let seller = Signal(
    id: "controller.seller", question: "Is the person met where the line is sold?", about: .person,
    family: .recorded, bits: -3,
    weightReason:
      "being found at its homes, or stopped or caught in its towns, is what runners do",
    innocentWhen: ["collecting money in person"],
    basis: "METHODS 5: absent from the premises its line uses",
    sentence: "met at the line's homes, stopped or caught in its market, {count} times")

  static let exploited = Signal(
    id: "controller.exploited", question: "Do records speak of exploitation of this person?",
    about: .person, family: .recorded, bits: -5,
    weightReason:
      "a person who goes missing or was referred is more likely controlled than in control",
    innocentWhen: ["victims can go on to control others"],
    basis: "Modern Slavery Act 2015, section 45; National Referral Mechanism guidance",
    sentence: "missing, referred or recorded as victim {count} times")

  static let busy = Signal(
    id: "controller.many-unrelated-records",
    question: "Would so many police records alone give the person this place?", about: .person,
    family: .structure, bits: -1,
    weightReason: "people who are policed more have more ties on paper",
    innocentWhen: ["a prolific offender may control a line as well"],
    basis: "METHODS 0.4: correct for exposure",
    sentence: "{count} records, {share} of them without any tie to the line")

  /// All of them, in the order of the waterfall's ties.
  public static let all = [
    holder, named, reported, acrossNumbers, broker, span, upstream, group, foremost, absent,
    anotherForemost, seller, ringsLine, exploited, busy,
  ]
}
