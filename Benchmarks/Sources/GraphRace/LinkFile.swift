import Networks

/// Links as other programs write them for this race.
struct LinkFile {
  let path: String
  let isWeighted: Bool

  enum Failure: Error, CustomStringConvertible {
    case uneven
    case outside(link: Int)

    var description: String {
      switch self {
      case .uneven: "columns u and v, and w where weights are wanted, have one number a link"
      case .outside(let link): "link \(link) names a node beyond n, or its weight is not above 0"
      }
    }
  }

  /// Columns `u` and `v` are the ends, `w` the weights where wanted, `n` the number of nodes.
  func graph() throws -> UndirectedGraph {
    try builder().undirected().graph
  }

  private func builder() throws -> GraphBuilder {
    let archive = try NumpyArchive(path: path)
    let nodes = Int(try archive.numbers("n").first ?? 0)
    let from = try archive.numbers("u")
    let to = try archive.numbers("v")
    let strengths = isWeighted ? try archive.numbers("w") : nil
    guard from.count == to.count, strengths?.count ?? from.count == from.count else {
      throw Failure.uneven
    }
    var builder = GraphBuilder(nodeCount: nodes)
    builder.reserve(from.count)
    for link in from.indices {
      guard from[link] < nodes, to[link] < nodes else { throw Failure.outside(link: link) }
      if let strengths {
        guard strengths[link] > 0 else { throw Failure.outside(link: link) }
        builder.add(Int(from[link]), Int(to[link]), weight: Double(strengths[link]))
      } else {
        builder.add(from[link], to[link])
      }
    }
    return builder
  }
}
