import Glibc

extension SeededGenerator {
  /// A normal draw (Box–Muller, one of the pair).
  public mutating func normal(mean: Double = 0, deviation: Double = 1) -> Double {
    let radius = (-2 * log(max(unit(), 0x1p-53))).squareRoot()
    return mean + deviation * radius * cos(2 * .pi * unit())
  }

  /// An exponential draw with the given mean.
  public mutating func exponential(mean: Double) -> Double { -mean * log(max(1 - unit(), 0x1p-53)) }

  /// A Poisson draw: multiplication below a mean of 30, a rounded normal above it.
  public mutating func poisson(mean: Double) -> Int {
    guard mean > 0 else { return 0 }
    guard mean < 30 else {
      return max(0, Int(normal(mean: mean, deviation: mean.squareRoot()).rounded()))
    }
    let limit = exp(-mean)
    var product = unit()
    var count = 0
    while product > limit {
      count += 1
      product *= unit()
    }
    return count
  }

  /// One element, each equally likely; nil of an empty collection.
  public mutating func pick<C: RandomAccessCollection>(_ choices: C) -> C.Element? {
    guard !choices.isEmpty else { return nil }
    return choices[choices.index(choices.startIndex, offsetBy: below(choices.count))]
  }

  /// A position, each as likely as its weight; 0 when all weights are 0.
  ///
  /// - Parameter weights: At least one, none negative.
  public mutating func pick(weights: [Double]) -> Int {
    precondition(!weights.isEmpty, "a weighted draw needs at least one weight")
    var left = unit() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      left -= weight
      if left < 0 { return index }
    }
    return weights.lastIndex { $0 > 0 } ?? 0
  }
}
