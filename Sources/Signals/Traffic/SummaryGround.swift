import Picture
import Primitives
import Vocabulary

/// Where cameras stand and what speed is impossible: all that a summary needs beside the reads.
struct SummaryGround: Sendable {
  let map: CameraMap
  let cameraKeys: [RecordKey]
  let areaKeys: [RecordKey]
  /// The source of each file that reads point into.
  let sourceOfFile: [String]
  let impossibleSpeed: Double
  private let hashes: [UInt64]
  private let position: [RecordKey: Int]

  init(_ picture: RegionalPicture, settings: VehicleTracing.Settings) {
    map = CameraMap(picture)
    cameraKeys = picture.holdings.cameras.map(\.key)
    areaKeys = picture.holdings.areas.map(\.key)
    sourceOfFile = picture.holdings.files.map(\.source)
    impossibleSpeed = settings.impossibleSpeed
    let areas = areaKeys
    hashes = zip(picture.holdings.cameras, picture.areaOfCamera).map { camera, area in
      var hash = StableHash()
      hash.combine(camera.key.source)
      hash.combine(camera.key.id)
      hash.combine(camera.position?.latitude.bitPattern ?? 0)
      hash.combine(camera.position?.longitude.bitPattern ?? 0)
      hash.combine(area < 0 ? "" : areas[area].source)
      hash.combine(area < 0 ? "" : areas[area].id)
      return hash.value
    }
    position = Dictionary(
      cameraKeys.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { a, _ in a })
  }

  func camera(_ key: RecordKey) -> Int? { position[key] }

  /// A hash of all that a summary with these cameras depends on beside its reads; nil when one of
  /// them is not there.
  func hash(of cameras: [RecordKey]) -> UInt64? {
    var hash = StableHash()
    hash.combine(impossibleSpeed.bitPattern)
    for key in cameras {
      guard let at = position[key] else { return nil }
      hash.combine(hashes[at])
    }
    return hash.value
  }
}
