import Picture
import Primitives
import Vocabulary

/// What the line records say of one number: where every search for successors starts.
struct LineSeed: Sendable {
  /// Packed number.
  let number: UInt64
  /// Positions in `holdings.lines`, ascending.
  let records: [Int]
  /// The earliest day of opening and the latest of closure that a record gives, seconds.
  let openedAt: Int64?
  let closedAt: Int64?
  /// The brand the records give, in lower case, by weight of their grades.
  let brand: String?
  /// The hub, as a position in `holdings.areas`.
  let hub: Int?

  /// One seed a number, ascending by number.
  static func all(in picture: RegionalPicture) -> [LineSeed] {
    let lines = picture.holdings.lines
    let groups = Dictionary(grouping: lines.indices) { lines[$0].number.packed }
    return groups.keys.sorted().compactMap { number in
      guard number != 0, let records = groups[number] else { return nil }
      let days = { (date: CivilDate) in Int64(date.daysSinceEpoch) * 86_400 }
      let isClosed = records.allSatisfy { lines[$0].status == "closed" }
      return LineSeed(
        number: number, records: records.sorted(),
        openedAt: records.compactMap { lines[$0].openedOn.map(days) }.min(),
        closedAt: isClosed ? records.compactMap { lines[$0].closedOn.map(days) }.max() : nil,
        brand: vote(records) { record in
          lines[record].brand.map { ($0.lowercased(), lines[record].grading.weight) }
        },
        hub: vote(records) { record in
          picture.area(of: lines[record].hub).map { ($0, lines[record].grading.weight) }
        })
    }
  }

  /// The value with the most weight behind it; ties to the smallest.
  static func vote<Value: Hashable & Comparable>(
    _ records: [Int], _ value: (Int) -> (Value, weight: Double)?
  ) -> Value? {
    var sums: [Value: Double] = [:]
    for record in records {
      if let (choice, weight) = value(record) { sums[choice, default: 0] += weight }
    }
    return sums.min { (-$0.value, $0.key) < (-$1.value, $1.key) }?.key
  }
}
