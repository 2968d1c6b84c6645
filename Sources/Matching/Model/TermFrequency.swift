/// How surprising it is that two records share one particular value, in bits.
///
/// Reads as: two Zygmunts say more than two Johns. The figures are a `TermTable`'s, laid out by the
/// ordinals that these records' values have.
struct TermFrequency: Sendable {
  /// −log2 of the value's chance, by the value's ordinal.
  let surprise: [Float]
  /// The chance that two random records agree on the value.
  let agreement: Double

  /// A table's figures for values in this order.
  init(_ table: TermTable, hashes: [UInt64]) {
    // Counts repeat, so the logarithm is taken once for each count; the rest are most values.
    var byCount: [Int32: Float] = [:]
    let known = table.entries.map { entry -> Float in
      if let bits = byCount[entry.count] { return bits }
      let bits = table.surprise(count: Double(entry.count))
      byCount[entry.count] = bits
      return bits
    }
    let rest = table.surprise(count: table.restCount)
    let entries = OrdinalTable(table.entries.map(\.value))
    surprise = hashes.map { value in
      let entry = entries[value]
      return entry < 0 ? rest : known[Int(entry)]
    }
    agreement = table.agreement
  }

  /// The figures of these counts themselves.
  init(counts: [Int32], usual: Double) {
    let hashes = counts.indices.map { UInt64($0) + 1 }
    self.init(
      TermTable(name: "", counts: counts, hashes: hashes, usual: usual), hashes: hashes)
  }
}
