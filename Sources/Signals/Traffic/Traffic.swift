import Picture
import Primitives
import Vocabulary

/// What the traffic of a window says as a whole: the sum of its days' summaries.
public struct Traffic: Sendable {
  /// Different registrations read.
  public let platesRead: Int
  /// Reads, each counted once.
  public let reads: Int
  /// Reads that repeat another in plate, camera and second.
  public let repeated: Int
  /// The newest read of each source that sent any, ascending by source.
  public let newestOfSource: [(source: String, time: Int64)]
  /// The first read; nil without reads.
  let first: Int64?
  /// For each camera of the picture, its newest read; the least number without any.
  let newest: [Int64]
  /// For each camera, next camera and seconds, 32 bits each, in no order.
  let gaps: [[UInt64]]
  /// Camera and day of clocks that seem wrong, ascending by both.
  let faultyClocks: [(camera: Int, day: Int)]
  /// Plates that two vehicles seem to carry, ascending, with the (time, camera) that show it.
  let clones: [Clone]
  /// By day: for each camera · 9 + direction, reads in the 24 hours of UTC.
  private let hours: [Int64: [Int: [UInt32]]]

  /// A plate that two vehicles seem to carry.
  struct Clone: Sendable {
    var plate: UInt64
    var reads: [(time: Int64, camera: Int)]
  }

  init(
    platesRead: Int, reads: Int, repeated: Int, newestOfSource: [(source: String, time: Int64)],
    first: Int64?, newest: [Int64], gaps: [[UInt64]], faultyClocks: [(camera: Int, day: Int)],
    clones: [Clone], hours: [Int64: [Int: [UInt32]]]
  ) {
    self.platesRead = platesRead
    self.reads = reads
    self.repeated = repeated
    self.newestOfSource = newestOfSource
    self.first = first
    self.newest = newest
    self.gaps = gaps
    self.faultyClocks = faultyClocks
    self.clones = clones
    self.hours = hours
  }

  /// Reads expected at a camera in a direction within so many seconds before and after a moment,
  /// from that hour's count.
  func expected(camera: Int, direction: Int, at time: Int64, window: Int64) -> Double {
    let day = time.floorDivided(by: 86_400)
    guard let counts = hours[day]?[camera * 9 + direction] else { return 0 }
    let hour = Int((time - day * 86_400) / 3600)
    return Double(counts[hour]) * Double(2 * window + 1) / 3600
  }
}
