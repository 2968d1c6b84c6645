import Picture
import Primitives
import Vocabulary

/// Finds how a lineage was closed and whether it came back.
///
/// Of its numbers the newest that is closed counts: recorded as closed, recovered in an arrest and
/// silent since, or, the last of them, simply silent. It has come back when that number is used
/// again on several days after its closure, or when the lineage goes on under a number that began
/// after it.
struct ClosureSearch: Sendable {
  let picture: RegionalPicture
  let settings: LineTracing.Settings
  let book: ContactBook
  let attribution: HolderAttribution

  /// Days of use after a closure that are no stray calls: somebody trying an old handset.
  static let returnDays = 2
  /// Days around a closure within which an arrest belongs to it.
  static let arrestDays: Int64 = 7

  private struct Ending {
    let number: UInt64
    /// Seconds; the end of the day when only a day is known.
    let at: Int64
    let day: CivilDate
  }

  func closure(of draft: LineageDraft, holder: Int?) -> LineClosure? {
    let endings = draft.spells.compactMap { ending(of: $0.number, in: draft) }
    guard let last = endings.max(by: { ($0.at, $0.number) < ($1.at, $1.number) }) else {
      return nil
    }
    let comeBack = comeBack(after: last, draft)
    let today = LondonTime.civil(picture.asOf).day
    return LineClosure(
      kind: isArrest(last, draft, holder: holder) ? .holderArrested : .numberDead,
      number: last.number, closedOn: last.day,
      checkBackOn: comeBack == nil
        ? LineClosure.nextCheck(closedOn: last.day, today: today) : today,
      comeBack: comeBack)
  }

  private func ending(of number: UInt64, in draft: LineageDraft) -> Ending? {
    let lines = picture.holdings.lines
    let records = draft.records.filter { lines[$0].number.packed == number }
    let isClosed = !records.isEmpty && records.allSatisfy { lines[$0].status == "closed" }
    if isClosed, let day = records.compactMap({ lines[$0].closedOn }).max() {
      return Ending(
        number: number, at: Int64(day.daysSinceEpoch + 1) * 86_400, day: day)
    }
    guard let at = book.position(of: number), book.activity[at].outCount > 0 else { return nil }
    let last = book.activity[at].last
    let arrest = arrests(number, handsets: []).map { picture.holdings.events[$0].at.seconds }
      .filter { $0 >= last - 2 * 86_400 }.min()
    let isSilent =
      picture.asOf.seconds - last > Int64(settings.activeDays * 86_400) && number == draft.newest
    guard isClosed || arrest != nil || isSilent else { return nil }
    let end = max(last, arrest ?? last)
    return Ending(
      number: number, at: end, day: LondonTime.civil(Instant(seconds: end)).day)
  }

  /// Arrests in which a number or a handset was found, ascending.
  private func arrests(_ number: UInt64, handsets: [UInt64]) -> [Int] {
    let all =
      (attribution.eventsOfNumber[number] ?? [])
      + handsets.flatMap { attribution.eventsOfHandset[$0] ?? [] }
    return Set(all).filter {
      ["arrest", "custody", "seizure"].contains(picture.holdings.events[$0].kind)
    }.sorted()
  }

  private func isArrest(_ ending: Ending, _ draft: LineageDraft, holder: Int?) -> Bool {
    let reach = Self.arrestDays * 86_400
    func isNear(_ event: Int) -> Bool {
      abs(picture.holdings.events[event].at.seconds - ending.at) <= reach
    }
    if arrests(ending.number, handsets: draft.imeis).contains(where: isNear) { return true }
    guard let holder else { return false }
    return picture.holdings.events.indices.contains { position in
      let event = picture.holdings.events[position]
      return ["arrest", "custody", "conviction"].contains(event.kind) && isNear(position)
        && event.persons.contains { picture.entity(of: $0) == holder }
    }
  }

  private func comeBack(after ending: Ending, _ draft: LineageDraft) -> LineClosure.Return? {
    if let next = draft.successions.filter({ $0.firstNew > ending.at - 3 * 86_400 })
      .last(where: { succession in
        draft.spells.contains { $0.number == succession.new && $0.to > ending.at }
      }), next.new != ending.number
    {
      return LineClosure.Return(number: next.new, since: next.firstNew)
    }
    let calls = picture.holdings.calls
    let after = picture.callRows(from: ending.number).filter { calls.times[$0] > ending.at }
    let days = Set(after.map { calls.times[$0].floorDivided(by: 86_400) })
    guard days.count >= Self.returnDays, let first = after.map({ calls.times[$0] }).min() else {
      return nil
    }
    return LineClosure.Return(number: ending.number, since: first)
  }
}
