import Primitives

/// The day from which a delivered file speaks, as its name says: what makes one file newer than
/// another when they arrive in the wrong order.
struct FileStamp: Hashable, Comparable {
  /// The day as a number like 20260314, so that it reads in the archive; 0 is before all days.
  let number: Int

  /// Before all days.
  static let none = FileStamp(number: 0)

  static func < (left: Self, right: Self) -> Bool { left.number < right.number }

  init(number: Int) { self.number = number }

  /// The last date written in a file's name: `20260314`, `2026-03-14`, or a month `2026-03`, which
  /// stands for its first day. Digits that run on are no date, nor is a year outside 1900 … 2199.
  ///
  /// - Returns: nil when the name has no date.
  init?(writtenIn name: String) {
    let bytes = Array(name.utf8)
    var found: CivilDate?
    var at = 0
    while at < bytes.count {
      guard Self.isDigit(bytes, at), !Self.isDigit(bytes, at - 1) else {
        at += 1
        continue
      }
      guard let (date, length) = Self.date(bytes, at: at) else {
        at += 1
        continue
      }
      found = date
      at += length
    }
    guard let (year, month, day) = found?.parts else { return nil }
    number = year * 10_000 + month * 100 + day
  }

  private static func date(_ bytes: [UInt8], at start: Int) -> (CivilDate, Int)? {
    let shapes: [(length: Int, month: Int, day: Int?)] = [(8, 4, 6), (10, 5, 8), (7, 5, nil)]
    for shape in shapes {
      let isDashed = shape.month == 5
      guard !isDigit(bytes, start + shape.length), let year = digits(bytes, start, 4),
        (1900...2199).contains(year), let month = digits(bytes, start + shape.month, 2),
        !isDashed || isDash(bytes, start + 4),
        !isDashed || (isDash(bytes, start + 7) && isDay(bytes, start + 8)) == (shape.day != nil)
      else { continue }
      let day = shape.day.map { digits(bytes, start + $0, 2) } ?? 1
      if let day, let date = CivilDate(year: year, month: month, day: day) {
        return (date, shape.length)
      }
    }
    return nil
  }

  /// Whether two digits follow, so that a day that the calendar lacks is not taken for a month.
  private static func isDay(_ bytes: [UInt8], _ at: Int) -> Bool {
    isDigit(bytes, at) && isDigit(bytes, at + 1) && !isDigit(bytes, at + 2)
  }

  private static func isDigit(_ bytes: [UInt8], _ at: Int) -> Bool {
    bytes.indices.contains(at) && bytes[at] &- 0x30 < 10
  }

  private static func isDash(_ bytes: [UInt8], _ at: Int) -> Bool {
    bytes.indices.contains(at) && bytes[at] == 0x2D
  }

  private static func digits(_ bytes: [UInt8], _ start: Int, _ count: Int) -> Int? {
    var value = 0
    for at in start..<(start + count) {
      guard isDigit(bytes, at) else { return nil }
      value = value * 10 + Int(bytes[at] - 0x30)
    }
    return value
  }
}
