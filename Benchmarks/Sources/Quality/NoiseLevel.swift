import Synthesis

/// A kind of world that is measured.
struct NoiseLevel: Hashable {
  let noise: WorldSettings.Noise
  let isAdversarial: Bool

  /// `mid`, or `mid, adversary`.
  var name: String { noise.rawValue + (isAdversarial ? ", adversary" : "") }

  /// All that a release is measured on.
  static let all =
    WorldSettings.Noise.allCases.map { NoiseLevel(noise: $0, isAdversarial: false) }
    + [NoiseLevel(noise: .mid, isAdversarial: true)]

  func settings(seed: UInt64) -> WorldSettings {
    WorldSettings(preset: .small, seed: seed, noise: noise, isAdversarial: isAdversarial)
  }
}
