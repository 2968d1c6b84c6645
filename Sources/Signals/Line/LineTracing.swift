public import Picture
public import Primitives
import Vocabulary

/// Follows every known deal line through its numbers and handsets, and finds who holds it.
///
/// Starts from the `lines` records alone: a number that no chain ties to a known line is never
/// named. The same picture gives the same findings on any number of threads.
///
/// - Complexity: Time O(calls · log numbers) to index, then a search around each known number;
///   memory O(calls).
public struct LineTracing: Sendable {
  /// How lines are followed.
  public var settings: Settings

  /// A tracing with its settings.
  public init(settings: Settings = Settings()) { self.settings = settings }

  /// Traces the lines of a picture.
  ///
  /// - Throws: `CancelledWork` when `workers` were asked to stop.
  public func run(on picture: RegionalPicture, workers: Workers) throws -> LineFindings {
    let book = try ContactBook(picture, workers: workers)
    let similarity = ContactSimilarity(book, hubContacts: settings.hubContacts)
    let handsets = HandsetIndex(picture, book: book)
    let seeds = LineSeed.all(in: picture)
    let weighing = SuccessionWeighing(
      picture: picture, settings: settings, book: book, similarity: similarity,
      handsets: handsets, seeds: seeds)
    let search = try SuccessionSearch(weighing: weighing)
      .run(from: seeds.map(\.number), workers: workers)
    let drafts = LineageDraft.all(seeds: seeds, search: search, weighing: weighing)
      .map { (id: $0.id(in: picture), draft: $0) }.sorted { $0.id < $1.id }.map(\.draft)
    let attribution = HolderAttribution(picture)
    let users = try sameUsers(
      of: drafts, picture: picture, book: book, handsets: handsets, attribution: attribution,
      workers)
    let questions = LineQuestions(
      picture: picture, settings: settings, book: book,
      closures: ClosureSearch(
        picture: picture, settings: settings, book: book, attribution: attribution))
    let links = LineLinks(picture: picture, settings: settings, book: book)
    var lineages: [Lineage] = []
    var all = links.successions(search)
    for (position, draft) in drafts.enumerated() {
      let people = attribution.candidates(
        records: draft.records, numbers: draft.spells.map(\.number), handsets: draft.imeis,
        sameUsers: users[position])
      lineages.append(
        lineage(
          draft, people: people, users: users[position], picture: picture, questions: questions))
      all += links.sameUsers(users[position])
      all += links.people(people, lineage: position)
    }
    return LineFindings(
      lineages: lineages, links: LineLinks.sorted(all),
      unasked: unasked(picture, handsets: handsets), seeds: seeds.count, searched: search.searched,
      numbersHeld: book.numbers.count, numbersNamed: drafts.reduce(0) { $0 + $1.spells.count })
  }

  private func sameUsers(
    of drafts: [LineageDraft], picture: RegionalPicture, book: ContactBook,
    handsets: HandsetIndex, attribution: HolderAttribution, _ workers: Workers
  ) throws -> [[SameUser]] {
    let search = SameUserSearch(
      picture: picture, settings: settings, book: book, handsets: handsets,
      neighbours: CellNeighbours(picture.holdings.cells),
      cellTimes: CellTimes(picture.holdings.calls, cells: picture.holdings.cells.count),
      anchors: CellAnchors(picture, book: book))
    return try parallelMap(chunks: drafts.count, on: workers) { chunk in
      let draft = drafts[chunk]
      let numbers = draft.spells.map(\.number)
      let people = attribution.candidates(
        records: draft.records, numbers: numbers, handsets: draft.imeis, sameUsers: [])
      return search.run(for: numbers, owners: PhoneOwner.all(of: people, in: picture))
    }
  }

  private func lineage(
    _ draft: LineageDraft, people: [HolderCandidate], users: [SameUser], picture: RegionalPicture,
    questions: LineQuestions
  ) -> Lineage {
    let status = LineStatus(draft, picture: picture, book: questions.book, settings: settings)
    // A child, or somebody who may be one, is never named as a holder.
    let holder = people.first {
      $0.probability >= 0.5 && !picture.age(of: $0.entity).isPossiblyUnder18
    }
    let closure = questions.closures.closure(of: draft, holder: holder?.entity)
    let findings = questions.findings(
      draft, status: status, sameUsers: users, holder: holder, closure: closure)
    let recent = draft.spells.flatMap { picture.callRows(from: $0.number).suffix(2) }
    let evidence =
      draft.records.map { Evidence(.lines, $0) }
      + recent.suffix(settings.citedCalls).map { Evidence(.calls, $0) }
    return Lineage(
      id: draft.id(in: picture), lineRecords: draft.records, spells: draft.spells,
      imeis: draft.imeis, brand: status.brand, status: status.status, hub: status.hub,
      markets: status.markets, holder: holder?.entity, holderProbability: holder?.probability ?? 0,
      findings: findings, evidence: evidence.sorted(), closure: closure)
  }

  /// What the picture cannot answer, by signal, and why.
  private func unasked(_ picture: RegionalPicture, handsets: HandsetIndex) -> [String: String] {
    let calls = picture.holdings.calls
    var reasons: [String: String] = [:]
    if calls.count == 0 {
      for signal in LineSignals.all where signal.family == .telephony {
        reasons[signal.id] = "no calls are held"
      }
      return reasons
    }
    if !calls.cells.contains(where: { $0 != .max }) {
      for signal in [LineSignals.travels, LineSignals.sameUser, LineSignals.business] {
        reasons[signal.id] = "no call has a cell"
      }
    }
    if handsets.isEmpty { reasons[LineSignals.handset.id] = "no call has a handset" }
    if !calls.kinds.contains(CallKind.sms.rawValue) {
      reasons[LineSignals.broadcast.id] = "no texts are held"
    }
    return reasons
  }
}

/// What tracing the lines found.
public struct LineFindings: Sendable {
  /// Ascending by identifier.
  public let lineages: [Lineage]
  /// Kinds `line_successor`, `same_user` and `person_line`, in a fixed order. Ends that are
  /// lineages are positions in `lineages`.
  public let links: [InferredLink]
  /// Signals that could not be asked of any line, and why.
  public let unasked: [String: String]
  /// Numbers of line records, from which all started.
  public let seeds: Int
  /// Numbers from which successors were searched.
  public let searched: Int
  /// Numbers in the calls held.
  public let numbersHeld: Int
  /// Numbers that stand in a lineage.
  public let numbersNamed: Int
}
