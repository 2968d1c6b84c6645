import Picture
import Primitives
import Vocabulary

/// Asks the line signals of one lineage.
struct LineQuestions: Sendable {
  let picture: RegionalPicture
  let settings: LineTracing.Settings
  let book: ContactBook
  let closures: ClosureSearch

  /// Findings in the order of `LineSignals.all`.
  func findings(
    _ draft: LineageDraft, status: LineStatus, sameUsers: [SameUser],
    holder: HolderCandidate?, closure: LineClosure?
  ) -> [Finding] {
    let rows = picture.callRows(from: draft.newest)
    return [
      reported(draft), activeNow(draft, rows), broadcast(rows), customers(draft, rows),
      travels(rows, status: status), succession(draft), handset(draft), sameUser(sameUsers),
      held(holder), cameBack(draft, closure), silent(draft), closedRecord(draft), recovered(draft),
      business(draft, rows),
    ].compactMap { $0 }
  }

  private var now: Int64 { picture.asOf.seconds }

  private func daysAgo(_ time: Int64) -> Double { Double(max(0, now - time)) / 86_400 }

  /// The newest rows, as many as are cited.
  private func cited(_ rows: some BidirectionalCollection<Int>) -> [Evidence] {
    rows.suffix(settings.citedCalls).map { Evidence(.calls, $0) }
  }

  private func reported(_ draft: LineageDraft) -> Finding? {
    let lines = picture.holdings.lines
    let open = draft.records.filter { lines[$0].status != "closed" }
    guard
      let best = open.max(by: {
        (lines[$0].grading.weight, $1) < (lines[$1].grading.weight, $0)
      })
    else { return nil }
    let grading = lines[best].grading
    let share = lines[best].status == "active" ? 1 : 0.4
    return Finding(
      signal: LineSignals.reported, strength: share * grading.weight,
      facts: [
        "status": .text(lines[best].status),
        "sources": .count(Set(open.map { lines[$0].key.source }).count),
        "grade": .text(grading.text),
      ], evidence: open.map { Evidence(.lines, $0) })
  }

  private func activeNow(_ draft: LineageDraft, _ rows: Range<Int>) -> Finding? {
    let calls = picture.holdings.calls
    let since = now - Int64(settings.activeDays * 86_400)
    let recent = rows.filter { calls.times[$0] >= since }
    // A stray call or two after the last day of business is not use.
    guard let last = recent.last, let at = book.position(of: draft.newest),
      book.activity[at].last >= since
    else { return nil }
    let days = Set(recent.map { calls.times[$0].floorDivided(by: 86_400) }).count
    // Used on half of the days or more is plainly at work.
    return Finding(
      signal: LineSignals.activeNow, strength: Double(days) / (settings.activeDays / 2),
      facts: [
        "calls": .count(recent.count), "days": .count(Int(settings.activeDays)),
        "last": .date(calls.times[last]),
      ], evidence: cited(recent))
  }

  private func broadcast(_ rows: Range<Int>) -> Finding? {
    let calls = picture.holdings.calls
    let since = now - 28 * 86_400
    let first = rows.first { calls.times[$0] >= since } ?? rows.upperBound
    let bursts = Broadcasts(
      first..<rows.upperBound, calls: calls, texts: settings.broadcastTexts,
      seconds: Int64(settings.broadcastMinutes * 60))
    guard !bursts.bursts.isEmpty else { return nil }
    return Finding(
      signal: LineSignals.broadcast, strength: Double(bursts.bursts.count) / 4,
      facts: [
        "bursts": .count(bursts.bursts.count), "days": .count(28),
        "stable": .share(bursts.stability),
      ], evidence: cited(bursts.bursts.compactMap(\.first)))
  }

  private func customers(_ draft: LineageDraft, _ rows: Range<Int>) -> Finding? {
    let calls = picture.holdings.calls
    guard let at = book.position(of: draft.newest), book.degree(of: at) >= 10, !rows.isEmpty else {
      return nil
    }
    let lengths = rows.filter { calls.durations[$0] != .max && calls.durations[$0] > 0 }
      .map { Double(calls.durations[$0]) }
    let median = Chance.quantile(lengths, 0.5) ?? 0
    let life = book.activity[at]
    return Finding(
      signal: LineSignals.customers,
      strength: Double(book.degree(of: at)) / 30 * (median <= 90 ? 1 : 0.4),
      facts: [
        "contacts": .count(book.degree(of: at)),
        "days": .count(Int(Double(life.last - life.first) / 86_400) + 1),
        "seconds": .number(median),
      ], evidence: cited(rows))
  }

  private func travels(_ rows: Range<Int>, status: LineStatus) -> Finding? {
    let calls = picture.holdings.calls
    let since = now - 28 * 86_400
    let places = Set(status.markets + [status.hub].compactMap { $0 })
    let there = rows.filter {
      calls.times[$0] >= since && calls.cells[$0] != .max
        && places.contains(picture.areaOfCell[Int(calls.cells[$0])])
    }
    let areas = Set(there.map { picture.areaOfCell[Int(calls.cells[$0])] })
    guard areas.count >= 2 else { return nil }
    return Finding(
      signal: LineSignals.travels, strength: Double(areas.count) / 3 + 0.34,
      facts: ["areas": .count(areas.count), "days": .count(28)], evidence: cited(there))
  }

  private func succession(_ draft: LineageDraft) -> Finding? {
    guard let last = draft.successions.last(where: { $0.new == draft.newest }) else { return nil }
    let shared = Set(last.shared.map { book.numbers[$0] })
    let calls = picture.holdings.calls
    let rows = picture.callRows(from: last.new).filter { shared.contains(calls.bNumbers[$0]) }
    let records = draft.records.map { Evidence(.lines, $0) }
    return Finding(
      signal: LineSignals.succession, strength: Bits(min(20, last.bits)).probability,
      facts: [
        "contacts": .count(last.shared.count), "gap": .count(Int(last.gapSeconds / 86_400)),
        "cosine": .share(last.cosine),
      ], evidence: cited(rows) + records)
  }

  private func handset(_ draft: LineageDraft) -> Finding? {
    let calls = picture.holdings.calls
    var best: (imei: UInt64, rows: [Int])?
    for imei in draft.imeis {
      let rows = draft.spells.compactMap { spell in
        picture.callRows(from: spell.number).last { calls.imeis[$0] == imei }
      }
      if rows.count >= 2 && rows.count > (best?.rows.count ?? 0) { best = (imei, rows) }
    }
    guard let best else { return nil }
    return Finding(
      signal: LineSignals.handset, strength: 1, facts: ["numbers": .count(best.rows.count)],
      evidence: cited(best.rows))
  }

  private func sameUser(_ users: [SameUser]) -> Finding? {
    guard let user = users.first, user.probability >= 0.5 else { return nil }
    return Finding(
      signal: LineSignals.sameUser, strength: user.probability,
      facts: ["days": .count(user.days), "areas": .count(user.areas)],
      evidence: user.rows.map { Evidence(.calls, $0) })
  }

  private func held(_ holder: HolderCandidate?) -> Finding? {
    guard let holder, holder.probability >= 0.5 else { return nil }
    return Finding(
      signal: LineSignals.holder, strength: holder.probability,
      facts: ["probability": .share(holder.probability)],
      evidence: Array(holder.parts.flatMap(\.evidence).prefix(settings.citedCalls)))
  }

  private func cameBack(_ draft: LineageDraft, _ closure: LineClosure?) -> Finding? {
    guard let closure, let back = closure.comeBack else { return nil }
    let calls = picture.holdings.calls
    let rows = picture.callRows(from: back.number).filter { calls.times[$0] >= back.since }
    let records = draft.records.filter {
      picture.holdings.lines[$0].number.packed == closure.number
    }.map { Evidence(.lines, $0) }
    guard !rows.isEmpty || !records.isEmpty else { return nil }
    return Finding(
      signal: LineSignals.cameBack, strength: 1,
      facts: [
        "closed": .date(Int64(closure.closedOn.daysSinceEpoch) * 86_400 + 43_200),
        "since": .date(back.since),
        "number": .text(
          back.number == closure.number ? "the same number" : "a number that followed it"),
      ], evidence: records + cited(rows))
  }

  private func silent(_ draft: LineageDraft) -> Finding? {
    guard let at = book.position(of: draft.newest) else { return nil }
    let days = daysAgo(book.activity[at].last)
    guard days > settings.activeDays / 2 else { return nil }
    let rows = Array(picture.callRows(from: draft.newest))
    let evidence =
      rows.isEmpty
      ? book.incoming[book.incomingStarts[at]..<book.incomingStarts[at + 1]].map { Int($0) } : rows
    return Finding(
      signal: LineSignals.silent, strength: days / (1.5 * settings.activeDays),
      facts: ["days": .count(Int(days))], evidence: cited(evidence))
  }

  private func closedRecord(_ draft: LineageDraft) -> Finding? {
    let lines = picture.holdings.lines
    let closed = draft.records.filter { lines[$0].status == "closed" }
    let newest = draft.records.filter { lines[$0].number.packed == draft.newest }
    guard closed.count == draft.records.count, !newest.isEmpty else { return nil }
    let day = closed.compactMap { lines[$0].closedOn }.max()
    let weight = newest.map { lines[$0].grading.weight }.max() ?? 0
    return Finding(
      signal: LineSignals.closedRecord, strength: min(1, weight + 0.3),
      facts: [
        "closed": day.map { .date(Int64($0.daysSinceEpoch) * 86_400 + 43_200) }
          ?? .text("a day not given")
      ], evidence: closed.map { Evidence(.lines, $0) })
  }

  private func recovered(_ draft: LineageDraft) -> Finding? {
    let last =
      book.position(of: draft.newest).map { book.activity[$0].last } ?? draft.spells.last?.to
    let handsets = Set(draft.imeis)
    let events = picture.holdings.events.indices.filter { position in
      let event = picture.holdings.events[position]
      return ["seizure", "arrest", "custody"].contains(event.kind)
        && event.at.seconds >= (last ?? 0) - 2 * 86_400
        && (event.numbers.contains { $0.packed == draft.newest }
          || event.imeis.contains { handsets.contains($0.packed) })
    }
    guard let newest = events.map({ picture.holdings.events[$0].at.seconds }).max(),
      daysAgo(newest) >= 2
    else { return nil }
    return Finding(
      signal: LineSignals.recovered, strength: daysAgo(newest) / 7, facts: ["at": .date(newest)],
      evidence: events.map { Evidence(.events, $0) })
  }

  private func business(_ draft: LineageDraft, _ rows: Range<Int>) -> Finding? {
    guard let at = book.position(of: draft.newest) else { return nil }
    let calls = picture.holdings.calls
    let likeness = BusinessLikeness.of(
      rows, calls: calls, cells: CellShares(rows, calls: calls), contacts: book.degree(of: at))
    guard likeness > 0.3 else { return nil }
    return Finding(
      signal: LineSignals.business, strength: likeness, facts: [:], evidence: cited(rows))
  }
}
