import Primitives

/// Names, streets and makes to draw from. Common words all; nobody is meant.
enum Words {
  static let boys = split(
    "Oliver Jack Harry George Noah Charlie Jacob Alfie Oscar Leo Archie Thomas James "
      + "Joshua Henry William Max Lucas Ethan Daniel Joseph Samuel Michael Robert David "
      + "Andrew Anthony Stephen Christopher Matthew Benjamin Alexander Mohammed Ahmed "
      + "Hassan Kieran Connor Liam Declan Ryan Jordan Callum Nathan Reece Tyler Kyle Aaron "
      + "Dylan Luke Adam Peter Paul Mark Edward Richard Philip Gareth Rhys Owen Ibrahim "
      + "Yusuf Tomasz Piotr Andrei")
  static let girls = split(
    "Olivia Amelia Isla Ava Emily Isabella Mia Poppy Ella Lily Jessica Sophie Evie "
      + "Grace Charlotte Freya Scarlett Chloe Daisy Alice Phoebe Matilda Elizabeth "
      + "Katherine Margaret Susan Jennifer Rebecca Hannah Megan Leah Abigail Samantha "
      + "Victoria Natalie Kelly Donna Michelle Angela Fatima Aisha Zainab Maryam Sian Carys "
      + "Bethan Niamh Siobhan Agnieszka Elena Patricia Deborah"
  )
  static let nicknames: [String: String] = [
    "William": "Billy", "Robert": "Bobby", "Richard": "Rick", "James": "Jimmy", "Thomas": "Tommy",
    "Joseph": "Joe", "Samuel": "Sam", "Michael": "Mikey", "David": "Dave", "Andrew": "Andy",
    "Anthony": "Tony", "Stephen": "Steve", "Christopher": "Chris", "Matthew": "Matt",
    "Benjamin": "Ben", "Alexander": "Alex", "Daniel": "Danny", "Joshua": "Josh", "Edward": "Ted",
    "Philip": "Phil", "Mohammed": "Mo", "Nathan": "Nate", "Elizabeth": "Liz",
    "Katherine": "Kate", "Margaret": "Maggie", "Susan": "Sue", "Jennifer": "Jenny",
    "Rebecca": "Becky", "Samantha": "Sam", "Victoria": "Vicky", "Natalie": "Nat",
    "Patricia": "Pat", "Deborah": "Debbie", "Jessica": "Jess", "Abigail": "Abby",
    "Charlotte": "Lottie", "Oliver": "Ollie", "Alfie": "Alf", "Harry": "Haz", "Isabella": "Bella",
  ]
  /// The most frequent first.
  static let surnames: [String] = {
    let common = split(
      "Smith Jones Taylor Williams Brown Davies Evans Wilson Thomas Roberts Johnson Lewis "
        + "Walker Robinson Wood Thompson White Watson Jackson Wright Green Harris Cooper King "
        + "Lee Martin Clarke James Morgan Hughes Edwards Hill Moore Clark Harrison Scott "
        + "Young Morris Hall Ward Turner Carter Phillips Mitchell Patel Khan Ahmed Hussain "
        + "Ali Begum Singh Kaur Murphy Kelly Ryan Doyle Byrne Nolan Griffiths Owen Price "
        + "Pritchard Parry Nowak Kowalski Popescu")
    let starts = split(
      "Ash Brad Brook Burn Cal Clay Clif Cran Dal Den East El Fair Farn Gar Gil Had Hal "
        + "Ham Har Hart Hazel Hey Hol Hors Kirk Lang Led Lin Long Mar Mel Mid Nor Oak Or Pen "
        + "Pick Rad Rams Red Rib Row Rush Sed Shaw Stan Sut Thorn Tot Up Wal Whit Wind Wool")
    let ends = split("ley ton ford worth ham field well by den bury brook croft dale wood shaw")
    // Interleaved by a stride that meets every pair once, so that neighbours do not rhyme.
    let pairs = starts.count * ends.count
    return common
      + (0..<pairs).map { number in
        let at = number * 611 % pairs
        return starts[at / ends.count] + ends[at % ends.count]
      }
  }()
  static let streets = split(
    "High Station Church Park Victoria Green Manor Kings Queens Mill Grange School "
      + "Springfield York Chester Albert Alexandra Cross Bridge Moss Heath Lime Cedar Elm "
      + "Poplar Hawthorn Windsor Derby Wellington Nelson Canal Quarry Meadow Chapel Market "
      + "Castle Railway Tithebarn Marsh Hope")
  static let streetKinds = split("Street Road Avenue Lane Close Drive Way Court Crescent Grove")
  static let aliases = split(
    "Ghost Smiler Tank Jigsaw Lanky Dizzy Racer Specs Uncle Prof Boxer Rusty Shadow Spud Midge Ace")
  static let brands = split(
    "Rico Jay Marlo Ziggy Bruno Kenzo Dex Tino Flash Remy Cuba Mango Taz Blue Archie "
      + "Nico Frosty Gonzo Rafa Tyson Vinnie Kash Lenny Milo Otis Paco Sonny Tango Umbro "
      + "Winston")
  static let cars: [(String, String)] = [
    ("Ford", "Fiesta"), ("Ford", "Focus"), ("Vauxhall", "Corsa"), ("Vauxhall", "Astra"),
    ("Volkswagen", "Golf"), ("Volkswagen", "Polo"), ("Nissan", "Qashqai"), ("BMW", "320D"),
    ("Audi", "A3"), ("Mercedes-Benz", "A180"), ("Toyota", "Yaris"), ("Kia", "Picanto"),
    ("Seat", "Leon"), ("Skoda", "Octavia"), ("Peugeot", "208"), ("Renault", "Clio"),
  ]
  static let vans: [(String, String)] = [
    ("Ford", "Transit"), ("Vauxhall", "Vivaro"), ("Mercedes-Benz", "Sprinter"),
    ("Peugeot", "Boxer"),
  ]
  static let colours = split("Black White Grey Silver Blue Red Green Brown")

  private static func split(_ text: String) -> [String] {
    text.split(separator: " ").map(String.init)
  }

  static func one(of words: [String], using draws: inout SeededGenerator) -> String {
    words[draws.below(words.count)]
  }

  /// A surname; frequent ones are much likelier than rare ones.
  static func surname(using draws: inout SeededGenerator) -> String {
    let u = draws.unit()
    return surnames[min(surnames.count - 1, Int(u * u * u * Double(surnames.count)))]
  }
}
