/// What is asked of a deal line: is it at work now, and is it one line with those before it?
public enum LineSignals {
  /// The closed list, in the order in which it is asked.
  public static let all: [Signal] = [
    reported, activeNow, broadcast, customers, travels, succession, handset, sameUser, holder,
    cameBack, silent, closedRecord, recovered, business,
  ]

  private static let guidance =
    "Home Office, Criminal exploitation of children and vulnerable adults: county lines, 2023"
  private static let practice =
    "National Crime Agency, County lines drug supply, vulnerability and harm, 2018"

  static let reported = Signal(
    id: "line.reported", question: "Do sources report it as a deal line at work?", about: .line,
    family: .intelligence, bits: 3,
    weightReason: "a graded report is what makes a line known, but it ages by the week",
    innocentWhen: ["the report is old and the line has closed", "the number was passed on"],
    basis: guidance, sentence: "reported as {status} by {sources} source(s), best grade {grade}")

  static let activeNow = Signal(
    id: "line.active-now", question: "Is its newest number in use?", about: .line,
    family: .telephony, bits: 4,
    weightReason: "a line that sells is used every day; a number kept for private use seldom is",
    innocentWhen: ["the number was given to somebody else after the line closed"],
    basis: practice, sentence: "{calls} calls and texts in {days} days, the last on {last}")

  static let broadcast = Signal(
    id: "line.broadcast", question: "Does it text its list all at once?", about: .line,
    family: .telephony, bits: 2.5,
    weightReason:
      "offers to the whole list are how a line sells; shops do so too, but not with the rest",
    innocentWhen: ["a shop, a club or a surgery texts its customers", "a family group"],
    basis: practice,
    sentence: "{bursts} bursts of texts in {days} days, {stable} of the list the same each time")

  static let customers = Signal(
    id: "line.customers", question: "Do many people reach it briefly?", about: .line,
    family: .telephony, bits: 1,
    weightReason: "short calls with many different people fit selling, and many trades",
    innocentWhen: ["a taxi office, a takeaway or a tradesman"], basis: practice,
    sentence: "in touch with {contacts} numbers in {days} days, half the calls under {seconds} s")

  static let travels = Signal(
    id: "line.travels", question: "Is it used in its hub and in its market?", about: .line,
    family: .telephony, bits: 1,
    weightReason: "a phone that goes between the hub and the market fits a line, and a commuter",
    innocentWhen: ["its holder lives in one town and works in the other"], basis: practice,
    sentence: "used in {areas} of its hub and markets within {days} days")

  static let succession = Signal(
    id: "line.succession", question: "Does its newest number carry on the custom of the last?",
    about: .line, family: .telephony, bits: 2,
    weightReason: "carried-over rare contacts tie the number in use to the line that was known",
    innocentWhen: ["a friend of several customers has a new number", "the customers' new dealer"],
    basis: "Spärck Jones 1972, inverse document frequency, on contact sets",
    sentence: "its number took over {contacts} rare contacts {gap} days after the last fell silent")

  static let handset = Signal(
    id: "line.handset", question: "Did one handset carry several of its numbers?", about: .line,
    family: .telephony, bits: 1,
    weightReason: "a kept handset is the strongest tie between two numbers of a line",
    innocentWhen: ["the handset was sold"], basis: "IMEI, first 14 digits",
    sentence: "{numbers} of its numbers were used in one handset")

  static let sameUser = Signal(
    id: "line.same-user", question: "Is another phone carried with it?", about: .line,
    family: .telephony, bits: 0.5,
    weightReason: "it says who may hold the line, not that the line is at work",
    innocentWhen: ["two people who travel together"],
    basis: "Bosma et al. 2020, DOI 10.1016/j.scijus.2019.10.005",
    sentence: "another phone moved with it on {days} days in {areas} areas")

  static let holder = Signal(
    id: "line.holder", question: "Is it known who holds it?", about: .line, family: .intelligence,
    bits: 0.5, weightReason: "a held line is a live one, but a holder outlives his line",
    innocentWhen: ["the attribution is old or of a former holder"], basis: guidance,
    sentence: "a holder is named or inferred with probability {probability}")

  static let cameBack = Signal(
    id: "line.came-back", question: "Was it closed, and is it at work again?", about: .line,
    family: .telephony, bits: 1,
    weightReason: "a line that outlived its closure is worked by somebody whom the closure missed",
    innocentWhen: ["the number was given to somebody else", "the record of closure is wrong"],
    basis: guidance,
    sentence: "alarm: closed on {closed} and at work again since {since} under {number}")

  static let silent = Signal(
    id: "line.silent", question: "Has its newest number fallen silent?", about: .line,
    family: .telephony, bits: -5,
    weightReason: "a line loses its custom within weeks; nothing heard means closed or changed",
    innocentWhen: ["its calls are no longer acquired"], basis: practice,
    sentence: "against: no call from it for {days} days")

  static let closedRecord = Signal(
    id: "line.record-closed", question: "Is it recorded as closed, with nothing after?",
    about: .line, family: .intelligence, bits: -4,
    weightReason: "forces close a record on arrest of the holder or when the number dies",
    innocentWhen: ["the line went on under a number not yet found"], basis: guidance,
    sentence: "against: recorded as closed on {closed}")

  static let recovered = Signal(
    id: "line.phone-recovered", question: "Was its phone recovered and not used since?",
    about: .line, family: .recorded, bits: -3,
    weightReason: "a line whose phone is in a property store sells nothing until it is replaced",
    innocentWhen: ["a second phone runs the line"], basis: guidance,
    sentence: "against: its phone was recovered on {at} and was silent since")

  static let business = Signal(
    id: "line.business", question: "Does it look like a business?", about: .line,
    family: .telephony, bits: -4,
    weightReason: "a fixed place, day-time hours and a long list fit a shop that texts customers",
    innocentWhen: ["a line run from one house in the day-time"], basis: practice,
    sentence: "against: it never leaves one cell and keeps the hours of a shop")
}
