import Vocabulary

/// Memory for the columns of some sightings, while they are put together.
///
/// Unchecked, because the compiler cannot see that threads write parts that do not overlap, and
/// that reading begins after all of them have come back.
final class SightingBlock: @unchecked Sendable {
  let count: Int
  let target: SightingChunk.Target

  /// - Parameter count: Rows, not negative. They hold nothing of use until they are written.
  init(count: Int) {
    self.count = count
    target = SightingChunk.Target(
      plates: .allocate(capacity: count), cameras: .allocate(capacity: count),
      times: .allocate(capacity: count), directions: .allocate(capacity: count),
      confidences: .allocate(capacity: count), files: .allocate(capacity: count),
      rows: .allocate(capacity: count))
  }

  deinit {
    target.plates.deallocate()
    target.cameras.deallocate()
    target.times.deallocate()
    target.directions.deallocate()
    target.confidences.deallocate()
    target.files.deallocate()
    target.rows.deallocate()
  }

  /// The rows as entries.
  func entries() -> [SightingEntry] { (0..<count).map { target.entry($0) } }
}

extension SightingChunk.Target {
  /// A row as an entry.
  @inline(__always)
  func entry(_ at: Int) -> SightingEntry {
    SightingEntry(
      plate: plates[at], time: times[at], place: cameras[at], file: files[at], row: rows[at],
      direction: directions[at], confidence: confidences[at])
  }

  /// Writes entries from the first row on.
  func put(_ entries: [SightingEntry]) {
    for (at, entry) in entries.enumerated() {
      plates[at] = entry.plate
      cameras[at] = entry.place
      times[at] = entry.time
      directions[at] = entry.direction
      confidences[at] = entry.confidence
      files[at] = entry.file
      rows[at] = entry.row
    }
  }
}

extension SightingColumns {
  /// Columns of so many rows, each of which `fill` must write.
  init(
    count: Int, cameraKeys: [RecordKey], fill: (SightingChunk.Target) throws -> Void
  ) rethrows {
    self.init()
    self.cameraKeys = cameraKeys
    plates = try .init(unsafeUninitializedCapacity: count) { plates, filled in
      cameras = try .init(unsafeUninitializedCapacity: count) { cameras, filled in
        times = try .init(unsafeUninitializedCapacity: count) { times, filled in
          directions = try .init(unsafeUninitializedCapacity: count) { directions, filled in
            confidences = try .init(unsafeUninitializedCapacity: count) { confidences, filled in
              files = try .init(unsafeUninitializedCapacity: count) { files, filled in
                rows = try .init(unsafeUninitializedCapacity: count) { rows, filled in
                  if count > 0, let plates = plates.baseAddress, let cameras = cameras.baseAddress,
                    let times = times.baseAddress, let directions = directions.baseAddress,
                    let confidences = confidences.baseAddress, let files = files.baseAddress,
                    let rows = rows.baseAddress
                  {
                    try fill(
                      SightingChunk.Target(
                        plates: plates, cameras: cameras, times: times, directions: directions,
                        confidences: confidences, files: files, rows: rows))
                  }
                  filled = count
                }
                filled = count
              }
              filled = count
            }
            filled = count
          }
          filled = count
        }
        filled = count
      }
      filled = count
    }
  }
}
