import Primitives

/// A form of dates and times, as a mapping writes it: `dd/MM/yyyy HH:mm:ss`.
///
///     yyyy four digits    yy two digits      MM M month    MMM Jan … Dec, any case
///     dd d day            HH H hour 0–23     mm minute     ss second
///
/// A doubled letter wants two digits, a single one takes one or two. Anything else stands for
/// itself. A fraction of a second after `ss` is passed over.
struct TimePattern: Hashable, Sendable {
  /// What a text gave; nil where the pattern asks for nothing.
  struct Parts: Hashable, Sendable {
    var year = 0
    var month = 1
    var day = 1
    var secondOfDay = 0
  }

  enum Token: Hashable, Sendable {
    case year4, year2
    case month(exact: Bool), monthName
    case day(exact: Bool), hour(exact: Bool), minute, second
    case literal(UInt8)
  }

  /// As written.
  let text: String
  let tokens: [Token]
  /// Whether it asks for these.
  let hasMonth: Bool
  let hasDay: Bool
  let hasHour: Bool

  /// - Returns: nil when the pattern is not one; it needs at least a year.
  init?(_ text: String) {
    var tokens: [Token] = []
    var rest = Array(text.utf8)[...]
    while let letter = rest.first {
      let run = rest.prefix { $0 == letter }
      rest = rest.dropFirst(run.count)
      switch (letter, run.count) {
      case (UInt8(ascii: "y"), 4): tokens.append(.year4)
      case (UInt8(ascii: "y"), 2): tokens.append(.year2)
      case (UInt8(ascii: "M"), 1...2): tokens.append(.month(exact: run.count == 2))
      case (UInt8(ascii: "M"), 3): tokens.append(.monthName)
      case (UInt8(ascii: "d"), 1...2): tokens.append(.day(exact: run.count == 2))
      case (UInt8(ascii: "H"), 1...2): tokens.append(.hour(exact: run.count == 2))
      case (UInt8(ascii: "m"), 2): tokens.append(.minute)
      case (UInt8(ascii: "s"), 2): tokens.append(.second)
      case (UInt8(ascii: "T"), 1): tokens.append(.literal(letter))
      default:
        // Other letters are most likely meant as something this program would misread.
        if (letter | 0x20) &- 0x61 < 26 { return nil }
        tokens += run.map { .literal($0) }
      }
    }
    let asked = tokens.map { Self.unit($0) }
    let units = asked.filter { $0 != " " }
    guard Set(units).count == units.count, units.contains("y") else { return nil }
    hasMonth = units.contains("M")
    hasDay = units.contains("d")
    hasHour = units.contains("H")
    // A day without its month, or a minute without its hour, would be read as something else.
    guard hasMonth || !hasDay, hasDay || !hasHour, hasHour || !units.contains("m"),
      units.contains("m") || !units.contains("s")
    else { return nil }
    self.text = text
    self.tokens = tokens
  }

  private static func unit(_ token: Token) -> Character {
    switch token {
    case .year4, .year2: "y"
    case .month, .monthName: "M"
    case .day: "d"
    case .hour: "H"
    case .minute: "m"
    case .second: "s"
    case .literal: " "
    }
  }

  /// Reads a text that is wholly of this form.
  ///
  /// - Parameter centuryPivot: Two-digit years below it are of the 2000s, others of the 1900s.
  /// - Returns: nil when it is not, or when the calendar has no such day.
  func read(_ bytes: UnsafeBufferPointer<UInt8>, centuryPivot: Int) -> Parts? {
    var parts = Parts()
    var at = 0
    for token in tokens {
      switch token {
      case .literal(let byte):
        guard at < bytes.count, bytes[at] == byte else { return nil }
        at += 1
      case .monthName:
        guard let month = Self.month(bytes, at) else { return nil }
        parts.month = month
        at += 3
      case .year4:
        guard let value = Self.number(bytes, &at, 4...4) else { return nil }
        parts.year = value
      case .year2:
        guard let value = Self.number(bytes, &at, 2...2) else { return nil }
        parts.year = value < centuryPivot ? 2000 + value : 1900 + value
      case .month(let exact):
        guard let value = Self.number(bytes, &at, exact ? 2...2 : 1...2) else { return nil }
        parts.month = value
      case .day(let exact):
        guard let value = Self.number(bytes, &at, exact ? 2...2 : 1...2) else { return nil }
        parts.day = value
      case .hour(let exact):
        guard let value = Self.number(bytes, &at, exact ? 2...2 : 1...2), value < 24 else {
          return nil
        }
        parts.secondOfDay += value * 3600
      case .minute:
        guard let value = Self.number(bytes, &at, 2...2), value < 60 else { return nil }
        parts.secondOfDay += value * 60
      case .second:
        // A leap second is read as the second before it.
        guard let value = Self.number(bytes, &at, 2...2), value <= 60 else { return nil }
        parts.secondOfDay += min(value, 59)
        Self.passFraction(bytes, &at)
      }
    }
    guard at == bytes.count,
      CivilDate(year: parts.year, month: parts.month, day: parts.day) != nil
    else { return nil }
    return parts
  }

  private static func number(
    _ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int, _ digits: ClosedRange<Int>
  ) -> Int? {
    var value = 0
    var count = 0
    while count < digits.upperBound, at < bytes.count, FieldBytes.isDigit(bytes[at]) {
      value = value * 10 + Int(bytes[at] - 0x30)
      at += 1
      count += 1
    }
    return count >= digits.lowerBound ? value : nil
  }

  private static func passFraction(_ bytes: UnsafeBufferPointer<UInt8>, _ at: inout Int) {
    guard at + 1 < bytes.count, bytes[at] == 0x2E, FieldBytes.isDigit(bytes[at + 1]) else {
      return
    }
    at += 1
    while at < bytes.count, FieldBytes.isDigit(bytes[at]) { at += 1 }
  }

  private static let months = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ].map { Array($0.utf8) }

  private static func month(_ bytes: UnsafeBufferPointer<UInt8>, _ at: Int) -> Int? {
    guard at + 3 <= bytes.count else { return nil }
    let letters = [bytes[at] | 0x20, bytes[at + 1] | 0x20, bytes[at + 2] | 0x20]
    return months.firstIndex(of: letters).map { $0 + 1 }
  }
}
