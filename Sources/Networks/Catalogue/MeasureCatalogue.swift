public import Primitives

/// The measures that can be asked for by name. Raw values are part of the data contract.
public enum Measure: String, CaseIterable, Hashable, Sendable {
  case degree
  case betweenness
  case betweennessSampled = "betweenness-sampled"
  case closeness
  case harmonic
  case eigenvector
  case katz
  case pagerank
  case hits
  case core
  case truss
  case components
  case strongComponents = "strong-components"
  case leiden
  case labelPropagation = "label-propagation"
  case constraint
  case effectiveSize = "effective-size"
  case clustering
  case articulation
  case corePeriphery = "core-periphery"
  case keyPlayers = "key-players"
  case efficiency
  case biconnected
  case bridges
  case rombach
  case fragmentation
  case reach

  /// The columns of its table, in order.
  public var columns: [String] {
    switch self {
    case .closeness: ["value", "reached"]
    case .hits: ["hub", "authority"]
    case .components, .strongComponents, .leiden, .labelPropagation: ["group"]
    case .clustering: ["triangles", "local"]
    case .corePeriphery: ["value", "core"]
    case .keyPlayers, .fragmentation, .reach: ["value", "key"]
    default: ["value"]
    }
  }

  /// The columns of its table that hold whole numbers only. `degree` is one of them without
  /// weights; see `MeasureTable`.
  public var wholeColumns: Set<String> {
    switch self {
    case .closeness: ["reached"]
    case .core, .truss, .articulation, .biconnected, .bridges: ["value"]
    case .components, .strongComponents, .leiden, .labelPropagation: ["group"]
    case .clustering: ["triangles"]
    case .corePeriphery: ["core"]
    case .keyPlayers, .fragmentation, .reach: ["key"]
    default: []
    }
  }

  /// Whether the direction of links changes the answer. The others look at the same links without
  /// their direction.
  public var usesDirection: Bool {
    switch self {
    case .degree, .betweenness, .betweennessSampled, .closeness, .harmonic, .eigenvector, .katz,
      .pagerank, .hits, .strongComponents:
      true
    default: false
    }
  }

  /// One sentence for a help screen.
  public var summary: String {
    switch self {
    case .degree: "number of contacts, or with weights the sum of ties; both ways when directed"
    case .betweenness: "on how many shortest ways a node lies (exact)"
    case .betweennessSampled: "the same from a seeded sample: within .01 of all pairs, 9 in 10"
    case .closeness: "nodes reached divided by the sum of the distances to them"
    case .harmonic: "sum of 1/distance to everyone"
    case .eigenvector: "connected to the well connected; the largest is 1"
    case .katz: "all walks that lead here, each step counting a tenth"
    case .pagerank: "where a random follower of links is found; sums to 1"
    case .hits: "pointing to the pointed-at (hub), and the reverse (authority)"
    case .core: "core number: how deep inside a group"
    case .truss: "truss number: how well backed by common contacts"
    case .components: "pieces within which everyone can be reached"
    case .strongComponents: "pieces within which everyone can reach everyone along the links"
    case .leiden: "communities (Leiden, modularity)"
    case .labelPropagation: "communities at a glance (label propagation): rough, and quick"
    case .constraint: "Burt's constraint: low between people who do not know each other"
    case .effectiveSize: "Burt's effective size: contacts less their redundancy"
    case .clustering: "triangles, and the share of linked pairs among contacts"
    case .articulation: "1 where losing the node splits its piece"
    case .corePeriphery: "degree of belonging to the core, and whether in it"
    case .keyPlayers: "fragmentation by distance without the node, and the best three together"
    case .efficiency: "Burt's efficiency: effective size as a share of the contacts"
    case .biconnected: "in how many groups that no single loss splits (biconnected components)"
    case .bridges: "how many links whose loss splits a piece"
    case .rombach: "core score over many shapes of a core; the largest is 1"
    case .fragmentation: "pairs cut off without the node, and the best three together"
    case .reach: "how near everyone is to the node, and the best three together"
    }
  }
}

/// Columns in node order, ready to be written.
public struct MeasureTable: Hashable, Sendable {
  /// The names of the columns.
  public let names: [String]
  /// One column a name, each with one number a node. NaN is "not defined here": leave the cell
  /// empty.
  public let columns: [[Double]]
  /// For each column, whether it holds whole numbers only.
  public let isWhole: [Bool]
  /// What a reader should know of this run, as sentences; empty most of the time.
  public let remarks: [String]
  /// Pairs left out because both ends were one node.
  public let loopCount: Int
  /// Pairs merged into one that was there already.
  public let repeatCount: Int
}

/// Why a table could not be made.
public enum MeasureError: Error, Hashable, Sendable {
  /// The work was asked to stop.
  case cancelled
  /// A weight (its place in the column, from 0) is not finite or not above 0.
  case weight(place: Int)
}

/// One place that knows how each named measure is run on a plain list of links.
public enum MeasureCatalogue {
  /// A measure of every node of a list of links.
  ///
  /// Loops are dropped and repeats merged, weights summed. Weights are tie strengths: they count
  /// in degree, eigenvector, Katz, PageRank, HITS, Leiden, constraint, effective size and
  /// core–periphery as they are, and in betweenness, closeness and harmonic a link is 1/weight
  /// long; so they do in efficiency and the core score. The sampled betweenness, the key players,
  /// fragmentation and reach go by steps; the rest look at who is linked only.
  ///
  /// - Parameters:
  ///   - measure: Which one; see `Measure`.
  ///   - nodeCount: Nodes are 0 ..< this.
  ///   - sources: One end of each link.
  ///   - targets: The other end, in step.
  ///   - weights: In step; nil where every link counts 1. Finite and above 0.
  ///   - directed: Whether links lead from source to target.
  ///   - seed: For the measures with chance.
  ///   - workers: Threads; any number gives the same table.
  public static func measure(
    _ measure: Measure, nodeCount: Int, sources: [Int], targets: [Int], weights: [Double]?,
    directed: Bool, seed: UInt64, workers: Workers
  ) throws(MeasureError) -> MeasureTable {
    precondition(sources.count == targets.count, "a list of links has two ends each")
    precondition(weights?.count ?? sources.count == sources.count, "a weight column has one a link")
    var builder = GraphBuilder(nodeCount: nodeCount)
    builder.reserve(sources.count)
    for place in sources.indices {
      guard let weights else {
        builder.add(sources[place], targets[place])
        continue
      }
      guard GraphBuilder.isUsable(weight: weights[place]) else { throw .weight(place: place) }
      builder.add(sources[place], targets[place], weight: weights[place])
    }
    return try Self.measure(
      measure, of: builder, directed: directed, seed: seed, workers: workers)
  }

  /// A measure of every node of the links a builder holds; see the other one.
  public static func measure(
    _ measure: Measure, of builder: GraphBuilder, directed: Bool, seed: UInt64, workers: Workers
  ) throws(MeasureError) -> MeasureTable {
    // Asked once here, because a measure of a small graph may not come to its first chunk.
    if workers.cancellation?.isCancelled == true { throw .cancelled }
    let links: Links
    let (loops, repeats): (Int, Int)
    if directed {
      let frozen = builder.directed()
      (loops, repeats) = (frozen.loopCount, frozen.repeatCount)
      links = .directed(frozen.graph)
    } else {
      let frozen = builder.undirected()
      (loops, repeats) = (frozen.loopCount, frozen.repeatCount)
      links = .undirected(frozen.graph)
    }
    let answer: Answer
    do throws(CancelledWork) {
      answer = try run(measure, on: links, seed: seed, workers: workers)
    } catch {
      throw .cancelled
    }
    let isWhole = measure.columns.map { name in
      measure.wholeColumns.contains(name) || (measure == .degree && !builder.isWeighted)
    }
    return MeasureTable(
      names: measure.columns, columns: answer.columns, isWhole: isWhole,
      remarks: answer.remarks, loopCount: loops, repeatCount: repeats)
  }

  /// Columns as named by `Measure.columns`, and what to say of them.
  struct Answer {
    var columns: [[Double]]
    var remarks: [String] = []
  }

  static func settled(_ column: Settled) -> Answer {
    Answer(columns: [column.values], remarks: column.converged ? [] : [notSettled])
  }

  static let notSettled = "the iteration did not settle; the values are those of its last round"
}
