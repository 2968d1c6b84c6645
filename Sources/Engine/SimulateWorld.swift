public import Primitives
import Synthesis

/// Writes a synthetic region and its truth.
public struct SimulateWorld: Sendable {
  private let preset: String
  private let seed: UInt64
  private let noise: String
  private let adversary: Bool
  private let workers: Workers

  /// - Parameters:
  ///   - preset: small, region or night.
  ///   - noise: low, mid or high.
  public init(preset: String, seed: UInt64, noise: String, adversary: Bool, workers: Workers) {
    self.preset = preset
    self.seed = seed
    self.noise = noise
    self.adversary = adversary
    self.workers = workers
  }

  /// Writes `out/inbox` and `out/truth`; says what was written, a line each.
  public func run(out: String) throws -> [String] {
    guard let preset = WorldSettings.Preset(rawValue: preset) else {
      throw EngineError(
        "there is no preset \(preset)",
        mend: "one of \(WorldSettings.Preset.allCases.map(\.rawValue).joined(separator: ", "))",
        exit: .usage)
    }
    guard let noise = WorldSettings.Noise(rawValue: noise) else {
      throw EngineError(
        "there is no noise level \(noise)",
        mend: "one of \(WorldSettings.Noise.allCases.map(\.rawValue).joined(separator: ", "))",
        exit: .usage)
    }
    let world = World.make(
      WorldSettings(preset: preset, seed: seed, noise: noise, isAdversarial: adversary))
    do {
      let counts = try world.write(to: out, workers: workers)
      return counts.files.map { "\($0.source)/\($0.name): \($0.rows) rows, \($0.badRows) bad" }
        + ["\(counts.files.count) files in \(out)/inbox, their truth in \(out)/truth"]
    } catch {
      throw EngineError(
        "\(out) cannot be written: \(error)",
        mend: "check that the folder can be written and has room",
        exit: .cannotCreate)
    }
  }
}
