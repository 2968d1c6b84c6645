import Archive
import Foundation
public import Primitives
import Synthesis
public import Tasking
public import Vocabulary

/// Proposes weights from simulated regions whose truth is known, and never puts them to use.
///
/// Each region is a night of its own, every candidate listed whatever its score. Three regions of
/// four are fitted on; the fourth tells whether the proposal is any better there.
public struct FitPolicy: Sendable {
  /// The lists whose scores are chances. The order of the young people is a priority of need and
  /// is never fitted; lines are known where sources know them.
  public static let lists: [ListKind] = [.vehicleStops, .premises, .controllers]

  /// How many regions, at least 4. The default is 12.
  public var worlds = 12
  /// The seed of the first; the others follow it. The default is 1.
  public var seed: UInt64 = 1
  /// low, mid or high. The default is mid.
  public var noise = "mid"
  /// Whether the lines fight back. The default is false.
  public var adversary = false
  /// The policy to start from; nil for the standard one.
  public var policy: String?
  /// How weights are fitted.
  public var fitting = WeightFitting()

  /// The defaults.
  public init() {}

  /// What a list's weights would become.
  public struct Proposal: Sendable {
    /// The list.
    public let list: ListKind
    /// Every signal that spoke.
    public let weights: [WeightFitting.Proposal]
    /// Rows fitted on, and tested on.
    public let rows: (fitted: Int, tested: Int)
    /// Mean surprise on the regions not fitted on, in bits a row: with the weights in use, and with
    /// those proposed.
    public let surprise: (now: Double, proposed: Double)

    /// Whether it is better where it was not fitted.
    public var isBetter: Bool { surprise.proposed < surprise.now }
  }

  /// Runs the regions and fits each list.
  ///
  /// - Throws: `EngineError` for settings that make no sense; whatever a night can throw.
  public func run(workers: Workers, progress: @escaping ProgressSink) throws -> [Proposal] {
    guard worlds >= 4 else {
      throw EngineError(
        "\(worlds) regions are too few to fit and test on", mend: "give --worlds 4 or more",
        exit: .usage)
    }
    guard let noise = WorldSettings.Noise(rawValue: noise) else {
      throw EngineError(
        "there is no noise level \(noise)",
        mend: "one of \(WorldSettings.Noise.allCases.map(\.rawValue).joined(separator: ", "))",
        exit: .usage)
    }
    let base = try PolicyFile.read(path: policy)
    var rows: [ListKind: [LabelledRow]] = [:]
    for number in 0..<worlds {
      let settings = WorldSettings(
        preset: .small, seed: seed &+ UInt64(number), noise: noise, isAdversarial: adversary)
      progress(.note("region \(number + 1) of \(worlds), seed \(settings.seed)"))
      for (list, found) in try night(settings, number, base, workers) {
        rows[list, default: []] += found
      }
    }
    return Self.lists.map { proposal(of: $0, rows[$0] ?? [], base) }
  }

  private func proposal(
    of list: ListKind, _ rows: [LabelledRow], _ policy: ScorePolicy
  ) -> Proposal {
    let fitted = rows.filter { $0.world % 4 != 3 }
    let tested = rows.filter { $0.world % 4 == 3 }
    let weights = fitting.proposals(from: fitted, policy: policy)
    let wanted = Dictionary(uniqueKeysWithValues: weights.map { ($0.signal, $0.proposed) })
    return Proposal(
      list: list, weights: weights, rows: (fitted.count, tested.count),
      surprise: (
        WeightFitting.surprise(tested, policy: policy),
        WeightFitting.surprise(tested, weights: wanted, policy: policy)
      ))
  }

  /// One region's night, and its candidates with what is true of them.
  private func night(
    _ settings: WorldSettings, _ number: Int, _ base: ScorePolicy, _ workers: Workers
  ) throws -> [ListKind: [LabelledRow]] {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("countylines-fit-" + UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let world = World.make(settings)
    _ = try world.write(to: folder, workers: workers)
    var configuration = EngineConfiguration(
      inbox: folder + "/inbox", archive: folder + "/archive", out: folder + "/out")
    configuration.threads = workers.threads
    let result = try NightlyRun(
      configuration, policy: Self.open(base), cancellation: workers.cancellation
    ).run(progress: { _ in })
    let archive = try StandingArchive.open(configuration.archive, .reading)
    let labels = world.labels()
    var rows: [ListKind: [LabelledRow]] = [:]
    for list in Self.lists {
      rows[list] = try archive.entries(run: result.runId, list: list.rawValue).map { entry in
        let why = try entry.explained()
        return LabelledRow(world: number, why: why, isTrue: Self.isTrue(why, list, labels))
      }
    }
    return rows
  }

  /// The policy with every candidate listed and nothing resampled.
  private static func open(_ base: ScorePolicy) -> ScorePolicy {
    var policy = base
    policy.resamples = 0
    for list in lists {
      policy.rules[list]?.floor = 0
      policy.rules[list]?.capacity = 100_000
      policy.rules[list]?.restDays = 0
    }
    return policy
  }

  /// A person is a controller when most of their records are.
  private static func isTrue(_ why: Explanation, _ list: ListKind, _ labels: WorldLabels) -> Bool {
    switch list {
    case .vehicleStops: labels.vehicles.contains(why.subject)
    case .premises: labels.premises.contains(why.subject)
    case .controllers:
      why.aliases.count { labels.controllers.contains($0) } * 2 > why.aliases.count
    case .periphery, .lines: false
    }
  }
}
