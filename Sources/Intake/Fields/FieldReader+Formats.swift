import Primitives
import Vocabulary

extension FieldReader {
  /// Reads a text in the form that the mapping says.
  func formatted(_ text: String, _ format: FieldFormat) throws(FieldDefect) -> FieldReading {
    switch format {
    case .pattern(let pattern):
      guard let parts = FieldBytes.with(text, { pattern.read($0, centuryPivot: centuryPivot) })
      else { throw Self.notOfPattern(pattern.text) }
      return try made(parts, of: pattern)
    case .month:
      guard
        let parts = FieldBytes.with(text, { Self.monthPattern?.read($0, centuryPivot: 0) })
      else { throw Self.notOfPattern("yyyy-MM") }
      return try monthRead(parts)
    case .seconds(let start): return try seconds(text, from: start)
    case .percent: return try percent(text)
    case .hms: return try duration(text)
    case .pseudonym:
      return try each(text) { (one) throws(FieldDefect) in try Self.pseudonym(one).text }
    case .hashRegistration: return try each(text) { Self.registration(fromHash: $0).text }
    }
  }

  private static let monthPattern = TimePattern("yyyy-MM")

  private func made(
    _ parts: TimePattern.Parts, of pattern: TimePattern
  ) throws(FieldDefect) -> FieldReading {
    let day = Self.day(parts)
    switch column.type {
    case .instant: return try Self.instant(time(parts, hasHour: pattern.hasHour))
    case .partialDate:
      let length = pattern.hasDay ? 10 : pattern.hasMonth ? 7 : 4
      return try byContract(String(day.iso8601.prefix(length)))
    default: return FieldReading(.text(day.iso8601))
    }
  }

  /// The instant of a pattern's parts. Shared with the readers of columns.
  func time(_ parts: TimePattern.Parts, hasHour: Bool) -> TimeReading {
    var reading = zone.reading(day: Self.day(parts), secondOfDay: parts.secondOfDay)
    if !hasHour { reading.oddity = .dateOnly }
    return reading
  }

  private static func day(_ parts: TimePattern.Parts) -> CivilDate {
    guard let day = CivilDate(year: parts.year, month: parts.month, day: parts.day) else {
      preconditionFailure("a pattern gives days of the calendar only")
    }
    return day
  }

  private func monthRead(_ parts: TimePattern.Parts) throws(FieldDefect) -> FieldReading {
    let day = Self.day(parts)
    switch column.type {
    case .instant: return try Self.instant(time(parts, hasHour: false))
    case .partialDate: return try byContract(String(day.iso8601.prefix(7)))
    default: return FieldReading(.text(day.iso8601))
    }
  }

  private func seconds(_ text: String, from start: Int64) throws(FieldDefect) -> FieldReading {
    let whole = text.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let isFraction = whole.count == 1 || whole[1].utf8.allSatisfy { FieldBytes.isDigit($0) }
    guard let value = Int64(whole[0]), isFraction, Self.seconds.contains(value) else {
      throw FieldDefect(
        code: "INTAKE-TIME-FORMAT", reason: "it is not a number of seconds",
        mend: "send whole seconds, or change formats: in feed.yaml")
    }
    // A fraction is dropped towards the past, also before the start.
    let hasRest = whole.count == 2 && whole[1].utf8.contains { $0 != 0x30 }
    let instant = start + value - (hasRest && whole[0].hasPrefix("-") ? 1 : 0)
    guard TimeText.recordSeconds.contains(instant) else { throw ColumnType.timeOutOfRange }
    guard case .instant = column.type else { return day(at: instant) }
    return FieldReading(.integer(instant))
  }

  /// Some 30,000 years either way: what is outside is no time but another number.
  private static let seconds: ClosedRange<Int64> = -1_000_000_000_000...1_000_000_000_000

  private func day(at seconds: Int64) -> FieldReading {
    FieldReading(.text(zone.day(at: seconds).iso8601))
  }

  private func percent(_ text: String) throws(FieldDefect) -> FieldReading {
    let digits = text.hasSuffix("%") ? Self.trim(text.dropLast()) : text
    // The contract's own reader checks the form; a hundredth of its bounds is the share's.
    let reading = try ColumnType.real(0...100).read(digits, source: source)
    guard case .real(let value) = reading.cell, case .real(let bounds) = column.type,
      bounds.contains(value / 100)
    else {
      throw FieldDefect(
        code: "INTAKE-NUMBER", reason: "it is not a number of per cent",
        mend: "send 0 to 100, or change formats: in feed.yaml")
    }
    return FieldReading(.real(value / 100))
  }

  private func duration(_ text: String) throws(FieldDefect) -> FieldReading {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    let numbers = parts.map { $0.utf8.allSatisfy { FieldBytes.isDigit($0) } ? Int64($0) : nil }
    let isForm =
      (2...3).contains(parts.count) && parts.dropFirst().allSatisfy { $0.utf8.count == 2 }
    var total: Int64 = 0
    for (position, number) in numbers.enumerated() {
      // Hours, or minutes that stand first, may be many; what follows is below 60.
      guard isForm, let number, number < (position == 0 ? 100_000 : 60) else {
        throw FieldDefect(
          code: "INTAKE-DURATION", reason: "it is not a duration of mm:ss or hh:mm:ss",
          mend: "send it so, or seconds alone without formats: in feed.yaml")
      }
      total = total * 60 + number
    }
    return try byBounds(total)
  }

  private func byBounds(_ value: Int64) throws(FieldDefect) -> FieldReading {
    FieldReading(try column.type.read(String(value), source: source).cell)
  }

  /// The number that a source's code stands for.
  ///
  /// A code whose digits could also be a real number is packed as that number, because the archive
  /// and the records read it back from its text; so the same code is the same number everywhere.
  static func pseudonym(_ text: String) throws(FieldDefect) -> TelephoneNumber {
    let digits = text.utf8.filter { FieldBytes.isDigit($0) }
    let code = String(decoding: digits, as: UTF8.self)
    guard let number = number(code) else {
      throw FieldDefect(
        code: "INTAKE-NUMBER-PSEUDONYM", reason: "a code of a number has 1 to 15 digits",
        mend: "send the digits of the code, or leave the cell empty")
    }
    return number
  }

  /// A registration of ten characters, the same for the same text in every run.
  ///
  /// 36¹⁰ of them make a collision among 100,000 plates a matter of one in a million; no United
  /// Kingdom plate has ten characters, so none can be mistaken for a real one.
  static func registration(fromHash text: String) -> VehicleRegistration {
    var word = StableHash.of(text)
    var packed: UInt64 = 0
    for place in 0..<10 {
      packed |= (word % 36 + 1) &<< UInt64(54 - 6 * place)
      word /= 36
    }
    return VehicleRegistration(packed: packed)
  }

  private func each(
    _ text: String, _ read: (String) throws(FieldDefect) -> String
  ) throws(FieldDefect) -> FieldReading {
    guard column.type.isList else { return FieldReading(.text(try read(text))) }
    var kept: [String] = []
    for item in text.utf8.split(separator: 0x3B).map(Substring.init) {
      let trimmed = Self.trim(item)
      guard !trimmed.isEmpty else { continue }
      let value = try read(trimmed)
      if !kept.contains(value) { kept.append(value) }
    }
    return FieldReading(kept.isEmpty ? .empty : .text(kept.joined(separator: ";")))
  }

  static func notOfPattern(_ pattern: String) -> FieldDefect {
    FieldDefect(
      code: "INTAKE-TIME-FORMAT",
      reason: "it is not of the form \(pattern), or no day of the calendar",
      mend: "send it so, or change formats: in feed.yaml")
  }
}
