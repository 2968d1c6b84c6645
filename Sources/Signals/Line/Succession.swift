import Glibc
import Picture
import Primitives
import Vocabulary

/// One number weighed as the successor of another.
struct Succession: Sendable {
  /// Packed numbers: the one that fell silent and the one that took over.
  let old: UInt64
  let new: UInt64
  /// Prior and evidence together, log2 odds against "not its successor".
  var bits: Double
  /// Cosine of the contact sets.
  var cosine: Double
  /// Contacts both have, as positions in the book.
  var shared: [Int]
  /// From the last sign of the old to the first of the new, seconds; negative when they overlap.
  var gapSeconds: Int64
  /// Handsets both were used in.
  var handsets: [UInt64]
  /// Signals by bits, strongest first: `contacts`, `gap`, `handset`, `cells`, `broadcast`,
  /// `record`.
  var parts: [(name: String, bits: Double)]
  /// When the old was last and the new first in use, seconds.
  var lastOld: Int64
  var firstNew: Int64
}

/// Weighs pairs of numbers for succession: each piece of evidence in bits, then their sum.
struct SuccessionWeighing: Sendable {
  let picture: RegionalPicture
  let settings: LineTracing.Settings
  let book: ContactBook
  let similarity: ContactSimilarity
  let handsets: HandsetIndex
  let seeds: [UInt64: LineSeed]
  /// How many numbers began well after the data does: each could be anybody's successor.
  let beginners: Int

  init(
    picture: RegionalPicture, settings: LineTracing.Settings, book: ContactBook,
    similarity: ContactSimilarity, handsets: HandsetIndex, seeds: [LineSeed]
  ) {
    self.picture = picture
    self.settings = settings
    self.book = book
    self.similarity = similarity
    self.handsets = handsets
    self.seeds = Dictionary(uniqueKeysWithValues: seeds.map { ($0.number, $0) })
    let edge = Self.edgeSeconds
    beginners = book.numbers.indices.reduce(0) {
      $0
        + (book.activity[$1].first > book.begin + edge
          && book.degree(of: $1) >= settings.contactsMin ? 1 : 0)
    }
  }

  /// How much likelier the phones around a number share its contacts than two of the region: as
  /// `LocalCustom` finds it, at most the setting and the number of towns there are.
  func localFactor(around number: UInt64) -> Double {
    let ceiling = min(settings.localFactor, Double(max(1, picture.holdings.areas.count)))
    guard let at = book.position(of: number) else { return ceiling }
    return LocalCustom(
      book: book, similarity: similarity, ceiling: ceiling, contactsMin: settings.contactsMin
    ).factor(around: at)
  }

  /// A number already in use in the first three days of the data is not known to be new.
  static let edgeSeconds: Int64 = 3 * 86_400

  /// When a number was first and last in use, by calls or, without them, by its records.
  func life(of number: UInt64) -> (first: Int64, last: Int64)? {
    let seed = seeds[number]
    if let at = book.position(of: number) {
      let activity = book.activity[at]
      let known = activity.first <= book.begin + Self.edgeSeconds
      // Before the data begins only the record can say when a number was opened.
      let first = known ? min(activity.first, seed?.openedAt ?? activity.first) : activity.first
      return (first, activity.last)
    }
    guard let seed, let opened = seed.openedAt else { return nil }
    return (opened, seed.closedAt ?? picture.asOf.seconds)
  }

  /// Whether the beginning of a number's life lies in the data or in a record.
  func beginsKnown(_ number: UInt64) -> Bool {
    if seeds[number]?.openedAt != nil { return true }
    guard let at = book.position(of: number) else { return false }
    return book.activity[at].first > book.begin + Self.edgeSeconds
  }

  /// Weighs one pair; nil when it cannot be one, by the times alone.
  ///
  /// - Parameter localFactor: What `localFactor(around:)` gives for the old number.
  func weigh(old: UInt64, new: UInt64, localFactor: Double) -> Succession? {
    guard let oldLife = life(of: old), let newLife = life(of: new), old != new,
      oldLife.first < newLife.first
    else { return nil }
    let day = 86_400.0
    let gap = Double(newLife.first - oldLife.last) / day
    guard gap <= settings.successionDays * 1.5, gap >= -3 * settings.overlapDays else { return nil }
    var parts = [("gap", gapBits(gap, new: new))]
    var shared: [Int] = []
    var cosine = 0.0
    var common: [UInt64] = []
    if let a = book.position(of: old), let b = book.position(of: new) {
      shared = similarity.shared(a, b, in: book)
      cosine = similarity.cosine(a, b, shared: shared)
      common = handsets.shared(a, b)
      parts.append(
        (
          "contacts",
          similarity.bits(
            old: a, new: b, shared: shared, in: book, localFactor: localFactor)
        ))
      parts.append(("handset", handsetBits(a, b, common: common)))
    }
    if let a = seeds[old], let b = seeds[new] { parts.append(("record", recordBits(a, b))) }
    // Four lines in five go on under another number: their custom is worth too much to be left.
    let prior = log2(0.8) - log2(Double(max(64, beginners)))
    // Habits add at most 4.5 bits; without hope of reaching the last report they are not asked.
    guard parts.reduce(prior, { $0 + $1.1 }) > -9 else { return nil }
    parts += habitBits(old: old, new: new)
    let bits = parts.reduce(prior) { $0 + $1.1 }
    return Succession(
      old: old, new: new, bits: bits, cosine: cosine, shared: shared,
      gapSeconds: newLife.first - oldLife.last, handsets: common,
      parts: parts.map { (name: $0.0, bits: $0.1) }.sorted {
        ($1.bits, $0.name) < ($0.bits, $1.name)
      },
      lastOld: oldLife.last, firstNew: newLife.first)
  }

  /// How much denser beginnings are around the old number's silence if this is its successor.
  ///
  /// Under succession the gap falls off exponentially on either side of 0; otherwise the new number
  /// begins on any day of the data.
  func gapBits(_ gapDays: Double, new: UInt64) -> Double {
    guard beginsKnown(new) else { return -4 }
    let after = settings.successionDays / 4
    let before = settings.overlapDays / 2
    let days = max(30, book.days)
    let density = exp(gapDays >= 0 ? -gapDays / after : gapDays / before) / (after + before)
    return log2((0.97 * density + 0.03 / days) * days)
  }

  /// One handset in both numbers says it is the same holder; different ones say little, for they
  /// are thrown away with the number.
  private func handsetBits(_ old: Int, _ new: Int, common: [UInt64]) -> Double {
    guard common.isEmpty else { return 9 }
    return handsets.handsets(of: old).isEmpty || handsets.handsets(of: new).isEmpty ? 0 : -0.5
  }

  private func habitBits(old: UInt64, new: UInt64) -> [(String, Double)] {
    let calls = picture.holdings.calls
    let rows = (old: picture.callRows(from: old), new: picture.callRows(from: new))
    guard !rows.old.isEmpty, !rows.new.isEmpty else { return [] }
    var parts: [(String, Double)] = []
    let cells = (
      old: CellShares(rows.old, calls: calls), new: CellShares(rows.new, calls: calls)
    )
    if cells.old.count >= 5 && cells.new.count >= 5 {
      parts.append(("cells", min(2.5, max(-1.5, 5 * (cells.old.overlap(with: cells.new) - 0.25)))))
    }
    let seconds = Int64(settings.broadcastMinutes * 60)
    let bursts = [rows.old, rows.new].map {
      Broadcasts($0, calls: calls, texts: settings.broadcastTexts, seconds: seconds).bursts.count
    }
    if bursts[0] > 0 && bursts[1] > 0 {
      parts.append(("broadcast", 2))
    } else if bursts[0] >= 3 && rows.new.count >= 100 {
      parts.append(("broadcast", -1))
    }
    if let at = book.position(of: new) {
      let business = BusinessLikeness.of(
        rows.new, calls: calls, cells: cells.new, contacts: book.degree(of: at))
      let before =
        book.position(of: old).map {
          BusinessLikeness.of(
            rows.old, calls: calls, cells: cells.old, contacts: book.degree(of: $0))
        } ?? 0
      // A shop has its own handset, hours and place; the old line having them too says nothing.
      if business > before { parts.append(("business", -6 * (business - before))) }
    }
    return parts
  }

  /// What two line records have in common. A brand is the line's good name and is kept.
  private func recordBits(_ old: LineSeed, _ new: LineSeed) -> Double {
    var bits = 0.0
    if let a = old.brand, let b = new.brand { bits += a == b ? 8 : -1.5 }
    if let a = old.hub, let b = new.hub { bits += a == b ? 1 : -3 }
    return bits
  }
}
