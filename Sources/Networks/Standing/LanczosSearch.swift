import Primitives

/// The best approximation to the leading vector of a symmetric map within a few images of a start.
///
/// The images are made orthogonal to the last two only. Rounding lets that fade just when the
/// leading vector has been found, and then towards it, so that it does no harm here; the caller
/// judges the result by a plain step.
///
/// > C. C. Paige. "Accuracy and effectiveness of the Lanczos algorithm for the symmetric
/// > eigenproblem." 1980.
/// > DOI:[10.1016/0024-3795(80)90167-6](https://doi.org/10.1016/0024-3795(80)90167-6)
struct LanczosSearch {
  private let blocks: RowProduct
  private var basis: [WorkColumn] = []

  init(blocks: RowProduct) { self.blocks = blocks }

  /// Moves `x` to the best within its next images.
  ///
  /// - Parameters:
  ///   - x: Its largest entry is 1. Left with length 1.
  ///   - squares: The sum of the squares of its entries, above 0.
  ///   - change: Enough: the change of a plain step, as a share of the largest entry.
  ///   - imagesMax: At least 1.
  /// - Returns: How often the map was taken.
  mutating func improve(
    _ x: WorkColumn, squares: Double, until change: Double, imagesMax: Int,
    map: LeadingVector.Map, on workers: Workers
  ) throws(CancelledWork) -> Int {
    makeRoom(for: 1)
    basis[0].values.update(from: x.values, count: x.count)
    var lengths = [squares.squareRoot()]
    // The largest entry of the result, of length 1, is about that of the start.
    let largest = 1 / lengths[0]
    var found = Tridiagonal()
    for image in 0..<imagesMax {
      makeRoom(for: image + 2)
      let length = lengths[image]
      let along = try map(basis[image], basis[image + 1]) / (length * length)
      found.diagonal.append(along)
      let back = image > 0 ? found.beside[image - 1] * length / lengths[image - 1] : 0
      // Any scale would do that keeps columns far from overflow.
      let scale = 1 / (abs(along) + (found.beside.last ?? 0))
      let rest = try straighten(image, along: along, back: back, scale: scale, on: workers)
      found.findLeading()
      let last = (found.vector.last ?? 0) / (length * scale)
      // A plain step moves by what is left over; half, because the largest entry is a guess. 1e-14
      // is what rounding leaves.
      let isEnough =
        2 * rest.largest * last <= change * largest * found.value
        || rest.squares.squareRoot() * last <= 1e-14 * found.value
      if isEnough || image + 1 == imagesMax {
        try combine(zip(found.vector, lengths).map { $0 / $1 }, into: x, on: workers)
        return image + 1
      }
      found.beside.append(rest.squares.squareRoot() / (length * scale))
      lengths.append(rest.squares.squareRoot())
    }
    return imagesMax
  }

  /// Columns are made when they are first written, by the threads that write them.
  private mutating func makeRoom(for columns: Int) {
    while basis.count < columns {
      basis.append(WorkColumn(unwritten: blocks.nodeCount))
    }
  }

  /// The sum of the squares and the largest size of a column's entries.
  private struct Measured: Sendable {
    var squares = 0.0
    var largest = 0.0
  }

  /// Takes out of the image after `image` what lies along the two columns before it, and scales it.
  private func straighten(
    _ image: Int, along: Double, back: Double, scale: Double, on workers: Workers
  ) throws(CancelledWork) -> Measured {
    let parts = try inChunks(blocks.blockCount, on: workers) { block in
      let (x, y) = (basis[image + 1].values, basis[image].values)
      let z = basis[max(0, image - 1)].values
      // Two lanes, because one addition waits for the one before.
      var (even, odd) = (Measured(), Measured())
      @inline(__always)
      func go(_ node: Int, _ measured: inout Measured) {
        let value = (x[node] - along * y[node] - back * z[node]) * scale
        x[node] = value
        measured.squares += value * value
        measured.largest = max(measured.largest, abs(value))
      }
      let nodes = blocks.nodes(in: block)
      var node = nodes.lowerBound
      while node &+ 2 <= nodes.upperBound {
        go(node, &even)
        go(node &+ 1, &odd)
        node &+= 2
      }
      if node < nodes.upperBound { go(node, &even) }
      return Measured(
        squares: even.squares + odd.squares, largest: max(even.largest, odd.largest))
    }
    return parts.reduce(into: Measured()) { all, part in
      all.squares += part.squares
      all.largest = max(all.largest, part.largest)
    }
  }

  /// x ← Σ factor · column of the basis.
  private func combine(
    _ factors: [Double], into x: WorkColumn, on workers: Workers
  ) throws(CancelledWork) {
    try blocks.forEachBlock(on: workers) { block in
      let result = x.values
      let nodes = blocks.nodes(in: block)
      for node in nodes { result[node] = 0 }
      for (factor, column) in zip(factors, basis) {
        let values = column.values
        for node in nodes { result[node] += factor * values[node] }
      }
    }
  }
}
