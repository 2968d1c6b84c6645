import Glibc
import Picture
import Primitives
import Vocabulary

/// Phones of lines that came to stay in cells they did not use before.
///
/// For each lineage its own numbers are one phone, and the contacts it talks to most (runners,
/// lieutenants) are phones of their own. Calls of the last three weeks in the cells that may serve
/// a
/// home are compared with what the phone's own earlier share there would give.
struct SettledPhones: Sendable {
  /// One phone's calls by cell, lately and before.
  struct Phone: Sendable {
    let lineage: Int
    /// 1 for the line's own numbers, less for a contact's.
    let tie: Double
    var lately: [UInt32: Int] = [:]
    var before: [UInt32: Int] = [:]
    var latelyCount = 0
    var beforeCount = 0
    /// Newest rows of calls lately, by cell.
    var rows: [UInt32: [Int]] = [:]
  }

  /// A phone that settled near a home.
  struct Settling: Sendable {
    let lineage: Int
    /// How surprising, 0 … 1, times the tie.
    let strength: Double
    let calls: Int
    let expected: Double
    let rows: [Int]
    let lastSeen: Int64
  }

  /// Contacts of a line that are followed beside it.
  static let contactsMax = 6
  /// Calls with the line from which a contact is close. A customer rings less often.
  static let contactCallsMin = 12
  static let contactTie = 0.5

  let picture: RegionalPicture
  let settings: PremisesAssessment.Settings
  private let phones: [Phone]

  init(
    _ picture: RegionalPicture, lineages: [Lineage], settings: PremisesAssessment.Settings,
    workers: Workers
  ) throws {
    self.picture = picture
    self.settings = settings
    guard picture.holdings.calls.cells.contains(where: { $0 != .max }) else {
      phones = []
      return
    }
    phones = try parallelMap(chunks: lineages.count, on: workers) { position in
      let own = lineages[position].spells.map(\.number)
      var phones = [Self.phone(own, lineage: position, tie: 1, picture, settings)]
      for contact in Self.closeContacts(own, picture: picture) {
        phones.append(
          Self.phone([contact], lineage: position, tie: Self.contactTie, picture, settings))
      }
      return phones
    }.flatMap { $0 }.filter { $0.latelyCount >= settings.settlingCallsMin }
  }

  /// Numbers the line rings most, ties to the smallest.
  private static func closeContacts(_ numbers: [UInt64], picture: RegionalPicture) -> [UInt64] {
    let calls = picture.holdings.calls
    var counts: [UInt64: Int] = [:]
    for number in numbers {
      for row in picture.callRows(from: number)
      where calls.kinds[row] != CallKind.sms.rawValue && calls.kinds[row] != CallKind.data.rawValue
      {
        counts[calls.bNumbers[row], default: 0] += 1
      }
    }
    return counts.filter { $0.value >= contactCallsMin && !numbers.contains($0.key) }
      .sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.prefix(contactsMax).map(\.key)
  }

  private static func phone(
    _ numbers: [UInt64], lineage: Int, tie: Double, _ picture: RegionalPicture,
    _ settings: PremisesAssessment.Settings
  ) -> Phone {
    let calls = picture.holdings.calls
    let since = picture.asOf.seconds - Int64(settings.settlingDays * 86_400)
    var phone = Phone(lineage: lineage, tie: tie)
    for number in numbers {
      for row in picture.callRows(from: number) where calls.cells[row] != .max {
        let cell = calls.cells[row]
        if calls.times[row] >= since {
          phone.lately[cell, default: 0] += 1
          phone.latelyCount += 1
          phone.rows[cell, default: []].append(row)
        } else {
          phone.before[cell, default: 0] += 1
          phone.beforeCount += 1
        }
      }
    }
    return phone
  }

  /// Cells that may serve a place, nearest first, at most 4.
  func cells(serving position: Position) -> [UInt32] {
    var found: [(distance: Double, cell: UInt32)] = []
    for (index, cell) in picture.holdings.cells.enumerated() {
      guard let mast = cell.position,
        abs(mast.latitude - position.latitude) < settings.cellKilometres / 100
      else { continue }
      let distance = mast.kilometres(to: position)
      if distance <= settings.cellKilometres { found.append((distance, UInt32(index))) }
    }
    return found.sorted { ($0.distance, $0.cell) < ($1.distance, $1.cell) }.prefix(4).map(\.cell)
  }

  /// Phones that settled in those cells, strongest first.
  func settled(in cells: [UInt32]) -> [Settling] {
    guard !cells.isEmpty else { return [] }
    return phones.compactMap { settling($0, cells: cells) }.sorted {
      ($1.strength, $0.lineage, $0.calls) < ($0.strength, $1.lineage, $1.calls)
    }
  }

  private func settling(_ phone: Phone, cells: [UInt32]) -> Settling? {
    let lately = cells.reduce(0) { $0 + (phone.lately[$1] ?? 0) }
    guard lately >= settings.settlingCallsMin else { return nil }
    let before = cells.reduce(0) { $0 + (phone.before[$1] ?? 0) }
    // One imagined call in ten elsewhere, so that a short past does not make all things surprising.
    let share = (Double(before) + 1) / (Double(phone.beforeCount) + 10)
    let expected = share * Double(phone.latelyCount)
    let chance = Chance.poissonTail(atLeast: lately, lambda: expected)
    guard chance <= settings.settlingChance else { return nil }
    let calls = picture.holdings.calls
    let rows = cells.flatMap { phone.rows[$0] ?? [] }
      .sorted { (calls.times[$0], $0) < (calls.times[$1], $1) }
    guard let last = rows.last.map({ calls.times[$0] }) else { return nil }
    let days = Double(picture.asOf.seconds - last) / 86_400
    let surprise = min(1, -log10(max(1e-12, chance)) / 6)
    return Settling(
      lineage: phone.lineage, strength: phone.tie * surprise * exp2(-days / settings.halfLifeDays),
      calls: lately, expected: expected, rows: Array(rows.suffix(settings.citedCalls)),
      lastSeen: last)
  }
}
