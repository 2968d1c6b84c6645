import Primitives
import Signals
import Tasking
import Vocabulary

/// Reads `policy.yaml` over the policy that the program comes with.
enum PolicyFile {
  /// - Parameter path: nil for the standard policy.
  static func read(path: String?) throws(EngineError) -> ScorePolicy {
    var policy = ScorePolicy(standard: SignalCatalogue.all)
    guard let path else { return policy }
    let node = try SettingsFile.read(path: path)
    do throws(SettingsDefect) {
      try policy.apply(node)
    } catch {
      throw SettingsFile.error(error, in: path)
    }
    return policy
  }

  /// The policy as a text that is the same for equal policies, for digests and manifests.
  static func canonical(_ policy: ScorePolicy) -> String {
    let weights = policy.weights.sorted { $0.key < $1.key }.map {
      "\($0.key)=\($0.value.bits)|\($0.value.reason)|\($0.value.decidedBy)|\($0.value.decidedOn)"
    }
    let caps = policy.familyCaps.sorted { $0.key.rawValue < $1.key.rawValue }
      .map { "cap.\($0.key.rawValue)=\($0.value)" }
    let rules = policy.rules.sorted { $0.key.rawValue < $1.key.rawValue }.map {
      "list.\($0.key.rawValue)=\($0.value.prior),\($0.value.floor),\($0.value.capacity),"
        + "\($0.value.expiryDays),\($0.value.restDays)"
    }
    let bands = "bands=\(policy.bands.veryHigh),\(policy.bands.high),\(policy.bands.medium)"
    return
      (weights + caps + rules + [
        bands, "resamples=\(policy.resamples)", "against_cap=\(policy.againstCap)",
      ])
      .joined(separator: "\n")
  }
}
