/// How two dates of birth agree.
enum BirthComparison {
  /// Days within which two dates may be one that was guessed or miscounted.
  static let nearDays = 400

  /// The level; nil when a side is not known.
  static func level(_ a: PackedBirth, _ b: PackedBirth) -> BirthLevel? {
    guard a.isKnown && b.isKnown else { return nil }
    if a == b { return a.isPlaceholder ? .placeholder : a.isComplete ? .exact : partial(a, b) }
    guard a.isComplete && b.isComplete else { return partial(a, b) }
    // 1 January beside another day of that year says the year alone.
    if a.year == b.year && (a.isPlaceholder || b.isPlaceholder) { return .year }
    if a.year == b.year && a.month == b.day && a.day == b.month { return .swapped }
    let slips = slips(a.code, b.code)
    if slips == 1 {
      // Two 1 Januaries are two years, and of two years every fourth pair is a digit apart.
      return a.isPlaceholder && b.isPlaceholder ? .yearSlip : .digit
    }
    if a.year == b.year && a.month == b.month { return .yearMonth }
    let days = abs(a.days - b.days)
    if days <= nearDays || abs(days - 3652) <= 45 { return .near }
    if slips == 2 && !a.isPlaceholder && !b.isPlaceholder { return .slips }
    return days <= 3652 ? .apart : .far
  }

  /// What two dates say of one person having both.
  enum Verdict {
    /// Equal, or one is the other with an error that people make.
    case explained
    /// Between one and eleven years apart without such an error.
    case doubtful
    /// More than eleven years apart without such an error: two people.
    case apart
  }

  /// Whether one person may have both dates; missing ones explain themselves.
  ///
  /// Two slips are doubtful however many years they make: of one person's records, one may have
  /// the year wrong and another the day, and both stand beside a third that is right.
  static func verdict(_ a: PackedBirth, _ b: PackedBirth) -> Verdict {
    guard let level = level(a, b) else { return .explained }
    guard level == .apart || level == .far || level == .slips else { return .explained }
    if a.isComplete && b.isComplete {
      return abs(a.days - b.days) > 4_100 && slips(a.code, b.code) > 2 ? .apart : .doubtful
    }
    let years = abs(Int(a.year) - Int(b.year))
    return years > 11 ? .apart : years > 2 ? .doubtful : .explained
  }

  private static func partial(_ a: PackedBirth, _ b: PackedBirth) -> BirthLevel {
    if a.year == b.year {
      return a.month == 0 || b.month == 0 ? .year : a.month == b.month ? .yearMonth : .year
    }
    let years = abs(Int(a.year) - Int(b.year))
    return years == 1 ? .near : years <= 10 ? .apart : .far
  }

  /// How many slips make one date of eight digits of the other: a wrong digit, or two neighbours
  /// changed over; 3 for more than two.
  static func slips(_ a: Int, _ b: Int) -> Int {
    var left = a
    var right = b
    var wrong = 0
    while left > 0 || right > 0 {
      if left % 10 != right % 10 {
        wrong += 1
        if wrong > 2 { return 3 }
        if left / 10 % 10 == right % 10 && right / 10 % 10 == left % 10 {
          left /= 10
          right /= 10
        }
      }
      left /= 10
      right /= 10
    }
    return wrong
  }
}
