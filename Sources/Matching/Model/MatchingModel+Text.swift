/// A model's text that cannot be read: the line and the reason.
public struct MatchingModelDefect: Error, Hashable, Sendable {
  /// The line, counted from 1.
  public var line: Int
  /// What is wrong with it, and what would be right.
  public var reason: String
}

extension MatchingModel {
  /// The model as text: one fact a line, fields parted by tabs, ending with `end`.
  ///
  ///     matching-model  3
  ///     lambda          0.0004
  ///     household-pairs 1.2
  ///     report          1000  299000  9000  9000  12  0.0002  480.5
  ///     comparison      family_name
  ///     level           exact  0.82  estimated  0.003  estimated  0.75
  ///     …
  ///     habits          1000  0.06  4.6                        records, and how names are written
  ///     terms           family  998  0.0041  2                 records, agreement, the rest's count
  ///     term            9f2ac1e07b3d5581  57                   a frequent value's hash and count
  ///     …
  ///     blocking        24                                     the largest block
  ///     rule            names
  ///     hot             03bb61c0d5e7f211  0                    a hot key's hash and its buckets
  ///     …
  ///     end
  ///
  /// Numbers are written so that reading gives the same number back.
  public var text: String {
    var lines = ["matching-model\t\(Self.version)", "lambda\t\(lambda)"]
    lines.append("household-pairs\t\(householdPairs)")
    lines.append(
      "report\t\(report.records)\t\(report.randomPairs)\t\(report.candidatePairs)\t"
        + "\(report.sampledPairs)\t\(report.passes)\t\(report.lastChange)\t"
        + "\(report.expectedMatches)")
    for comparison in comparisons {
      let name = String(
        comparison.name.unicodeScalars.map { $0.value < 0x20 ? " " : Character($0) })
      lines.append("comparison\t" + name)
      for level in comparison.levels {
        lines.append(
          "level\t\(level.name)\t\(level.m)\t\(level.mOrigin.rawValue)\t\(level.u)\t"
            + "\(level.uOrigin.rawValue)\t\(level.household)")
      }
    }
    lines += tableLines
    lines.append("end\n")
    return lines.joined(separator: "\n")
  }

  /// Reads what `text` wrote.
  ///
  /// - Throws: The first line that is wrong. A chance must lie between 0 and 1, the seven fixed
  ///   comparisons must stand in order with all their levels.
  public init(text: String) throws(MatchingModelDefect) {
    self.init(lambda: 0, householdPairs: 0, comparisons: [])
    var number = 0
    var ended = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      number += 1
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      guard !line.isEmpty else { continue }
      guard !ended else { throw Self.defect(number, "nothing may follow 'end'") }
      if fields.first == "end" {
        ended = true
      } else {
        try read(fields, line: number)
      }
    }
    guard ended else { throw Self.defect(number, "the file is cut off: it must end with 'end'") }
    try check(line: number)
  }

  private mutating func read(_ fields: [Substring], line: Int) throws(MatchingModelDefect) {
    switch (fields[0], fields.count) {
    case ("matching-model", 2):
      guard fields[1] == "\(Self.version)" else {
        throw Self.defect(
          line,
          "this version reads matching-model \(Self.version); remove the file and estimate anew")
      }
    case ("lambda", 2): lambda = try Self.chance(fields[1], line)
    case ("household-pairs", 2):
      householdPairs = try Self.number(fields[1], line)
      guard householdPairs > 0 else { throw Self.defect(line, "household-pairs is positive") }
    case ("report", 8):
      let numbers = fields[1...5].compactMap { Int($0) }
      guard numbers.count == 5 else { throw Self.defect(line, "report holds five whole numbers") }
      report.records = numbers[0]
      report.randomPairs = numbers[1]
      report.candidatePairs = numbers[2]
      report.sampledPairs = numbers[3]
      report.passes = numbers[4]
      report.lastChange = try Self.number(fields[6], line)
      report.expectedMatches = try Self.number(fields[7], line)
    case ("comparison", 2):
      comparisons.append(ComparisonModel(name: String(fields[1]), levels: []))
    case ("level", 7):
      guard !comparisons.isEmpty else {
        throw Self.defect(line, "a level stands under its comparison")
      }
      guard let mOrigin = ComparisonLevel.Origin(rawValue: String(fields[3])),
        let uOrigin = ComparisonLevel.Origin(rawValue: String(fields[5]))
      else { throw Self.defect(line, "an origin is 'table' or 'estimated'") }
      comparisons[comparisons.count - 1].levels.append(
        ComparisonLevel(
          name: String(fields[1]), m: try Self.chance(fields[2], line), mOrigin: mOrigin,
          u: try Self.chance(fields[4], line), uOrigin: uOrigin,
          household: try Self.chance(fields[6], line)))
    default: try readTable(fields, line: line)
    }
  }

  private func check(line: Int) throws(MatchingModelDefect) {
    guard lambda > 0, householdPairs > 0 else {
      throw Self.defect(line, "lambda and household-pairs must be given")
    }
    guard comparisons.count >= 7,
      comparisons.count <= 7 + MatchingInput.extraColumnsMax
    else { throw Self.defect(line, "a model has the seven fixed comparisons and its extra ones") }
    for (position, comparison) in comparisons.enumerated() {
      let rows = DefaultLevels.rows(position: position)
      let name = position < 7 ? DefaultLevels.names[position] : "an extra column"
      guard comparison.levels.map(\.name) == rows.map(\.name),
        position >= 7 || comparison.name == name
      else {
        throw Self.defect(
          line,
          "comparison \(position + 1) must be \(name) with the levels "
            + rows.map(\.name).joined(separator: ", "))
      }
    }
    try checkTables(line: line)
  }

  static func number(
    _ text: Substring, _ line: Int
  ) throws(MatchingModelDefect) -> Double {
    guard let value = Double(text), value.isFinite else {
      throw defect(line, "a number is written with digits and a point")
    }
    return value
  }

  static func chance(
    _ text: Substring, _ line: Int
  ) throws(MatchingModelDefect) -> Double {
    let value = try number(text, line)
    guard value > 0 && value < 1 else { throw defect(line, "a chance lies between 0 and 1") }
    return value
  }

  static func defect(_ line: Int, _ reason: String) -> MatchingModelDefect {
    MatchingModelDefect(line: line, reason: reason)
  }
}
