import Picture
import Vocabulary

/// What one record says of one lineage, beside naming people.
struct LineMention: Hashable, Sendable {
  /// A position in the run's lineages.
  let lineage: Int
  /// 1, or less when the brand could mean several lines.
  let share: Double
  /// Whether the record names the line's number or handset.
  let namesPhone: Bool
  /// Whether the text says that somebody holds or runs the line.
  let saysControl: Bool
}

/// Records that speak of a line: by its number, by its handset, or by its brand in the text.
///
/// Text is read for two things alone: the brand of a known line, and next to it one of a short
/// list of words for holding or running it. `hold the Rico line` is such a text; `runs young
/// people out for the Rico line` is not, since other words stand between, and neither is `no longer
/// holds`. Names of people are not read.
struct LineReports: Sendable {
  private let mentions: [Int: [LineMention]]

  /// Reads every event that names people.
  ///
  /// - Complexity: O(length of the texts · brands).
  init(_ picture: RegionalPicture, lineages: [Lineage]) {
    var lineOfNumber: [UInt64: Int] = [:]
    var lineOfHandset: [UInt64: Int] = [:]
    for (line, lineage) in lineages.enumerated() {
      for spell in lineage.spells { lineOfNumber[spell.number] = line }
      for imei in lineage.imeis { lineOfHandset[imei] = line }
    }
    let brands = Self.brands(picture, lineages)
    var mentions: [Int: [LineMention]] = [:]
    for (index, event) in picture.holdings.events.enumerated() where !event.persons.isEmpty {
      let phones = Set(
        event.numbers.compactMap { lineOfNumber[$0.packed] }
          + event.imeis.compactMap { lineOfHandset[$0.packed] })
      let words = Self.words(event.text ?? "")
      var found: [Int: LineMention] = [:]
      if words.contains(where: Self.lineWords.contains) {
        for brand in brands {
          guard let said = Self.control(of: brand.words, in: words) else { continue }
          let meant = Self.meant(brand.lines, event, picture, lineages)
          for line in meant {
            found[line] = LineMention(
              lineage: line, share: 1 / Double(meant.count), namesPhone: phones.contains(line),
              saysControl: said || found[line]?.saysControl == true)
          }
        }
      }
      for line in phones where found[line] == nil {
        let said = phones.count == 1 && Self.control(of: ["line"], in: words) == true
        found[line] = LineMention(lineage: line, share: 1, namesPhone: true, saysControl: said)
      }
      if !found.isEmpty { mentions[index] = found.values.sorted { $0.lineage < $1.lineage } }
    }
    self.mentions = mentions
  }

  /// What the event at a position of the holdings says of lines, by lineage.
  func of(event: Int) -> [LineMention] { mentions[event] ?? [] }

  /// Brands of known lines as words; of one brand all its lines.
  private static func brands(
    _ picture: RegionalPicture, _ lineages: [Lineage]
  ) -> [(words: [String], lines: [Int])] {
    var lines: [[String]: Set<Int>] = [:]
    for (line, lineage) in lineages.enumerated() {
      let own = lineage.lineRecords.map { picture.holdings.lines[$0].brand } + [lineage.brand]
      for brand in own.compactMap({ $0 }) {
        let words = Self.words(brand)
        // "The line" or one letter names nothing.
        guard words.contains(where: { $0.count >= 3 && !lineWords.contains($0) && $0 != "the" })
        else { continue }
        lines[words, default: []].insert(line)
      }
    }
    return lines.map { (words: $0.key, lines: $0.value.sorted()) }
      .sorted { $0.words.lexicographicallyPrecedes($1.words) }
  }

  /// Of several lines of one brand, those that work where the event was; else all of them.
  private static func meant(
    _ lines: [Int], _ event: Event, _ picture: RegionalPicture, _ lineages: [Lineage]
  ) -> [Int] {
    guard lines.count > 1, let area = picture.area(of: event.area) else { return lines }
    let near = lines.filter { lineages[$0].hub == area || lineages[$0].markets.contains(area) }
    return near.isEmpty ? lines : near
  }

  /// Words that make a brand the brand of a line.
  private static let lineWords: Set<String> = ["line", "lines", "phone", "number"]

  private static let holding: Set<String> = [
    "hold", "holds", "holding", "holder", "held", "control", "controls", "controlling",
    "controlled", "controller", "run", "runs", "running", "boss", "own", "owns", "owner", "head",
    "heads", "operates", "operating", "operated", "charge", "leads", "leader",
  ]
  private static let denying: Set<String> = [
    "not", "no", "never", "denies", "denied", "former", "formerly", "previously",
  ]
  /// Work for a line is not control of it.
  private static let working: Set<String> = ["for", "to", "from", "buys", "customer"]

  static func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber }.map(String.init)
  }

  /// Whether control is said of a brand: nil when the brand does not stand in the text.
  static func control(of brand: [String], in words: [String]) -> Bool? {
    guard words.count >= brand.count else { return nil }
    var isNamed = false
    for start in 0...(words.count - brand.count)
    where Array(words[start..<(start + brand.count)]) == brand {
      isNamed = true
      let near = max(0, start - 3)..<min(words.count, start + brand.count + 4)
      for place in near where holding.contains(words[place]) {
        let between =
          place < start ? words[(place + 1)..<start] : words[(start + brand.count)..<place]
        let before = words[max(0, place - 4)..<place]
        if !between.contains(where: working.contains), !before.contains(where: denying.contains) {
          return true
        }
      }
    }
    return isNamed ? false : nil
  }
}
