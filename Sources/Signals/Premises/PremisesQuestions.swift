import Glibc
import Picture
import Primitives
import Vocabulary

/// Asks the premises signals of one home.
struct PremisesQuestions: Sendable {
  let picture: RegionalPicture
  let settings: PremisesAssessment.Settings
  /// People whose records give an address, counted by address.
  let residents: [String: Int]

  init(picture: RegionalPicture, settings: PremisesAssessment.Settings) {
    self.picture = picture
    self.settings = settings
    let homes = Set(
      picture.holdings.premises.compactMap { HomeGroup.address($0.address, $0.postcode) })
    let codes = Set(picture.holdings.premises.compactMap(\.postcode))
    var people: [String: Set<Int>] = [:]
    for (record, person) in picture.holdings.persons.enumerated() {
      // Postcodes are compared to find one address; nothing else is drawn from them.
      guard let postcode = person.postcode, codes.contains(postcode),
        let home = HomeGroup.address(person.address, postcode), homes.contains(home)
      else { continue }
      people[home, default: []].insert(picture.entityOfRecord[record])
    }
    residents = people.mapValues(\.count)
  }

  /// Findings in the order of `PremisesSignals.all`.
  ///
  /// - Parameters:
  ///   - settling: Phones that settled near it, strongest first.
  ///   - homesCovered: Homes on record under the same cells, this one among them.
  func findings(
    _ history: HomeHistory, settling: [SettledPhones.Settling], homesCovered: Int
  ) -> [Finding] {
    [
      dated(.foundCuckooed, PremisesSignals.foundCuckooed, history),
      dated(.concern, PremisesSignals.concern, history), noAnswer(history), reported(history),
      dated(.intelligence, PremisesSignals.intelligence, history),
      dated(.recorded, PremisesSignals.recorded, history),
      dated(.young, PremisesSignals.young, history),
      dated(.people, PremisesSignals.people, history),
      dated(.vehicle, PremisesSignals.vehicles, history),
      cells(settling, homesCovered: homesCovered), vulnerability(history), noConcern(history),
      rehoused(history), recordedSafe(history), signsStopped(history), carers(history),
      household(history),
    ].compactMap { $0 }
  }

  private func days(since time: Int64) -> Double {
    Double(max(0, picture.asOf.seconds - time)) / 86_400
  }

  /// Signs of one kind together; too old to say anything is not there.
  private func dated(_ kind: HomeSign.Kind, _ signal: Signal, _ history: HomeHistory) -> Finding? {
    let signs = history.of(kind)
    let strength = HomeHistory.strength(signs)
    guard let last = signs.last, strength >= 0.02 else { return nil }
    let evidence = signs.flatMap(\.evidence)
    let grade = evidence.compactMap { picture.grading(of: $0) }.max { $0.weight < $1.weight }
    return Finding(
      signal: signal, strength: strength,
      facts: [
        "at": .date(last.at), "count": .count(signs.count), "grade": .text(grade?.text ?? "none"),
      ], evidence: Array(evidence.suffix(settings.citedCalls)))
  }

  /// Only the newest visit: an open door since then answers it.
  private func noAnswer(_ history: HomeHistory) -> Finding? {
    guard let last = history.visits.last, picture.holdings.visits[last].finding == "no_answer",
      let sign = history.of(.noAnswer).last
    else { return nil }
    return Finding(
      signal: PremisesSignals.noAnswer, strength: sign.freshness, facts: ["at": .date(sign.at)],
      evidence: sign.evidence)
  }

  private func reported(_ history: HomeHistory) -> Finding? {
    let signs = history.of(.reported)
    guard let last = signs.last,
      let best = signs.flatMap(\.evidence).max(by: {
        (picture.grading(of: $0)?.weight ?? 0, $1) < (picture.grading(of: $1)?.weight ?? 0, $0)
      })
    else { return nil }
    let strength = HomeHistory.strength(signs)
    guard strength >= 0.02 else { return nil }
    let record = picture.holdings.premises[Int(best.position)]
    return Finding(
      signal: PremisesSignals.reported, strength: strength,
      facts: [
        "status": .text(record.status ?? ""), "grade": .text(record.grading.text),
        "sources": .count(Set(signs.flatMap(\.evidence).map { picture.source(of: $0) }).count),
        "at": .date(last.at),
      ], evidence: signs.flatMap(\.evidence))
  }

  private func cells(_ settling: [SettledPhones.Settling], homesCovered: Int) -> Finding? {
    guard let best = settling.first else { return nil }
    // k homes under the cells share what the calls say: log2 k fewer bits for each.
    let share = 1 - log2(Double(max(1, homesCovered))) / 6
    guard share > 0, best.strength * share >= 0.02 else { return nil }
    return Finding(
      signal: PremisesSignals.cells, strength: best.strength * share,
      facts: [
        "calls": .count(best.calls), "days": .count(Int(settings.settlingDays)),
        "expected": .number(best.expected),
      ], evidence: best.rows.map { Evidence(.calls, $0) })
  }

  private func vulnerability(_ history: HomeHistory) -> Finding? {
    let records = history.home.records.filter {
      guard !picture.holdings.premises[$0].grading.isSuspectedFalse else { return false }
      let said = picture.holdings.premises[$0].vulnerability?.lowercased() ?? ""
      return !said.isEmpty && said != "none"
    }
    guard !records.isEmpty else { return nil }
    return Finding(
      signal: PremisesSignals.vulnerability, strength: 1, facts: [:],
      evidence: records.map { Evidence(.premises, $0) })
  }

  /// Weight of signs that came after a time, 0 … 1.
  private func signs(after time: Int64, _ history: HomeHistory) -> Double {
    HomeHistory.strength(history.signs.filter { $0.at > time + 1800 && $0.kind != .noAnswer })
  }

  private func against(
    _ finding: String, _ signal: Signal, _ history: HomeHistory, halfLives: Double
  ) -> Finding? {
    let visits = history.visits.filter { picture.holdings.visits[$0].finding == finding }
    guard let last = visits.last else { return nil }
    let at = picture.holdings.visits[last].at.seconds
    let age = exp2(-days(since: at) / (halfLives * settings.halfLifeDays))
    let strength = age * (1 - signs(after: at, history))
    guard strength >= 0.02 else { return nil }
    return Finding(
      signal: signal, strength: strength, facts: ["at": .date(at)],
      evidence: visits.suffix(3).map { Evidence(.premisesVisits, $0) })
  }

  private func noConcern(_ history: HomeHistory) -> Finding? {
    against("no_concern", PremisesSignals.noConcern, history, halfLives: 1.5)
  }

  private func rehoused(_ history: HomeHistory) -> Finding? {
    against("rehoused", PremisesSignals.rehoused, history, halfLives: 8)
  }

  private func recordedSafe(_ history: HomeHistory) -> Finding? {
    let premises = picture.holdings.premises
    let safe = history.home.records.filter {
      premises[$0].status == "safe" || premises[$0].status == "closed"
    }
    guard let newest = safe.max(by: { premises[$0].reportedDay < premises[$1].reportedDay }) else {
      return nil
    }
    let at = Int64(premises[newest].reportedDay) * 86_400
    let strength = 1 - signs(after: max(0, at), history)
    guard strength >= 0.02 else { return nil }
    return Finding(
      signal: PremisesSignals.recordedSafe, strength: strength,
      facts: ["status": .text(premises[newest].status ?? "")],
      evidence: safe.map { Evidence(.premises, $0) })
  }

  /// Nothing for three weeks begins to speak against; six weeks speak fully.
  private func signsStopped(_ history: HomeHistory) -> Finding? {
    let newest = history.newestSign
    let age = newest.map { days(since: $0) } ?? settings.leftAfterDays
    let quiet = settings.leftAfterDays / 2
    guard age > quiet else { return nil }
    let evidence = history.signs.filter { $0.at == newest }.flatMap(\.evidence)
    return Finding(
      signal: PremisesSignals.signsStopped, strength: (age - quiet) / quiet,
      facts: ["days": .count(Int(age))],
      evidence: evidence.isEmpty ? history.home.records.map { Evidence(.premises, $0) } : evidence)
  }

  private func carers(_ history: HomeHistory) -> Finding? {
    let since = picture.asOf.seconds - 60 * 86_400
    let calm = history.visits.filter {
      let visit = picture.holdings.visits[$0]
      return visit.at.seconds >= since && visit.finding == "no_concern"
        && visit.agency.map { !$0.lowercased().contains("police") } == true
    }
    let agencies = Dictionary(grouping: calm) { picture.holdings.visits[$0].agency ?? "" }
    guard let most = agencies.min(by: { (-$0.value.count, $0.key) < (-$1.value.count, $1.key) }),
      most.value.count >= 3
    else { return nil }
    return Finding(
      signal: PremisesSignals.carers, strength: Double(most.value.count) / 6,
      facts: ["count": .count(most.value.count), "agency": .text(most.key)],
      evidence: most.value.suffix(settings.citedCalls).map { Evidence(.premisesVisits, $0) })
  }

  private func household(_ history: HomeHistory) -> Finding? {
    let premises = picture.holdings.premises
    let addresses = history.home.records.compactMap {
      HomeGroup.address(premises[$0].address, premises[$0].postcode)
    }
    guard let count = addresses.compactMap({ residents[$0] }).max(), count >= 3 else { return nil }
    return Finding(
      signal: PremisesSignals.household, strength: Double(count - 2) / 3,
      facts: ["count": .count(count)],
      evidence: history.home.records.map { Evidence(.premises, $0) })
  }
}
