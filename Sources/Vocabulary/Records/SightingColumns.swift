/// Sightings as columns in step: one vehicle read by one camera at one second a row.
///
///     plates       packed registrations (`VehicleRegistration.packed`)
///     cameras      positions in `cameraKeys`
///     times        seconds since the epoch
///     directions   raw values of `Compass`, 0 unknown
///     confidences  per cent, 255 unknown
///     files, rows  where the row stood: a position in the holder's files, and the data row from 1
public struct SightingColumns: Sendable {
  public var plates: [UInt64] = []
  public var cameras: [UInt32] = []
  public var times: [Int64] = []
  public var directions: [UInt8] = []
  public var confidences: [UInt8] = []
  public var files: [UInt32] = []
  public var rows: [UInt32] = []
  /// The cameras that `cameras` points into.
  public var cameraKeys: [RecordKey] = []

  /// No rows.
  public init() {}

  /// The number of rows.
  public var count: Int { plates.count }

  /// Makes room for rows to come.
  public mutating func reserveCapacity(_ rows: Int) {
    plates.reserveCapacity(rows)
    cameras.reserveCapacity(rows)
    times.reserveCapacity(rows)
    directions.reserveCapacity(rows)
    confidences.reserveCapacity(rows)
    files.reserveCapacity(rows)
    self.rows.reserveCapacity(rows)
  }

  /// The confidence of a row, 0 to 1, if it was sent.
  public func confidence(_ row: Int) -> Double? {
    confidences[row] == 255 ? nil : Double(confidences[row]) / 100
  }
}
