/// Address and postcode, taken apart into what two writings of one home share.
///
/// Read from one after another, so that its memory is used again.
struct HomeAddress {
  /// The house number with its letter (`12a`), empty when there is none.
  private(set) var house: [UInt8] = []
  /// A number before the house number: the flat, empty when there is none.
  private(set) var flat: [UInt8] = []
  /// The street without blanks and with its kind spelt out, empty when not known.
  private(set) var street: [UInt8] = []
  /// The postcode without its blank, in lower case, empty when not known.
  private(set) var postcode: [UInt8] = []
  /// How many of the postcode's letters are the outward half.
  private(set) var outwardCount = 0

  private var words = FoldedWords()
  /// Where each part of the address ends, in words.
  private var partEnds: [Int] = []

  var isEmpty: Bool { street.isEmpty && postcode.isEmpty }
  var isWhole: Bool { postcode.count > outwardCount }

  init() {}

  init(address: String?, postcode: String?) {
    read(address: address)
    read(postcode: postcode)
  }

  /// Replaces the postcode.
  mutating func read(postcode text: String?) {
    postcode.removeAll(keepingCapacity: true)
    outwardCount = 0
    guard let text else { return }
    words.removeAll()
    words.append(text, wordsMax: 4)
    postcode += words.bytes.prefix(12)
    guard let first = postcode.first, first > 0x39, postcode.count <= 7 else { return }
    // The inward half is the last three; with a slip in it, it is still the last three. Other
    // countries' codes begin with a digit mostly and are compared as wholes.
    outwardCount = postcode.count >= 5 ? postcode.count - 3 : postcode.count
  }

  /// Replaces house, flat and street.
  mutating func read(address text: String?) {
    house.removeAll(keepingCapacity: true)
    flat.removeAll(keepingCapacity: true)
    street.removeAll(keepingCapacity: true)
    guard let text else { return }
    foldParts(of: text)
    guard !partEnds.isEmpty else { return }
    // The first part with a digit names the house; what follows it there is the street.
    var numbers = 0
    for word in 0..<words.count {
      if street.isEmpty, words.beginsWithDigit(word) {
        note(number: word, numbers)
        numbers += 1
      } else if !Self.isUnit(words[word]) {
        append(toStreet: word)
      }
      if partEnds.contains(word + 1), !street.isEmpty { break }
    }
    // A part in front without a number is a house's or a flat block's name; the street follows.
    if numbers == 0 { readBehindName() }
    if street.count > Self.streetMax { street.removeLast(street.count - Self.streetMax) }
  }

  private static let streetMax = 48

  private mutating func readBehindName() {
    for part in partEnds.indices.dropFirst() where words.beginsWithDigit(partEnds[part - 1]) {
      street.removeAll(keepingCapacity: true)
      var numbers = 0
      for word in partEnds[part - 1]..<partEnds[part] {
        if street.isEmpty, numbers == word - partEnds[part - 1], words[word].first ?? 0 <= 0x39 {
          note(number: word, numbers)
          numbers += 1
        } else {
          append(toStreet: word)
        }
      }
      return
    }
  }

  /// The last number is the house; of several, the first is the flat.
  private mutating func note(number word: Int, _ before: Int) {
    if before == 1 { swap(&house, &flat) }
    house.removeAll(keepingCapacity: true)
    house += words[word]
  }

  private mutating func append(toStreet word: Int) {
    let letters = words[word]
    guard let kind = Self.kind(letters) else {
      street += letters
      return
    }
    kind.withUTF8Buffer { street += $0 }
  }

  private mutating func foldParts(of text: String) {
    words.removeAll()
    partEnds.removeAll(keepingCapacity: true)
    var text = text
    let isPlain = text.withUTF8 { letters in
      // A carriage return and a line feed are one letter, which parts nothing.
      guard letters.allSatisfy({ $0 < 0x80 && $0 != 0x0D }) else { return false }
      var start = 0
      for at in 0...letters.count {
        guard
          at == letters.count || letters[at] == 0x2C || letters[at] == 0x3B || letters[at] == 0x0A
        else { continue }
        words.append(plain: letters[start..<at], wordsMax: Self.wordsMax)
        endPart()
        start = at + 1
      }
      return true
    }
    guard !isPlain else { return }
    for part in text.split(whereSeparator: { $0 == "," || $0 == ";" || $0 == "\n" }) {
      words.append(String(part), wordsMax: Self.wordsMax)
      endPart()
    }
  }

  /// Words of one part that are read.
  private static let wordsMax = 12

  private mutating func endPart() {
    if words.count > (partEnds.last ?? 0) { partEnds.append(words.count) }
  }

  // MARK: Words of addresses

  /// A short word in one number, so that it is looked up without a text.
  private static func packed(_ word: some Collection<UInt8>) -> UInt64 {
    word.reduce(1) { $0 &<< 8 | UInt64($1) }
  }

  private static func isUnit(_ word: ArraySlice<UInt8>) -> Bool {
    word.count <= 6 ? units.contains(packed(word)) : word.elementsEqual("apartment".utf8)
  }

  private static func kind(_ word: ArraySlice<UInt8>) -> StaticString? {
    guard word.count <= 4 else { return nil }
    let packed = packed(word)
    return kinds.first { $0.short == packed }?.long
  }

  private static let units = ["flat", "apt", "unit", "room", "no", "number", "floor"].map {
    packed($0.utf8)
  }

  private static let kinds: [(short: UInt64, long: StaticString)] = {
    let pairs: [(String, StaticString)] = [
      ("rd", "road"), ("st", "street"), ("str", "street"), ("ave", "avenue"), ("av", "avenue"),
      ("ln", "lane"), ("dr", "drive"), ("cl", "close"), ("ct", "court"), ("crt", "court"),
      ("cres", "crescent"), ("cr", "crescent"), ("pl", "place"), ("sq", "square"),
      ("gdns", "gardens"), ("gdn", "gardens"), ("gr", "grove"), ("grv", "grove"),
      ("ter", "terrace"), ("terr", "terrace"), ("pk", "park"), ("hse", "house"),
    ]
    return pairs.map { (packed($0.0.utf8), $0.1) }
  }()
}
