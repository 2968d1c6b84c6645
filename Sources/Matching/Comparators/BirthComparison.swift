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
    if oneSlip(a.code, b.code) { return .digit }
    if a.year == b.year && a.month == b.month { return .yearMonth }
    let days = abs(a.days - b.days)
    if days <= nearDays || abs(days - 3652) <= 45 { return .near }
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
  static func verdict(_ a: PackedBirth, _ b: PackedBirth) -> Verdict {
    guard let level = level(a, b), level == .apart || level == .far else { return .explained }
    if a.isComplete && b.isComplete { return abs(a.days - b.days) > 4_100 ? .apart : .doubtful }
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

  /// One of eight digits differs, or two neighbours are changed over.
  static func oneSlip(_ a: Int, _ b: Int) -> Bool {
    var left = a
    var right = b
    var wrong = 0
    var changedOver = false
    var previous = (left: 0, right: 0)
    while left > 0 || right > 0 {
      let digits = (left: left % 10, right: right % 10)
      if digits.left != digits.right {
        wrong += 1
        if wrong == 2 {
          changedOver = digits.left == previous.right && digits.right == previous.left
        }
        if wrong > 2 || (wrong == 2 && !changedOver) { return false }
        previous = digits
      } else {
        previous = (-1, -2)
      }
      left /= 10
      right /= 10
    }
    return wrong == 1 || (wrong == 2 && changedOver)
  }
}
