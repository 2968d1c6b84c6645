import Primitives

extension Adjacency {
  /// One multiplication by the adjacency matrix: result(v) = Σ w(e) · x(u) over v's row.
  ///
  /// Each sum runs along its row, so it is the same however often and wherever it is run.
  ///
  /// - Parameter weights: In edge order; nil for 1 each.
  /// - Complexity: O(V + E).
  func gather(_ x: [Double], weights: [Double]?, into result: inout [Double]) {
    for node in 0..<nodeCount {
      var sum = 0.0
      if let weights {
        for position in range(of: node) {
          sum += weights[edge(at: position, of: node)] * x[Int(targets[position])]
        }
      } else {
        for position in range(of: node) { sum += x[Int(targets[position])] }
      }
      result[node] = sum
    }
  }

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

/// The largest difference between two columns.
func largestChange(_ a: [Double], _ b: [Double]) -> Double {
  var largest = 0.0
  for node in a.indices { largest = max(largest, abs(a[node] - b[node])) }
  return largest
}

/// The answer of a measure that is not asked to stop, on one thread.
func neverCancelled<Answer>(_ body: (Workers) throws(CancelledWork) -> Answer) -> Answer {
  do {
    return try body(.one)
  } catch {
    preconditionFailure("work that nobody asked to stop was stopped")
  }
}
