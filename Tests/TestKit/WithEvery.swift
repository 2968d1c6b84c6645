public import Primitives
public import Testing

/// Runs a body for every value, and says which value it was that failed.
///
/// A thrown error becomes an issue that names the value, and the other values still run. Inside
/// the body give `#expect` the value as a comment, or throw.
public func withEvery<Values: Sequence>(
  _ label: String, in values: Values, sourceLocation: SourceLocation = #_sourceLocation,
  _ body: (Values.Element) throws -> Void
) {
  for value in values {
    do {
      try body(value)
    } catch {
      Issue.record("\(label) = \(value): \(error)", sourceLocation: sourceLocation)
    }
  }
}

/// Runs a body with a generator for every seed of a run of seeds.
public func withEverySeed(
  _ seeds: Range<UInt64>, sourceLocation: SourceLocation = #_sourceLocation,
  _ body: (UInt64, inout SeededGenerator) throws -> Void
) {
  withEvery("seed", in: seeds, sourceLocation: sourceLocation) { seed in
    var generator = SeededGenerator(seed: seed)
    try body(seed, &generator)
  }
}

/// Runs a body for every subset of some things: 2ⁿ of them, so few things.
public func withEverySubset<Element>(
  of elements: [Element], sourceLocation: SourceLocation = #_sourceLocation,
  _ body: ([Element]) throws -> Void
) {
  precondition(elements.count <= 20, "more than a million subsets are no small case")
  withEvery("subset", in: 0..<(1 << elements.count), sourceLocation: sourceLocation) { bits in
    try body(elements.indices.filter { bits >> $0 & 1 == 1 }.map { elements[$0] })
  }
}

/// Runs a body for bytes cut into chunks of every given size, so that each boundary goes through
/// each construct.
public func withEveryChunking(
  of bytes: [UInt8], sizes: [Int] = [1, 2, 3, 7, 64, 65_536],
  sourceLocation: SourceLocation = #_sourceLocation, _ body: ([ArraySlice<UInt8>]) throws -> Void
) {
  withEvery("chunk size", in: sizes, sourceLocation: sourceLocation) { size in
    try body(
      stride(from: 0, to: bytes.count, by: size).map {
        bytes[$0..<min(bytes.count, $0 + size)]
      })
  }
}
