/// A subject of the run before that has findings still, but no row now.
public struct LeftOut: Sendable {
  /// Why it has none: its score is below the floor, or better ones fill the list.
  public let reason: String
  /// What it would have stood on; its rank is the one it would have had without floor and
  /// capacity.
  public let explanation: Explanation
}
