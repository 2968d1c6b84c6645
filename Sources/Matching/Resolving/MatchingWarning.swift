/// Something about the input or the work that somebody should know. It holds no value of a source.
public struct MatchingWarning: Hashable, Sendable {
  /// A name that stays: `MATCHING-BLOCK-CEILING`.
  public var code: String
  /// How many records, blocks or columns it is about.
  public var count: Int
  /// A sentence.
  public var text: String

  /// A warning with everything that must be said of it.
  public init(code: String, count: Int, text: String) {
    self.code = code
    self.count = count
    self.text = text
  }
}
