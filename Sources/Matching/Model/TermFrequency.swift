import Glibc

/// How surprising it is that two records share one particular value, in bits.
///
/// Reads as: two Zygmunts say more than two Johns.
///
/// With n records that have a value, c of them this one, and u the chance that two random records
/// agree, the value's own chance is f = (c − 2 + κu)/(n − 2 + κ): the pair itself is taken out, and
/// the rest is drawn towards the average, because a count of two in a small file says little.
/// κ = 100 + n/50. The surprise is −log2 f, kept within −8 … +6 bits of −log2 u.
///
/// > W. E. Winkler. "Frequency-based matching in Fellegi–Sunter model of record linkage." 1989.
struct TermFrequency: Sendable {
  /// −log2 of the value's chance, by the value's ordinal.
  let surprise: [Float]
  /// The chance that two random records agree on the value.
  let agreement: Double

  /// - Parameters:
  ///   - counts: Records that have each value.
  ///   - usual: The chance of agreement that is believed before anything is counted; it weighs as
  ///     much as 300 pairs.
  init(counts: [Int32], usual: Double) {
    var records = 0.0
    var agreeing = 0.0
    for count in counts {
      records += Double(count)
      agreeing += Double(count) * Double(count - 1) / 2
    }
    let pairs = max(0, records * (records - 1) / 2)
    let chance = (agreeing + 300 * usual) / (pairs + 300)
    let pull = 100 + records / 50
    let average = -log2(chance)
    // Counts repeat, so the logarithm is taken once for each count.
    var byCount: [Int32: Float] = [:]
    surprise = counts.map { count in
      if let known = byCount[count] { return known }
      let own = (Double(max(0, count - 2)) + pull * chance) / (max(0, records - 2) + pull)
      let bits = Float(min(max(-log2(own), average - 8), average + 6))
      byCount[count] = bits
      return bits
    }
    agreement = chance
  }
}
