import Glibc

/// A place on the earth, WGS 84 degrees.
public struct Position: Hashable, Sendable {
  /// −90 … 90.
  public let latitude: Double
  /// −180 … 180.
  public let longitude: Double

  /// A place by its degrees.
  public init(latitude: Double, longitude: Double) {
    self.latitude = latitude
    self.longitude = longitude
  }

  /// The great-circle distance in kilometres (haversine, mean radius 6,371.0088 km).
  public func kilometres(to other: Position) -> Double {
    let toRadians = Double.pi / 180
    let dLatitude = (other.latitude - latitude) * toRadians
    let dLongitude = (other.longitude - longitude) * toRadians
    let a =
      sin(dLatitude / 2) * sin(dLatitude / 2)
      + cos(latitude * toRadians) * cos(other.latitude * toRadians)
      * sin(dLongitude / 2) * sin(dLongitude / 2)
    return 2 * 6371.0088 * asin(min(1, a.squareRoot()))
  }
}
