import Glibc

/// How often the values of one kind occur, as far as a model keeps it: the frequent values by name,
/// the rest by one figure.
///
/// With n records that have a value, c of them this one, and u the chance that two random records
/// agree, the value's own chance is f = (c − 2 + κu)/(n − 2 + κ): the pair itself is taken out, and
/// the rest is drawn towards the average, because a count of two in a small file says little.
/// κ = 100 + n/50. The surprise is −log2 f, kept within −8 … +6 bits of −log2 u.
///
/// Counts up to two all weigh alike, so only larger ones are kept, at most `valuesMax`, the largest
/// first. Values stand as 64-bit hashes: the table shows nobody's name.
///
/// > W. E. Winkler. "Frequency-based matching in Fellegi–Sunter model of record linkage." 1989.
public struct TermTable: Hashable, Sendable {
  /// The most values that one table keeps: 50,000, about a megabyte of text.
  public static let valuesMax = 50_000

  /// One frequent value.
  public struct Entry: Hashable, Sendable {
    /// The stable hash of the folded value.
    public var value: UInt64
    /// The records that have it.
    public var count: Int32
  }

  /// A name that stays: `family`, `given`, `birth` …
  public var name: String
  /// Records that have a value.
  public var records: Int
  /// The chance that two random records agree on the value.
  public var agreement: Double
  /// The count that every value not listed is taken to have.
  public var restCount: Double
  /// In order of `value`.
  public var entries: [Entry]

  init(
    name: String, records: Int, agreement: Double, restCount: Double, entries: [Entry]
  ) {
    self.name = name
    self.records = records
    self.agreement = agreement
    self.restCount = restCount
    self.entries = entries
  }

  /// - Parameters:
  ///   - counts: Records that have each value.
  ///   - hashes: The values, in the same order.
  ///   - usual: The chance of agreement that is believed before anything is counted; it weighs as
  ///     much as 300 pairs.
  init(name: String, counts: [Int32], hashes: [UInt64], usual: Double) {
    var records = 0.0
    var agreeing = 0.0
    for count in counts {
      records += Double(count)
      agreeing += Double(count) * Double(count - 1) / 2
    }
    let pairs = max(0, records * (records - 1) / 2)
    self.init(
      name: name, records: Int(records), agreement: (agreeing + 300 * usual) / (pairs + 300),
      restCount: 2, entries: [])
    for at in counts.indices where counts[at] > 2 {
      entries.append(Entry(value: hashes[at], count: counts[at]))
    }
    guard entries.count > Self.valuesMax else {
      entries.sort { $0.value < $1.value }
      return
    }
    entries.sort { $0.count != $1.count ? $0.count > $1.count : $0.value < $1.value }
    for entry in entries.prefix(Self.valuesMax) {
      records -= Double(entry.count)
      agreeing -= Double(entry.count) * Double(entry.count - 1) / 2
    }
    // The count in which the average record of the rest finds itself.
    restCount = 1 + 2 * agreeing / max(1, records)
    entries.removeLast(entries.count - Self.valuesMax)
    entries.sort { $0.value < $1.value }
  }

  /// −log2 of the chance of a value that so many records have.
  func surprise(count: Double) -> Float {
    let pull = 100 + Double(records) / 50
    let average = -log2(agreement)
    let own = (max(0, count - 2) + pull * agreement) / (max(0, Double(records) - 2) + pull)
    return Float(min(max(-log2(own), average - 8), average + 6))
  }

  /// The count of a value: its own, or what the rest are taken to have.
  func count(of value: UInt64) -> Double {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if entries[middle].value < value { low = middle + 1 } else { high = middle }
    }
    return low < entries.count && entries[low].value == value
      ? Double(entries[low].count) : restCount
  }
}

/// All tables of a model, and two habits of writing names.
public struct TermTables: Hashable, Sendable {
  /// In the order of `TermTables.fixedNames`, then one for each extra column.
  public var tables: [TermTable]
  /// How surprising it is that at least one of two family names has several parts, in bits.
  public var partsSurprise: Float
  /// How surprising it is that both of two people have further given names on record, in bits.
  public var furtherSurprise: Float

  /// Records that the tables were counted from.
  public var records: Int

  /// The names of the tables that every model has.
  public static let fixedNames = [
    "family", "family_part", "given", "birth", "address", "postcode", "telephone",
  ]

  init(tables: [TermTable], records: Int, partsSurprise: Float, furtherSurprise: Float) {
    self.tables = tables
    self.records = records
    self.partsSurprise = partsSurprise
    self.furtherSurprise = furtherSurprise
  }
}
