import Picture
import Primitives

/// How much likelier than two phones of the region the phones around a line share its contacts.
///
/// People of one town know each other, so that some contacts are shared by anybody who lives there.
/// How many is asked of the phones that were in use together with the line, and so carry on nothing
/// of it: of those that know one of its contacts, how many more do they know than the region's
/// share of calls would give?
///
///     factor = (Σ (shared(z) − 1) + 1) / (Σ (known(z) − 1) · q + 1 / ceiling),   q = Σ d(c) / Σ d
///
/// over numbers z that share a contact c of the line; between 1 and the ceiling, which is also what
/// is taken when no such number is known.
struct LocalCustom: Sendable {
  let book: ContactBook
  let similarity: ContactSimilarity
  let ceiling: Double
  let contactsMin: Int

  /// Days for which both must have been in use: longer than a number is handed over, or half of the
  /// shorter life.
  private static let togetherSeconds: Int64 = 10 * 86_400

  /// - Parameter number: A position in the book.
  func factor(around number: Int) -> Double {
    var shared: [Int: Int] = [:]
    var own: Set<Int> = [number]
    var degrees = 0
    for place in book.run(of: number) {
      let contact = Int(book.contacts[place])
      own.insert(contact)
      guard similarity.squaredWeight[contact] > 0 else { continue }
      degrees += book.degree(of: contact)
      for other in book.run(of: contact) { shared[Int(book.contacts[other]), default: 0] += 1 }
    }
    let share = Double(degrees) / Double(max(1, book.contacts.count))
    var (more, known) = (0, 0)
    for (other, count) in shared
    where !own.contains(other) && book.degree(of: other) >= contactsMin
      && !book.isService(other) && wereInUseTogether(number, other)
    {
      more += count - 1
      known += book.degree(of: other) - 1
    }
    let factor = Double(more + 1) / (Double(known) * share + 1 / ceiling)
    return min(ceiling, max(1, factor))
  }

  private func wereInUseTogether(_ one: Int, _ other: Int) -> Bool {
    let (a, b) = (span(of: one), span(of: other))
    let together = min(a.to, b.to) - max(a.from, b.from)
    let shorter = min(a.to - a.from, b.to - b.from)
    return together >= min(Self.togetherSeconds, max(3 * 86_400, shorter / 2))
  }

  /// From first to last sign of life, calls to it among them: most people's phones are known only
  /// by those who ring them.
  private func span(of number: Int) -> (from: Int64, to: Int64) {
    let life = book.activity[number]
    guard life.outCount > 0 else { return (life.firstIn, life.lastIn) }
    // A number that sends is dated by what it sends: customers go on ringing a dead one.
    return (life.firstOut, life.lastOut)
  }
}
