import Primitives

/// The tables of a model as lines of its text.
extension MatchingModel {
  /// Counts of values, then blocking; nothing for a model that has neither.
  var tableLines: [String] {
    var lines: [String] = []
    if let terms {
      lines.append("habits\t\(terms.records)\t\(terms.partsSurprise)\t\(terms.furtherSurprise)")
      for table in terms.tables {
        lines.append(
          "terms\t\(table.name)\t\(table.records)\t\(table.agreement)\t\(table.restCount)")
        for entry in table.entries {
          lines.append("term\t\(StableHash.hex(entry.value))\t\(entry.count)")
        }
      }
    }
    if let blocking {
      lines.append("blocking\t\(blocking.ceiling)")
      for rule in blocking.rules {
        lines.append("rule\t\(rule.name)")
        for hot in rule.hot { lines.append("hot\t\(StableHash.hex(hot.key))\t\(hot.buckets)") }
      }
    }
    return lines
  }

  /// Takes one line of a table.
  mutating func readTable(_ fields: [Substring], line: Int) throws(MatchingModelDefect) {
    switch (fields[0], fields.count) {
    case ("habits", 4):
      guard let records = Int(fields[1]), records >= 0, terms == nil else {
        throw Self.defect(line, "habits are given once, with the records they were counted from")
      }
      terms = TermTables(
        tables: [], records: records, partsSurprise: Float(try Self.number(fields[2], line)),
        furtherSurprise: Float(try Self.number(fields[3], line)))
    case ("terms", 5):
      guard let records = Int(fields[2]), records >= 0, terms != nil else {
        throw Self.defect(line, "terms follow habits and name their records")
      }
      terms?.tables.append(
        TermTable(
          name: String(fields[1]), records: records, agreement: try Self.chance(fields[3], line),
          restCount: try Self.number(fields[4], line), entries: []))
    case ("term", 3): try readTerm(fields, line: line)
    case ("blocking", 2):
      guard let ceiling = Int(fields[1]), ceiling >= 2, blocking == nil else {
        throw Self.defect(line, "blocking is given once, with a ceiling of at least 2")
      }
      blocking = BlockingPlan(ceiling: ceiling, rules: [])
    case ("rule", 2):
      guard BlockingRule.isKnown(fields[1]), blocking != nil else {
        throw Self.defect(line, "a rule stands under blocking and has a name of this version")
      }
      blocking?.rules.append(BlockingPlan.Rule(name: String(fields[1]), hot: []))
    case ("hot", 3): try readHot(fields, line: line)
    default: throw Self.defect(line, "it is no line of a model")
    }
  }

  private mutating func readTerm(_ fields: [Substring], line: Int) throws(MatchingModelDefect) {
    let table = (terms?.tables.count ?? 0) - 1
    guard table >= 0, let value = UInt64(fields[1], radix: 16), value != 0,
      let count = Int32(fields[2]), count > 0
    else { throw Self.defect(line, "a term stands under its terms: a hash and a positive count") }
    if let last = terms?.tables[table].entries.last, last.value >= value {
      throw Self.defect(line, "terms stand in order of their hashes")
    }
    terms?.tables[table].entries.append(TermTable.Entry(value: value, count: count))
  }

  private mutating func readHot(_ fields: [Substring], line: Int) throws(MatchingModelDefect) {
    let rule = (blocking?.rules.count ?? 0) - 1
    guard rule >= 0, let key = UInt64(fields[1], radix: 16), key != 0,
      let buckets = Int32(fields[2]),
      buckets >= 0
    else { throw Self.defect(line, "a hot key stands under its rule: a hash and its buckets") }
    if let last = blocking?.rules[rule].hot.last, last.key >= key {
      throw Self.defect(line, "hot keys stand in order of their hashes")
    }
    blocking?.rules[rule].hot.append(BlockingPlan.HotKey(key: key, buckets: buckets))
  }

  /// Tables are there as a whole or not at all.
  func checkTables(line: Int) throws(MatchingModelDefect) {
    guard let terms else { return }
    let names =
      TermTables.fixedNames + (0..<max(0, comparisons.count - 7)).map { "extra:\($0)" }
    guard terms.tables.map(\.name) == names else {
      throw Self.defect(line, "the terms must be \(names.joined(separator: ", "))")
    }
  }
}
