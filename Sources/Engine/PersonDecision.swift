public import Primitives
import Vocabulary

/// Who decides, why and when: what stands with every judgement and undoing.
public struct PersonDecision: Hashable, Sendable {
  /// The most characters of a name.
  static let nameMax = 200
  /// The most characters of a reason.
  static let reasonMax = 2_000

  let by: String
  let reason: String
  let at: Instant

  /// - Parameters:
  ///   - at: When, ISO 8601; nil for `now`.
  ///   - now: The caller's clock.
  /// - Throws: A name or reason that is empty, too long or of several lines; a time that is none.
  public init(by: String, reason: String, at: String?, now: Instant) throws(EngineError) {
    self.by = try Self.line(by, "--by", "a name", longest: Self.nameMax)
    self.reason = try Self.line(reason, "--reason", "a reason", longest: Self.reasonMax)
    guard let at else {
      self.at = now
      return
    }
    guard let reading = TimeText.read(at) else {
      throw EngineError(
        "--at \(at) is not a time", mend: "write it as 2026-03-31T04:00:00Z or 2026-03-31",
        exit: .usage)
    }
    self.at = reading.instant
  }

  private static func line(
    _ text: String, _ option: String, _ what: String, longest: Int
  ) throws(EngineError) -> String {
    let isLine = !text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    let words = text.split(separator: " ")
    guard isLine, !words.isEmpty, text.count <= longest else {
      throw EngineError(
        "\(option) is not \(what)", mend: "write one line of 1 to \(longest) characters",
        exit: .usage)
    }
    return words.joined(separator: " ")
  }
}
