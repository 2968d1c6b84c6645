import Picture
import Primitives
import Vocabulary

/// Where a line stands now: brand, hub, markets and whether it is at work.
struct LineStatus: Sendable {
  let brand: String?
  let status: String
  let hub: Int?
  let markets: [Int]

  init(
    _ draft: LineageDraft, picture: RegionalPicture, book: ContactBook,
    settings: LineTracing.Settings
  ) {
    let lines = picture.holdings.lines
    let weight = { (record: Int) in lines[record].grading.weight }
    brand = LineSeed.vote(draft.records) { record in
      lines[record].brand.map { ($0, weight(record)) }
    }
    hub = LineSeed.vote(draft.records) { record in
      picture.area(of: lines[record].hub).map { ($0, weight(record)) }
    }
    let said = Self.markets(draft.records, picture: picture)
    markets =
      said.isEmpty
      ? Self.marketsOfCustomers(draft, picture: picture, book: book, hub: hub) : said
    status = Self.status(draft, picture: picture, book: book, settings: settings)
  }

  /// Areas that records name as markets, most weight first.
  private static func markets(_ records: [Int], picture: RegionalPicture) -> [Int] {
    var sums: [Int: Double] = [:]
    for record in records {
      let line = picture.holdings.lines[record]
      for area in Set(line.markets.compactMap { picture.area(of: $0) }) {
        sums[area, default: 0] += line.grading.weight
      }
    }
    return sums.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.map(\.key)
  }

  /// Where the newest number's contacts call from, when no record names a market: areas other than
  /// the hub with at least a fifth of them.
  private static func marketsOfCustomers(
    _ draft: LineageDraft, picture: RegionalPicture, book: ContactBook, hub: Int?
  ) -> [Int] {
    guard let at = book.position(of: draft.newest) else { return [] }
    let calls = picture.holdings.calls
    var sums: [Int: Int] = [:]
    var placed = 0
    for place in book.run(of: at) {
      var counts: [Int: Int] = [:]
      for row in picture.callRows(from: book.numbers[Int(book.contacts[place])])
      where calls.cells[row] != .max {
        counts[picture.areaOfCell[Int(calls.cells[row])], default: 0] += 1
      }
      counts[-1] = nil
      guard let home = counts.min(by: { (-$0.value, $0.key) < (-$1.value, $1.key) })?.key else {
        continue
      }
      sums[home, default: 0] += 1
      placed += 1
    }
    return sums.filter { $0.key != hub && $0.value >= 3 && 5 * $0.value >= placed }
      .sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.map(\.key)
  }

  /// From the newest number: in use of late, fallen silent, or closed.
  private static func status(
    _ draft: LineageDraft, picture: RegionalPicture, book: ContactBook,
    settings: LineTracing.Settings
  ) -> String {
    let since = picture.asOf.seconds - Int64(settings.activeDays * 86_400)
    let lines = picture.holdings.lines
    let records = draft.records.filter { lines[$0].number.packed == draft.newest }
    let said = LineSeed.vote(records) { (lines[$0].status, lines[$0].grading.weight) }
    guard let at = book.position(of: draft.newest) else { return said ?? "dormant" }
    // Customers go on ringing a dead number: without calls of its own the record must say active.
    let isUsed = book.activity[at].outCount > 0 || said == nil || said == "active"
    if isUsed && book.activity[at].last >= since { return "active" }
    return said == "closed" ? "closed" : "dormant"
  }
}
