import Primitives
import Vocabulary

/// Reads `--as-of`.
enum AskedMoment {
  /// - Throws: `EngineError` when it is not a time.
  static func read(_ text: String?) throws(EngineError) -> Instant? {
    guard let text else { return nil }
    guard let reading = TimeText.read(text) else {
      throw EngineError(
        "--as-of \(text) is not a time", mend: "write it as 2026-03-31T04:00:00Z or 2026-03-31",
        exit: .usage)
    }
    return reading.instant
  }
}
