import Glibc
import Vocabulary

/// Room for the sightings of one block, filled row by row and then made into columns.
///
/// Appending to seven arrays asks each of them whether it is shared and whether it has room; this
/// asks once a row. The pointers do not leave this file.
struct SightingRoom: ~Copyable {
  private let plates: UnsafeMutablePointer<UInt64>
  private let cameras: UnsafeMutablePointer<UInt32>
  private let times: UnsafeMutablePointer<Int64>
  private let directions: UnsafeMutablePointer<UInt8>
  private let confidences: UnsafeMutablePointer<UInt8>
  private let rows: UnsafeMutablePointer<UInt32>
  private let capacity: Int
  /// Rows appended.
  private(set) var count = 0

  /// Adds a row.
  @inline(__always)
  mutating func append(
    plate: UInt64, camera: UInt32, time: Int64, direction: UInt8, confidence: UInt8, row: UInt32
  ) {
    precondition(count < capacity, "a block has no more rows than its records")
    plates[count] = plate
    cameras[count] = camera
    times[count] = time
    directions[count] = direction
    confidences[count] = confidence
    rows[count] = row
    count &+= 1
  }

  /// The columns of one file's rows, filled by `body`; their camera keys are for the caller to set.
  static func columns(
    capacity: Int, file: UInt32, _ body: (inout SightingRoom) -> Void
  ) -> SightingColumns {
    var columns = SightingColumns()
    var kept = 0
    columns.plates = .init(unsafeUninitializedCapacity: capacity) { plates, used in
      columns.cameras = .init(unsafeUninitializedCapacity: capacity) { cameras, used in
        columns.times = .init(unsafeUninitializedCapacity: capacity) { times, used in
          columns.directions = .init(unsafeUninitializedCapacity: capacity) { directions, used in
            columns.confidences = .init(unsafeUninitializedCapacity: capacity) { shares, used in
              columns.rows = .init(unsafeUninitializedCapacity: capacity) { rows, used in
                kept = fill(plates, cameras, times, directions, shares, rows, body)
                used = kept
              }
              used = kept
            }
            used = kept
          }
          used = kept
        }
        used = kept
      }
      used = kept
    }
    columns.files = Array(repeating: file, count: kept)
    return columns
  }

  private static func fill(
    _ plates: UnsafeMutableBufferPointer<UInt64>, _ cameras: UnsafeMutableBufferPointer<UInt32>,
    _ times: UnsafeMutableBufferPointer<Int64>, _ directions: UnsafeMutableBufferPointer<UInt8>,
    _ confidences: UnsafeMutableBufferPointer<UInt8>, _ rows: UnsafeMutableBufferPointer<UInt32>,
    _ body: (inout SightingRoom) -> Void
  ) -> Int {
    guard let plate = plates.baseAddress, let camera = cameras.baseAddress,
      let time = times.baseAddress, let direction = directions.baseAddress,
      let confidence = confidences.baseAddress, let row = rows.baseAddress
    else { preconditionFailure("arrays being made have an address") }
    populate(UnsafeMutableRawBufferPointer(plates))
    populate(UnsafeMutableRawBufferPointer(cameras))
    populate(UnsafeMutableRawBufferPointer(times))
    populate(UnsafeMutableRawBufferPointer(rows))
    var room = SightingRoom(
      plates: plate, cameras: camera, times: time, directions: direction,
      confidences: confidence, rows: row, capacity: plates.count)
    body(&room)
    return room.count
  }

  /// Asks for the pages of a column all at once: a fault for each costs 3 ns a row more. A system
  /// that does not know the request goes on as before.
  private static func populate(_ column: UnsafeMutableRawBufferPointer) {
    guard let base = column.baseAddress else { return }
    let page = 4_096
    let start = (Int(bitPattern: base) + page - 1) & ~(page - 1)
    let end = (Int(bitPattern: base) + column.count) & ~(page - 1)
    guard end > start else { return }
    let populateWrite: CInt = 23
    _ = madvise(UnsafeMutableRawPointer(bitPattern: start), end - start, populateWrite)
  }
}
