import Glibc
import Picture
import Primitives
import Vocabulary

/// Finds the second phone of whoever carries a line, by how the two move together.
///
/// Candidates are the numbers active in the same cells at the same times as the line on several
/// days, weighted by how few others were there; the line's customers sit in their town and are
/// held back by their own baseline. The own phones of people who may hold the line are candidates
/// too, however little was heard of them, and begin with their owner's chance. Then a likelihood
/// ratio of "carried together" against "carried by two people of this area" (`SameUserWeighing`).
///
/// > W. Bosma et al. "Establishing phone-pair co-usage by comparing mobility patterns." 2020.
/// > DOI:[10.1016/j.scijus.2019.10.005](https://doi.org/10.1016/j.scijus.2019.10.005)
struct SameUserSearch: Sendable {
  let picture: RegionalPicture
  let settings: LineTracing.Settings
  let book: ContactBook
  let handsets: HandsetIndex
  let neighbours: CellNeighbours
  let cellTimes: CellTimes
  let anchors: CellAnchors

  /// An event of the line: where and when it was served.
  struct LineEvent: Sendable {
    let time: Int64
    let cell: UInt32
    let row: Int
  }

  /// The phones worth reporting for one line, likeliest first.
  ///
  /// - Parameters:
  ///   - numbers: The packed numbers of the lineage, in order of time.
  ///   - owners: Phones of people who may hold the line, and what is known of that.
  func run(for numbers: [UInt64], owners: [UInt64: PhoneOwner] = [:]) -> [SameUser] {
    let events = events(of: numbers)
    let own = Set(numbers)
    let weighing = SameUserWeighing(search: self, numbers: numbers, events: events)
    var candidates = movingTogether(events, own: own)
    for number in numbers {
      guard let at = book.position(of: number) else { continue }
      for handset in handsets.handsets(of: at) {
        candidates += handsets.numbers(in: handset).filter { !own.contains(book.numbers[$0]) }
      }
    }
    candidates += owners.keys.filter { !own.contains($0) }.compactMap { book.position(of: $0) }
    return Array(Set(candidates)).sorted()
      .compactMap { weighing.weigh($0, owner: owners[book.numbers[$0]]) }
      .filter { $0.probability >= settings.reportProbability }
      .sorted { ($1.bits, $0.number) < ($0.bits, $1.number) }
  }

  /// The line's events with a cell, at most one a cell and quarter of an hour.
  private func events(of numbers: [UInt64]) -> [LineEvent] {
    let calls = picture.holdings.calls
    var events: [LineEvent] = []
    for number in numbers {
      var last: (cell: UInt32, slot: Int64)?
      for row in picture.callRows(from: number) where calls.cells[row] != .max {
        let slot = calls.times[row].floorDivided(by: 900)
        if let last, last.cell == calls.cells[row], last.slot == slot { continue }
        last = (calls.cells[row], slot)
        events.append(LineEvent(time: calls.times[row], cell: calls.cells[row], row: row))
      }
    }
    return events.sorted { ($0.time, $0.row) < ($1.time, $1.row) }
  }

  /// Numbers near the line on several days, those in rare company first.
  private func movingTogether(_ events: [LineEvent], own: Set<UInt64>) -> [Int] {
    let window = Int64(settings.togetherMinutes * 60)
    // Number, then day, then area: sorted, so that each is counted once.
    var met: [(number: UInt32, day: Int32, area: Int32)] = []
    for event in events {
      let day = Int32(truncatingIfNeeded: event.time.floorDivided(by: 86_400))
      for cell in neighbours.near[Int(event.cell)] {
        let area = Int32(truncatingIfNeeded: picture.areaOfCell[Int(cell)])
        for row in cellTimes.rows(of: Int(cell), from: event.time - window, to: event.time + window)
        {
          met.append((book.callerOfRow[Int(row)], day, area))
        }
      }
    }
    met.sort { ($0.number, $0.day, $0.area) < ($1.number, $1.day, $1.area) }
    var distinct: [(number: UInt32, day: Int32, area: Int32)] = []
    var company: [Int64: Int] = [:]
    for item in met {
      if let last = distinct.last, last == item { continue }
      distinct.append(item)
      company[Int64(item.day) &<< 32 | Int64(item.area + 1), default: 0] += 1
    }
    return ranked(distinct, company: company).filter { !own.contains(book.numbers[$0]) }
  }

  private func ranked(
    _ met: [(number: UInt32, day: Int32, area: Int32)], company: [Int64: Int]
  ) -> [Int] {
    var scores: [(number: Int, score: Double)] = []
    let all = Double(picture.callers.count + 1)
    var at = 0
    while at < met.count {
      let number = met[at].number
      var score = 0.0
      var days: Set<Int32> = []
      while at < met.count && met[at].number == number {
        days.insert(met[at].day)
        let others = company[Int64(met[at].day) &<< 32 | Int64(met[at].area + 1)] ?? 1
        score += log(all / Double(others))
        at += 1
      }
      if days.count >= settings.togetherDaysMin { scores.append((Int(number), score)) }
    }
    return scores.sorted { ($1.score, $0.number) < ($0.score, $1.number) }
      .prefix(settings.sameUserCeiling).map(\.number)
  }
}
