import Networks
import Testing

/// Goal: ten callers and ten called who do nothing but ring each other stand out of ten thousand
/// calls at random.
/// Method: the planted set, where it is present: the innermost core is the planted numbers,
/// exactly.
@Suite(.enabled(if: SharedData.folder != nil, SharedData.missing))
struct PlantedCallsTests {
  /// The set of the CallMine paper with its block of 1,000 calls.
  ///
  /// > M. Cazzolato et al. "CallMine: fraud detection and visualization of million-scale call
  /// > graphs." 2023. DOI:[10.1145/3583780.3614662](https://doi.org/10.1145/3583780.3614662)
  @Test func theInnermostCoreIsThePlantedNumbers() throws {
    let planted = Set(try SharedData.rows("callmine_planted/truth.csv").dropFirst().map { $0[0] })
    guard !planted.isEmpty else { return }
    let calls = try SharedData.rows("callmine_planted/calls.csv").dropFirst()
      .filter { $0[0] != $0[1] }
    let names = Set(calls.flatMap { $0.prefix(2) }).sorted()
    let place = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
    var builder = GraphBuilder(nodeCount: names.count)
    for call in calls {
      builder.add(try #require(place[call[0]]), try #require(place[call[1]]))
    }
    let cores = builder.undirected().graph.coreNumbers()
    let deepest = try #require(cores.max())
    let found = Set(names.indices.filter { cores[$0] == deepest }.map { names[$0] })
    #expect(found == planted)
    // Not by a hair: nobody else is within two cores of them.
    let next = cores.filter { $0 != deepest }.max() ?? 0
    #expect(deepest - next >= 3, "\(deepest) and \(next)")
  }
}
