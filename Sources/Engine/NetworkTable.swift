import Networks
public import Primitives

/// A measure of a network, from a table of edges to a table of nodes.
public struct NetworkTable: Sendable {
  /// The measures that can be asked for.
  public static let measures = Measure.allCases.map(\.rawValue)

  private let measure: String
  private let directed: Bool
  private let weights: String?
  private let seed: UInt64
  private let workers: Workers

  /// - Parameters:
  ///   - measure: One of `measures`.
  ///   - weights: The column of weights; nil for none.
  public init(measure: String, directed: Bool, weights: String?, seed: UInt64, workers: Workers) {
    self.measure = measure
    self.directed = directed
    self.weights = weights
    self.seed = seed
    self.workers = workers
  }

  /// Reads `source,target[,weight]`, writes `node` and the measure's columns, nodes in order of
  /// name.
  ///
  /// - Returns: A sentence of what was read.
  public func run(edges: String, out: String) throws -> String {
    guard let measure = Measure(rawValue: measure) else {
      let near = Suggestion.nearest(to: measure, among: Self.measures)
      throw EngineError(
        "there is no measure \(measure)",
        mend: near.map { "did you mean \($0)?" }
          ?? "one of \(Self.measures.joined(separator: ", "))",
        exit: .usage)
    }
    let table = try EdgeTable.read(path: edges, weights: weights, workers: workers)
    let names = table.names
    let pairCount = table.builder.pairCount
    let result: MeasureTable
    do throws(MeasureError) {
      result = try MeasureCatalogue.measure(
        measure, of: table.builder, directed: directed, seed: seed, workers: workers)
    } catch {
      throw Self.error(error, in: edges)
    }
    let rows = names.indices.lazy.map { node in
      [names[node]]
        + result.columns.indices.map { column in
          Self.text(result.columns[column][node], whole: result.isWhole[column])
        }
    }
    try TableFile.write(rows, header: ["node"] + result.names, to: out)
    return
      ([
        "\(names.count) nodes, \(pairCount) edges read, \(result.loopCount) loops dropped, "
          + "\(result.repeatCount) repeats merged"
      ] + result.remarks).joined(separator: "; ")
  }

  private static func error(_ error: MeasureError, in path: String) -> EngineError {
    switch error {
    case .cancelled:
      EngineError("interrupted", mend: "run it again", exit: .tryAgain)
    case .weight(let place):
      EngineError(
        "\(path): the weight of row \(place + 1) is not a finite number above 0",
        mend: "leave out edges without weight, and give the others a positive number", exit: .data)
    }
  }

  /// The shortest text that reads back as the same number; nothing for a value that is not defined.
  private static func text(_ value: Double, whole: Bool) -> String {
    guard value.isFinite else { return "" }
    return whole ? String(Int(value)) : String(describing: value)
  }
}
