import Primitives

/// The vector that a map without negative entries stretches most, by taking the map again and again
/// from all ones, scaled so that the largest entry is 1.
///
/// Where the map is symmetric, sixteen images at a time are put together to the best there is in
/// them (Lanczos), which gains per image what the square root of the gap allows instead of the gap.
/// The start is the same and so is the end: the part of all ones that is stretched most. The last
/// step is always a plain one, by whose change it is judged.
///
/// Entries that should be 0 come out as traces of either sign; those below 0 are set to 0.
///
/// > C. Lanczos. "An iteration method for the solution of the eigenvalue problem of linear
/// > differential and integral operators." 1950.
/// > DOI:[10.6028/jres.045.026](https://doi.org/10.6028/jres.045.026)
struct LeadingVector {
  /// result ← map · column; Σ column · result.
  typealias Map = (_ column: WorkColumn, _ result: WorkColumn) throws(CancelledWork) -> Double

  /// Whose blocks the passes over columns are cut into.
  let blocks: RowProduct
  let isSymmetric: Bool
  let tolerance: Double
  let roundsMax: Int
  let workers: Workers

  /// Images put together at a time. Each is a column in memory.
  private static let basisMax = 16

  /// - Parameter first: The image of all ones, where it is known without taking the map.
  func run(first: WorkColumn? = nil, _ map: Map) throws(CancelledWork) -> Settled {
    let count = blocks.nodeCount
    var x = WorkColumn(repeating: 1, count: count)
    var next = first ?? WorkColumn(repeating: 0, count: count)
    var search = isSymmetric ? LanczosSearch(blocks: blocks) : nil
    var rounds = 0
    while true {
      if first == nil || rounds > 0 { _ = try map(x, next) }
      rounds += 1
      let step = try scaledStep(from: x, to: next)
      swap(&x, &next)
      if step.change <= tolerance || rounds >= roundsMax {
        let values = x.array().map { max(0, $0) }
        return Settled(values: values, converged: step.change <= tolerance, rounds: rounds)
      }
      let imagesMax = min(Self.basisMax, roundsMax - rounds - 1)
      // Nothing comes of a map to nothing.
      guard imagesMax > 0, step.squares > 0, var lanczos = search else { continue }
      rounds += try lanczos.improve(
        x, squares: step.squares, until: tolerance, imagesMax: imagesMax, map: map, on: workers)
      search = lanczos
    }
  }

  /// What a plain step came to.
  private struct Step: Sendable {
    /// The largest difference between the columns before and after, both scaled.
    var change = 0.0
    /// The sum of the squares after it, scaled.
    var squares = 0.0
  }

  /// Scales both so that the largest entry is 1. Leaves zeros as they are.
  private func scaledStep(
    from column: WorkColumn, to image: WorkColumn
  ) throws(CancelledWork) -> Step {
    let largest = try inChunks(blocks.blockCount, on: workers) { block in
      let (x, y) = (column.values, image.values)
      var largest = SIMD2<Double>.zero
      for node in blocks.nodes(in: block) {
        largest = pointwiseMax(largest, SIMD2<Double>(x[node], y[node]))
      }
      return largest
    }.reduce(SIMD2<Double>.zero) { pointwiseMax($0, $1) }
    let steps = try inChunks(blocks.blockCount, on: workers) { block in
      let (x, y) = (column.values, image.values)
      let scaleBefore = largest.x > 0 ? largest.x : 1
      let scaleAfter = largest.y > 0 ? largest.y : 1
      var step = Step()
      for node in blocks.nodes(in: block) {
        let after = y[node] / scaleAfter
        y[node] = after
        step.change = max(step.change, abs(x[node] / scaleBefore - after))
        step.squares += after * after
      }
      return step
    }
    return steps.reduce(into: Step()) { all, step in
      all.change = max(all.change, step.change)
      all.squares += step.squares
    }
  }
}
