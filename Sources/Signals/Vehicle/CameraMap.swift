import Glibc
import Picture
import Vocabulary

/// Where the cameras stand, flat, for distances by the million.
///
/// Latitude and longitude are laid on a plane at the mean latitude; within a region of 300 km the
/// distances are right to 1 %.
struct CameraMap: Sendable {
  /// Kilometres east and north of the middle; not a number for a camera nobody described.
  let x: [Double]
  let y: [Double]
  /// The area of each camera, −1 for none.
  let area: [Int]
  private let latitude: Double
  private let perLongitude: Double
  private let perLatitude = 6371.0088 * Double.pi / 180

  init(_ picture: RegionalPicture) {
    let positions = picture.holdings.cameras.map(\.position)
    let known = positions.compactMap { $0 }
    latitude = known.isEmpty ? 53 : known.reduce(0) { $0 + $1.latitude } / Double(known.count)
    perLongitude = perLatitude * cos(latitude * .pi / 180)
    let (east, north) = (perLongitude, perLatitude)
    x = positions.map { $0.map { $0.longitude * east } ?? .nan }
    y = positions.map { $0.map { $0.latitude * north } ?? .nan }
    area = picture.areaOfCamera
  }

  var count: Int { x.count }

  /// Straight-line kilometres; not a number when either place is unknown.
  @inline(__always)
  func kilometres(_ a: Int, _ b: Int) -> Double {
    let (dx, dy) = (x[a] - x[b], y[a] - y[b])
    return (dx * dx + dy * dy).squareRoot()
  }

  /// Straight-line kilometres from a camera to a place.
  func kilometres(_ camera: Int, latitude: Double, longitude: Double) -> Double {
    let dx = x[camera] - longitude * perLongitude
    let dy = y[camera] - latitude * perLatitude
    return (dx * dx + dy * dy).squareRoot()
  }

  /// Cameras within a distance of a place, ascending.
  func cameras(within radius: Double, latitude: Double, longitude: Double) -> [Int] {
    (0..<count).filter { kilometres($0, latitude: latitude, longitude: longitude) <= radius }
  }
}
