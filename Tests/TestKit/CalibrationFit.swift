import Glibc

/// The line in log2 odds that turns chances given into chances that come true.
///
/// Logistic regression of what happened on the log2 odds given, by Newton's method, drawn towards
/// slope 1 and offset 0 as strongly as a few forecasts would, so that a dozen forecasts that all
/// came true do not become certainty.
public struct CalibrationFit: Sendable, Hashable {
  /// Bits published for each bit given.
  public let slope: Double
  /// Bits added.
  public let offset: Double

  /// Fits the line; slope 1 and offset 0 without forecasts.
  public init(_ forecasts: Forecasts) {
    var (a, b) = (1.0, 0.0)
    let rows = forecasts.pairs.map { pair -> (x: Double, y: Double) in
      let chance = min(0.999, max(0.001, pair.chance))
      return (log(chance / (1 - chance)), pair.happened ? 1 : 0)
    }
    for _ in 0..<50 {
      // Gradient and curvature of the log likelihood with the pull towards (1, 0).
      var (ga, gb) = (-(a - 1) / Self.slopeVariance, -b / Self.offsetVariance)
      var (haa, hab, hbb) = (1 / Self.slopeVariance, 0.0, 1 / Self.offsetVariance)
      for row in rows {
        let p = 1 / (1 + exp(-(a * row.x + b)))
        let weight = p * (1 - p)
        ga += (row.y - p) * row.x
        gb += row.y - p
        haa += weight * row.x * row.x
        hab += weight * row.x
        hbb += weight
      }
      let determinant = haa * hbb - hab * hab
      let (da, db) = (
        (hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant
      )
      let step = min(1, 2 / max(abs(da), abs(db), 1e-12))
      (a, b) = (a + step * da, b + step * db)
      if abs(da) + abs(db) < 1e-9 { break }
    }
    slope = a
    offset = b / log(2)
  }

  /// Variances of the pull, in nats.
  private static let slopeVariance = 0.25
  private static let offsetVariance = 4.0
}
