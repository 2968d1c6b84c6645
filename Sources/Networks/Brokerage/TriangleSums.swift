import Primitives

/// What a triangle adds to each of its three links: something of the corner that faces the link,
/// and of the two other links, known by their places in `UpwardRows.targets`.
protocol TriangleTerm: Sendable {
  associatedtype Value: Sendable
  associatedtype Sum: Sendable
  static var nothing: Sum { get }
  /// What is read of a corner.
  func value(of corner: Int) -> Value
  /// Adds to a link what the corner that faces it is worth, over the two other links.
  func add(_ corner: Value, over first: Int, _ second: Int, to sum: inout Sum)
  static func add(_ other: Sum, to sum: inout Sum)
}

/// One a triangle.
struct TriangleCount: TriangleTerm {
  static let nothing: UInt32 = 0

  @inline(__always)
  func value(of corner: Int) -> UInt32 { 1 }

  @inline(__always)
  func add(_ corner: UInt32, over first: Int, _ second: Int, to sum: inout UInt32) {
    sum &+= corner
  }

  @inline(__always)
  static func add(_ other: UInt32, to sum: inout UInt32) { sum &+= other }
}

/// A value of the facing corner.
struct CornerShare: TriangleTerm {
  static let nothing = 0.0
  /// By node.
  let values: [Double]

  @inline(__always)
  func value(of corner: Int) -> Double { values.span[unchecked: corner] }

  @inline(__always)
  func add(_ corner: Double, over first: Int, _ second: Int, to sum: inout Double) {
    sum += corner
  }

  @inline(__always)
  static func add(_ other: Double, to sum: inout Double) { sum += other }
}

/// The product of the weights of the two other links, times a value of the facing corner.
struct WeightedCornerShare: TriangleTerm {
  static let nothing = 0.0
  /// By node.
  let values: [Double]
  /// One a link.
  let weights: [Double]

  @inline(__always)
  func value(of corner: Int) -> Double { values.span[unchecked: corner] }

  @inline(__always)
  func add(_ corner: Double, over first: Int, _ second: Int, to sum: inout Double) {
    let weights = weights.span
    sum += weights[unchecked: first] * weights[unchecked: second] * corner
  }

  @inline(__always)
  static func add(_ other: Double, to sum: inout Double) { sum += other }
}

/// A value of the facing corner, and a count beside it.
struct CornerValue: TriangleTerm {
  static let nothing = SIMD2<Double>.zero
  /// The value in `x`, 1 in `y`; by node.
  let values: [SIMD2<Double>]

  @inline(__always)
  func value(of corner: Int) -> SIMD2<Double> { values.span[unchecked: corner] }

  @inline(__always)
  func add(
    _ corner: SIMD2<Double>, over first: Int, _ second: Int, to sum: inout SIMD2<Double>
  ) {
    sum += corner
  }

  @inline(__always)
  static func add(_ other: SIMD2<Double>, to sum: inout SIMD2<Double>) { sum += other }
}

/// The product of the weights of the two other links, in `x` times a value of the facing corner.
struct WeightedCornerValue: TriangleTerm {
  static let nothing = SIMD2<Double>.zero
  /// The value in `x`, 1 in `y`; by node.
  let values: [SIMD2<Double>]
  /// One a link.
  let weights: [Double]

  @inline(__always)
  func value(of corner: Int) -> SIMD2<Double> { values.span[unchecked: corner] }

  @inline(__always)
  func add(
    _ corner: SIMD2<Double>, over first: Int, _ second: Int, to sum: inout SIMD2<Double>
  ) {
    let weights = weights.span
    sum += corner * (weights[unchecked: first] * weights[unchecked: second])
  }

  @inline(__always)
  static func add(_ other: SIMD2<Double>, to sum: inout SIMD2<Double>) { sum += other }
}
