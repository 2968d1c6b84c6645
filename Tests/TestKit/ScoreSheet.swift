/// Named figures, in the order in which they were found.
public struct ScoreSheet: Sendable, Hashable {
  /// One figure.
  public struct Figure: Sendable, Hashable {
    /// `controllers.precision@20`.
    public let name: String
    /// Its value; a share unless the name says otherwise.
    public let value: Double
  }

  /// All of them.
  public private(set) var figures: [Figure] = []

  /// No figures yet.
  public init() {}

  /// Adds a figure; one that could not be found is left out.
  public mutating func add(_ name: String, _ value: Double?) {
    if let value { figures.append(Figure(name: name, value: value)) }
  }

  /// Adds the usual figures of a ranked list.
  public mutating func add(_ list: String, _ ranking: Ranking, k: Int) {
    add("\(list).precision@\(k)", ranking.precision(at: k))
    add("\(list).precision@true", ranking.precisionAtTrue)
    add("\(list).recall@\(k)", ranking.recall(at: k))
    add("\(list).recall", ranking.recall)
    add("\(list).average_precision", ranking.averagePrecision)
    add("\(list).rows", Double(ranking.hits.count))
    add("\(list).true", Double(ranking.total))
  }

  /// Adds the figures of a grouping.
  public mutating func add(_ name: String, _ agreement: PairwiseAgreement) {
    add("\(name).precision", agreement.precision)
    add("\(name).recall", agreement.recall)
    add("\(name).f1", agreement.f1)
  }

  /// Adds all figures of another sheet.
  public mutating func add(_ other: ScoreSheet) { figures += other.figures }

  /// The figure of a name.
  public subscript(name: String) -> Double? { figures.first { $0.name == name }?.value }

  /// One `name value` a line, three decimals.
  public var text: String {
    figures.map { figure in
      let scaled = Int((figure.value.magnitude * 1000).rounded())
      let part = String(scaled % 1000)
      return "\(figure.name) \(figure.value < 0 ? "-" : "")\(scaled / 1000)."
        + String(repeating: "0", count: 3 - part.count) + part
    }.joined(separator: "\n")
  }
}
