import Primitives

extension Adjacency {
  /// The sum of the weights in each row; the number of entries without weights.
  func rowSums(weights: [Double]?) -> [Double] {
    (0..<nodeCount).map { node in
      guard let weights else { return Double(degree(of: node)) }
      var sum = 0.0
      for edge in edges(of: node) { sum += weights[Int(edge)] }
      return sum
    }
  }
}

/// Scales so that the largest entry is 1; leaves a column of zeros as it is.
func scaleToLargestOne(_ x: inout [Double]) {
  let largest = x.max() ?? 0
  guard largest > 0 else { return }
  for node in x.indices { x[node] /= largest }
}

/// The answer of a measure that is not asked to stop, on one thread.
func neverCancelled<Answer>(_ body: (Workers) throws(CancelledWork) -> Answer) -> Answer {
  do {
    return try body(.one)
  } catch {
    preconditionFailure("work that nobody asked to stop was stopped")
  }
}
