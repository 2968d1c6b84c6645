import Primitives

/// The columns as they were given, looked over once.
struct ConvoyInput: Sendable {
  let plates: [UInt64]
  let lastCamera: Int
  private let cameras: [UInt32]
  private let directions: [UInt8]
  private let times: [Int64]
  private let first: Int64
  private let last: Int64

  /// nil when there are no rows.
  ///
  /// - Throws: `CancelledWork`.
  init?(
    plates: [UInt64], cameras: [UInt32], directions: [UInt8], times: [Int64], workers: Workers
  ) throws {
    let count = plates.count
    precondition(
      count == cameras.count && count == directions.count && count == times.count,
      "columns are in step")
    guard count > 0 else { return nil }
    precondition(count < Int(UInt32.max), "rows are counted in 32 bits")
    (self.plates, self.cameras, self.directions, self.times) = (plates, cameras, directions, times)
    let chunks = (count + (1 << 20) - 1) >> 20
    let looks = try parallelMap(chunks: chunks, on: workers) { chunk in
      var look = (first: Int64.max, last: Int64.min, camera: UInt32(0), direction: UInt8(0))
      for row in chunkBounds(chunk, of: chunks, count: count) {
        look.first = min(look.first, times[row])
        look.last = max(look.last, times[row])
        look.camera = max(look.camera, cameras[row])
        look.direction |= directions[row]
      }
      return look
    }
    precondition(looks.allSatisfy { $0.direction < 16 }, "directions lie below 16")
    lastCamera = Int(looks.reduce(0) { max($0, $1.camera) })
    precondition(lastCamera < 1 << 24, "cameras lie below 2^24")
    first = looks.reduce(.max) { min($0, $1.first) }
    last = looks.reduce(.min) { max($0, $1.last) }
  }

  /// Seconds for these reads; nil when they do not fit.
  func clock(windowSeconds: Int64) -> ConvoyClock? {
    ConvoyClock(first: first, last: last, windowSeconds: windowSeconds) {
      Set(times.lazy.map { $0.floorDivided(by: 86_400) }).sorted()
    }
  }

  /// Calls `body` with the columns without checks, for the one loop that moves every row.
  @inline(__always)
  func withColumns(
    _ body: (
      UnsafeBufferPointer<UInt64>, UnsafeBufferPointer<UInt32>, UnsafeBufferPointer<UInt8>,
      UnsafeBufferPointer<Int64>
    ) -> Void
  ) {
    plates.withUnsafeBufferPointer { plates in
      cameras.withUnsafeBufferPointer { cameras in
        directions.withUnsafeBufferPointer { directions in
          times.withUnsafeBufferPointer { times in body(plates, cameras, directions, times) }
        }
      }
    }
  }
}
