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

  func run(_ map: Map) throws(CancelledWork) -> Settled {
    let count = blocks.nodeCount
    var x = WorkColumn(repeating: 1, count: count)
    var next = WorkColumn(repeating: 0, count: count)
    var search = isSymmetric ? LanczosSearch(blocks: blocks) : nil
    var rounds = 0
    while true {
      _ = try map(x, next)
      rounds += 1
      let change = try scaledChange(from: x, to: next)
      swap(&x, &next)
      if change <= tolerance || rounds >= roundsMax {
        let values = x.array().map { max(0, $0) }
        return Settled(values: values, converged: change <= tolerance, rounds: rounds)
      }
      let imagesMax = min(Self.basisMax, roundsMax - rounds - 1)
      // Nothing comes of a map to nothing.
      guard imagesMax > 0, try largest(of: x) > 0, var lanczos = search else { continue }
      rounds += try lanczos.improve(
        x, until: tolerance, imagesMax: imagesMax, map: map, on: workers)
      search = lanczos
    }
  }

  /// The largest entry.
  private func largest(of column: WorkColumn) throws(CancelledWork) -> Double {
    try inChunks(blocks.blockCount, on: workers) { block in
      let values = column.values
      var largest = 0.0
      for node in blocks.nodes(in: block) where values[node] > largest { largest = values[node] }
      return largest
    }.max() ?? 0
  }

  /// Scales both so that the largest entry is 1; the largest difference. Leaves zeros as they are.
  private func scaledChange(
    from column: WorkColumn, to image: WorkColumn
  ) throws(CancelledWork) -> Double {
    let before = try largest(of: column)
    let after = try largest(of: image)
    return try inChunks(blocks.blockCount, on: workers) { block in
      let (x, y) = (column.values, image.values)
      let (scaleBefore, scaleAfter) = (before > 0 ? before : 1, after > 0 ? after : 1)
      var change = 0.0
      for node in blocks.nodes(in: block) {
        y[node] /= scaleAfter
        let moved = abs(x[node] / scaleBefore - y[node])
        if moved > change { change = moved }
      }
      return change
    }.max() ?? 0
  }
}
