/// Address and postcode, taken apart into what two writings of one home share.
struct HomeAddress: Hashable {
  /// The house number with its letter (`12a`), empty when there is none.
  var house: [UInt8] = []
  /// A number before the house number: the flat, empty when there is none.
  var flat: [UInt8] = []
  /// The street without blanks and with its kind spelt out, empty when not known.
  var street: [UInt8] = []
  /// The postcode without its blank, in lower case, empty when not known.
  var postcode: [UInt8] = []
  /// How many of the postcode's letters are the outward half.
  var outwardCount = 0

  var isEmpty: Bool { street.isEmpty && postcode.isEmpty }
  var isWhole: Bool { postcode.count > outwardCount }

  init(address: String?, postcode: String?) {
    if let address { readAddress(address) }
    if let postcode { readPostcode(postcode) }
  }

  private mutating func readPostcode(_ text: String) {
    postcode = Array(LetterFolding.words(text, wordsMax: 4).joined().prefix(12))
    guard let first = postcode.first, first > 0x39, postcode.count <= 7 else { return }
    // The inward half is the last three; with a slip in it, it is still the last three. Other
    // countries' codes begin with a digit mostly and are compared as wholes.
    outwardCount = postcode.count >= 5 ? postcode.count - 3 : postcode.count
  }

  private mutating func readAddress(_ text: String) {
    // The first part with a digit names the house; what follows it there is the street.
    let parts = text.split { $0 == "," || $0 == ";" || $0 == "\n" }
      .map { LetterFolding.words(String($0), wordsMax: 12) }.filter { !$0.isEmpty }
    guard !parts.isEmpty else { return }
    var numbers: [[UInt8]] = []
    var streetWords: [[UInt8]] = []
    for part in parts {
      for word in part {
        if let first = word.first, first >= 0x30 && first <= 0x39, streetWords.isEmpty {
          numbers.append(word)
        } else if !Self.unitWords.contains(word) {
          streetWords.append(Self.kinds[word] ?? word)
        }
      }
      if !streetWords.isEmpty { break }
    }
    // A part in front without a number is a house's or a flat block's name; the street follows.
    if numbers.isEmpty, parts.count > 1 {
      for part in parts.dropFirst() {
        guard let first = part.first?.first, first >= 0x30 && first <= 0x39 else { continue }
        numbers = part.prefix { ($0.first ?? 0) <= 0x39 }
        streetWords = part.dropFirst(numbers.count).map { Self.kinds[$0] ?? $0 }
        break
      }
    }
    house = numbers.last ?? []
    flat = numbers.count > 1 ? numbers[0] : []
    street = Array(streetWords.joined().prefix(48))
  }

  private static let unitWords: Set<[UInt8]> = Set(
    ["flat", "apartment", "apt", "unit", "room", "no", "number", "floor"].map { Array($0.utf8) })

  private static let kinds: [[UInt8]: [UInt8]] = {
    let pairs = [
      ("rd", "road"), ("st", "street"), ("str", "street"), ("ave", "avenue"), ("av", "avenue"),
      ("ln", "lane"), ("dr", "drive"), ("cl", "close"), ("ct", "court"), ("crt", "court"),
      ("cres", "crescent"), ("cr", "crescent"), ("pl", "place"), ("sq", "square"),
      ("gdns", "gardens"), ("gdn", "gardens"), ("gr", "grove"), ("grv", "grove"),
      ("ter", "terrace"), ("terr", "terrace"), ("pk", "park"), ("hse", "house"),
    ]
    return Dictionary(
      uniqueKeysWithValues: pairs.map { (Array($0.0.utf8), Array($0.1.utf8)) })
  }()
}
