import Primitives
import Testing

@testable import Matching

// Goal: folding into memory that is used again gives the words that folding into lists gives, and
// an address is read as its definition says. Method: a twin on lists of words, on addresses put
// together from all kinds of parts.

@Suite struct HomeAddressTests {
  private static let pieces = [
    "flat", "Flat", "APT", "apartment", "unit", "no", "12", "12a", "3", "007", "High", "Rd", "st",
    "ST.", "terr", "St James's", "O'Neill", ",", ",", ", ", ";", "\n", "\r\n", "Zoë", "Łódź", "-",
    "ул.", "House", "hse", "apartments", "Court", "4/12", "", "number", "floor", "room", "e\u{301}",
  ]

  @Test func wordsAreThoseOfLists() {
    var draws = SeededGenerator(seed: 71)
    var words = FoldedWords()
    for _ in 0..<3000 {
      let text = Self.text(&draws)
      words.removeAll()
      words.append(text, wordsMax: 5)
      #expect((0..<words.count).map { Array(words[$0]) } == LetterFolding.words(text, wordsMax: 5))
    }
  }

  @Test func addressesAreReadByTheDefinition() {
    var draws = SeededGenerator(seed: 72)
    var reader = HomeAddress()
    for _ in 0..<5000 {
      let text = Self.text(&draws)
      reader.read(address: text)
      let twin = AddressTwin(text)
      #expect(reader.house == twin.house, "\(text)")
      #expect(reader.flat == twin.flat, "\(text)")
      #expect(reader.street == twin.street, "\(text)")
    }
    reader.read(address: nil)
    #expect(reader.isEmpty && reader.house.isEmpty && reader.flat.isEmpty)
  }

  @Test func postcodesKeepTheirOutwardHalf() {
    func parts(_ text: String?) -> [Int] {
      let home = HomeAddress(address: nil, postcode: text)
      return [home.postcode.count, home.outwardCount, home.isWhole ? 1 : 0]
    }
    #expect(parts("M1 1AE") == [5, 2, 1])
    #expect(parts("ec1a-1bb") == [7, 4, 1])
    #expect(parts("WA14") == [4, 4, 0])
    #expect(parts("00-950") == [5, 0, 1])
    #expect(parts("ABCDEFGHIJKLMNOP") == [12, 0, 1])
    #expect(parts(nil) == [0, 0, 0])
  }

  private static func text(_ draws: inout SeededGenerator) -> String {
    (0..<draws.below(9)).map { _ in
      pieces[draws.below(pieces.count)] + (draws.chance(0.7) ? " " : "")
    }.joined()
  }
}

/// House, flat and street by lists of words.
private struct AddressTwin {
  var house: [UInt8] = []
  var flat: [UInt8] = []
  var street: [UInt8] = []

  init(_ text: String) {
    let parts = text.split { ",;\n".contains($0) }
      .map { LetterFolding.words(String($0), wordsMax: 12) }.filter { !$0.isEmpty }
    var numbers: [[UInt8]] = []
    var words: [[UInt8]] = []
    for part in parts where words.isEmpty {
      for word in part {
        if Self.isNumber(word), words.isEmpty {
          numbers.append(word)
        } else if !Self.units.contains(String(decoding: word, as: UTF8.self)) {
          words.append(Self.spelt(word))
        }
      }
    }
    let named = parts.dropFirst().first { Self.isNumber($0[0]) }
    if numbers.isEmpty, let named {
      numbers = Array(named.prefix(while: Self.isNumber))
      words = named.dropFirst(numbers.count).map(Self.spelt)
    }
    house = numbers.last ?? []
    flat = numbers.count > 1 ? numbers[0] : []
    street = Array(words.joined().prefix(48))
  }

  private static func isNumber(_ word: [UInt8]) -> Bool { (0x30...0x39).contains(word[0]) }

  private static func spelt(_ word: [UInt8]) -> [UInt8] {
    kinds[String(decoding: word, as: UTF8.self)].map { Array($0.utf8) } ?? word
  }

  private static let units: Set<String> = [
    "flat", "apartment", "apt", "unit", "room", "no", "number", "floor",
  ]
  private static let kinds = [
    "rd": "road", "st": "street", "terr": "terrace", "hse": "house",
  ]
}
