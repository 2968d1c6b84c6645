import Glibc
import Picture
import Primitives
import Vocabulary

/// The likelihood ratio that a phone is carried together with a line.
///
/// For each pair of events within minutes of each other, the two cells are the same, or up to 3, up
/// to 8 or more kilometres apart:
///
///     together      .40  .32  .20  .08   (a handset's cell is not its position: two rings of cells
///                                         cover about nine in ten)
///     independent   the shares of the other phone's own calls on other days at those distances
///
/// so being at home in one town says little, and being in the same far town at the same hour says
/// much. Pairs of one area and two hours are one episode and count once, at their mean.
struct SameUserWeighing: Sendable {
  let search: SameUserSearch
  let numbers: [UInt64]
  let events: [SameUserSearch.LineEvent]
  private let lineVoice: [Period]

  /// Episodes are not quite independent of each other; they count at this rate.
  static let discount = 0.75
  /// Most and fewest bits, before the discount, that being near in a phone's own area may add.
  static let homeBitsMax = 30.0
  static let homeBitsMin = -4.0
  private static let together = [0.40, 0.32, 0.20, 0.08]
  /// Kilometres up to which two cells are in the first three bands.
  private static let bands = [0.0, 3.0, 8.0]

  init(search: SameUserSearch, numbers: [UInt64], events: [SameUserSearch.LineEvent]) {
    self.search = search
    self.numbers = numbers
    self.events = events
    let calls = search.picture.holdings.calls
    lineVoice = numbers.flatMap { Self.voice(search.picture.callRows(from: $0), calls: calls) }
      .sorted { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  /// One joint observation.
  private struct Pair {
    let event: SameUserSearch.LineEvent
    let row: Int
    let bits: Double
    let isNear: Bool
  }

  /// Weighs one number, a position in the book; nil when nothing says it is with the line.
  func weigh(_ number: Int, owner: PhoneOwner? = nil) -> SameUser? {
    let rows = search.picture.callRows(from: search.book.numbers[number])
    let pairs = pairs(with: rows)
    let mine = numbers.compactMap { search.book.position(of: $0) }
    let sharesHandset = mine.contains { !search.handsets.shared($0, number).isEmpty }
    guard !pairs.isEmpty || sharesHandset || owner != nil, !rows.isEmpty else { return nil }
    let episodes = Dictionary(grouping: pairs) { pair in
      Episode(
        slot: pair.event.time.floorDivided(by: 7200),
        area: search.picture.areaOfCell[Int(pair.event.cell)])
    }
    let home = homeArea(rows)
    var (atHome, away) = (0.0, 0.0)
    for key in episodes.keys.sorted() {
      let group = episodes[key] ?? []
      let count = Double(group.count)
      let near = group.reduce(0) { $0 + ($1.isNear ? $1.bits : 0) } / count
      away += group.reduce(0) { $0 + ($1.isNear ? 0 : $1.bits) } / count
      if key.area == home { atHome += near } else { away += near }
    }
    // Neighbours keep the same hours in the same cells day after day, and no town has the very
    // cells that were assumed; only going away together, or being apart, adds up without a limit.
    let moving = min(Self.homeBitsMax, max(Self.homeBitsMin, atHome)) + away
    let near = pairs.filter(\.isNear)
    let between = mine.reduce(0) { $0 + search.book.calls(between: $1, and: number) }
    // Whoever carries a line carries two or three other phones, by all accounts.
    let prior = log2(2.5) - log2(Double(max(64, search.picture.callers.count)))
    var bits = prior
    bits += min(30, Self.discount * moving)
    // Nobody rings himself; whoever moves with a line and rings it is a runner or a driver.
    bits += between > 0 ? -min(30, 4 + 5 * log2(Double(between))) : 1
    bits += sharesHandset ? 11 : 0
    bits += -3 * Double(min(3, overlappingCalls(rows)))
    bits += offTogether(rows)
    bits += search.anchors.bits(mine.map { search.anchors.top[$0] }, search.anchors.top[number])
    let telling = near.sorted { ($1.bits, $0.row) < ($0.bits, $1.row) }
    let times = near.map(\.event.time)
    return SameUser(
      number: search.book.numbers[number], lineNumber: lineNumber(near), movementBits: bits,
      ownerBits: max(0, (owner?.bits ?? prior) - prior), ownerRecords: owner?.records ?? [],
      episodes: Set(near.map { Episode($0.event, search.picture) }).count,
      areas: Set(near.map { search.picture.areaOfCell[Int($0.event.cell)] }).count,
      days: Set(near.map { $0.event.time.floorDivided(by: 86_400) }).count,
      apart: pairs.count - near.count, between: between, sharesHandset: sharesHandset,
      rows: cited(telling, rows), firstSeen: times.min() ?? search.picture.asOf.seconds,
      lastSeen: times.max() ?? search.picture.asOf.seconds)
  }

  private struct Episode: Hashable, Comparable {
    let slot: Int64
    let area: Int

    init(slot: Int64, area: Int) {
      self.slot = slot
      self.area = area
    }

    init(_ event: SameUserSearch.LineEvent, _ picture: RegionalPicture) {
      self.init(
        slot: event.time.floorDivided(by: 7200), area: picture.areaOfCell[Int(event.cell)])
    }

    static func < (left: Self, right: Self) -> Bool {
      (left.slot, left.area) < (right.slot, right.area)
    }
  }

  /// The area a phone calls from most; −1 when none is known.
  private func homeArea(_ rows: Range<Int>) -> Int {
    let calls = search.picture.holdings.calls
    var counts: [Int: Int] = [:]
    for row in rows where calls.cells[row] != .max {
      counts[search.picture.areaOfCell[Int(calls.cells[row])], default: 0] += 1
    }
    return counts.min { (-$0.value, $0.key) < (-$1.value, $1.key) }?.key ?? -1
  }

  /// Rows of calls to cite; without joint movements, the phone's first call in the shared handset.
  private func cited(_ telling: [Pair], _ rows: Range<Int>) -> [Int] {
    let chosen = telling.prefix(search.settings.citedCalls / 2).flatMap { [$0.event.row, $0.row] }
    return chosen.isEmpty ? Array(rows.prefix(1)) : chosen
  }

  private func lineNumber(_ near: [Pair]) -> UInt64 {
    let calls = search.picture.holdings.calls
    guard let last = near.max(by: { ($0.event.time, $0.row) < ($1.event.time, $1.row) }) else {
      return numbers.last ?? 0
    }
    return calls.aNumbers[last.event.row]
  }

  /// Each event of the line with the phone's nearest event in time, if within minutes.
  private func pairs(with rows: Range<Int>) -> [Pair] {
    let calls = search.picture.holdings.calls
    let placed = rows.filter { calls.cells[$0] != .max }
    guard !placed.isEmpty else { return [] }
    let window = Int64(search.settings.togetherMinutes * 60)
    let days = Dictionary(grouping: placed) { calls.times[$0].floorDivided(by: 86_400) }
      .mapValues { CellCounts($0, calls: calls) }
    let all = CellCounts(placed, calls: calls)
    var bandsOfCell: [UInt32: [UInt32: Int]] = [:]
    var pairs: [Pair] = []
    var at = 0
    for event in events {
      while at + 1 < placed.count
        && abs(calls.times[placed[at + 1]] - event.time)
          <= abs(calls.times[placed[at]] - event.time)
      { at += 1 }
      let row = placed[at]
      guard abs(calls.times[row] - event.time) <= window,
        let today = days[calls.times[row].floorDivided(by: 86_400)]
      else { continue }
      let bands =
        bandsOfCell[event.cell] ?? all.bands(from: event.cell, search.picture.holdings.cells)
      bandsOfCell[event.cell] = bands
      guard let band = bands[calls.cells[row]] else { continue }
      pairs.append(pair(event, row, band: band, bands: bands, all: all, today: today))
    }
    return pairs
  }

  /// How often a phone was served by each cell.
  private struct CellCounts {
    let counts: [(cell: UInt32, count: Int)]
    let total: Int

    init(_ rows: [Int], calls: CallColumns) {
      var counts: [UInt32: Int] = [:]
      for row in rows { counts[calls.cells[row], default: 0] += 1 }
      self.counts = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
      total = rows.count
    }

    /// The band of each of its cells around a cell; cells without a place have none.
    func bands(from cell: UInt32, _ cells: [CellSite]) -> [UInt32: Int] {
      var result = [cell: 0]
      guard let here = cells[Int(cell)].position else { return result }
      for item in counts where item.cell != cell {
        guard let there = cells[Int(item.cell)].position else { continue }
        let distance = here.kilometres(to: there)
        result[item.cell] = SameUserWeighing.bands.firstIndex { distance <= $0 } ?? 3
      }
      return result
    }

    /// Calls in each band.
    func counts(in bands: [UInt32: Int]) -> [Int] {
      counts.reduce(into: [0, 0, 0, 0]) { result, item in
        if let band = bands[item.cell] { result[band] += item.count }
      }
    }
  }

  private func pair(
    _ event: SameUserSearch.LineEvent, _ row: Int, band: Int, bands: [UInt32: Int], all: CellCounts,
    today: CellCounts
  ) -> Pair {
    // Other days only: the trip itself must not be its own baseline. One imagined call shared out
    // over the bands, mostly far away, keeps every share from 0.
    let counts = zip(all.counts(in: bands), today.counts(in: bands)).map { Double($0 - $1) }
    let imagined = [0.02, 0.05, 0.13, 0.8]
    let share = (counts[band] + imagined[band]) / (counts.reduce(0, +) + 1)
    guard band < 3 else {
      let bits = log2(Self.together[band] / min(1, share))
      return Pair(event: event, row: row, bits: min(5, max(-4, bits)), isNear: false)
    }
    // Near at all, against the phone's own habit of being near; then how near. The net may have no
    // cell in a band, so half of how near is taken from the phone's own habit.
    let nearShare = (counts[..<3].reduce(0, +) + 1 - imagined[3]) / (counts.reduce(0, +) + 1)
    let near = log2((1 - Self.together[3]) / nearShare)
    let kernel = Self.together[band] / (1 - Self.together[3])
    let bits = near + log2(0.5 + 0.5 * kernel / (share / nearShare))
    return Pair(event: event, row: row, bits: min(5, max(-4, bits)), isNear: true)
  }

  private static func voice(_ rows: Range<Int>, calls: CallColumns) -> [Period] {
    rows.filter {
      calls.kinds[$0] == CallKind.voice.rawValue && calls.durations[$0] != .max
        && calls.durations[$0] > 10
    }.map {
      Period(
        from: Instant(seconds: calls.times[$0] + 5),
        to: Instant(seconds: calls.times[$0] + Int64(calls.durations[$0])))
    }
  }

  /// How often both phones were in a call at once, which one person does not do.
  private func overlappingCalls(_ rows: Range<Int>) -> Int {
    let other = Self.voice(rows, calls: search.picture.holdings.calls)
    var count = 0
    var at = 0
    for period in lineVoice {
      while at < other.count && other[at].end <= period.start { at += 1 }
      if at < other.count && other[at].overlaps(period) { count += 1 }
    }
    return count
  }

  /// Whether both phones are silent on the same days, 0 … 3 bits.
  private func offTogether(_ rows: Range<Int>) -> Double {
    let calls = search.picture.holdings.calls
    let mine = Set(events.map { $0.time.floorDivided(by: 86_400) })
    let other = Set(rows.map { calls.times[$0].floorDivided(by: 86_400) })
    guard let first = [mine.min(), other.min()].compactMap({ $0 }).max(),
      let last = [mine.max(), other.max()].compactMap({ $0 }).min(), last - first >= 14
    else { return 0 }
    var table = [0.0, 0, 0, 0]
    for day in first...last {
      table[(mine.contains(day) ? 2 : 0) + (other.contains(day) ? 1 : 0)] += 1
    }
    guard table[0] >= 3 else { return 0 }
    let product =
      (table[0] + table[1]) * (table[2] + table[3]) * (table[0] + table[2])
      * (table[1] + table[3])
    guard product > 0 else { return 0 }
    return 3 * max(0, (table[0] * table[3] - table[1] * table[2]) / product.squareRoot())
  }
}
