/// Which counts of one row of groups may be shown: none that is small, and none that could be had
/// by taking the others from their sum.
///
/// A count below `least` is hidden. Then the smallest of those shown are hidden too, until what is
/// hidden is two groups or more and sums to `least` or more; where nothing is hidden, nothing is.
public struct SmallCells: Sendable {
  /// Counts below this are hidden. The default is 10.
  public static let least = 10

  /// One answer a count, in their order.
  public static func hidden(_ counts: [Int], least: Int = least) -> [Bool] {
    var hidden = counts.map { $0 < least }
    guard hidden.contains(true) else { return hidden }
    while true {
      let shown = counts.indices.filter { !hidden[$0] }
      let covered = counts.indices.filter { hidden[$0] }
      let sum = covered.reduce(0) { $0 + counts[$1] }
      guard covered.count < 2 || sum < least, let next = shown.min(by: { counts[$0] < counts[$1] })
      else { return hidden }
      hidden[next] = true
    }
  }
}
