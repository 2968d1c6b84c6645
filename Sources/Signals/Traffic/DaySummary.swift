import Primitives
import Vocabulary

/// What one day's traffic says, in a form that is kept and put together with other days'.
///
/// Everything here follows from the reads of one UTC day and from where its cameras stand: two
/// reads speak together only when both lie on the day. So a window is the sum of its days, and a
/// night works out the days that are new or changed and nothing else. `Traffic` is the sum.
///
/// Cameras and areas are named by key in lists of the day's own, because their positions in a
/// picture change as others arrive.
public struct DaySummary: Hashable, Sendable {
  /// Two reads in a row that no vehicle could have made; see `ImpossibleSpeed`.
  struct Conflict: Hashable, Sendable {
    var plate: UInt64
    var time: Int64
    var camera: UInt32
    var nextTime: Int64
    var nextCamera: UInt32
  }

  /// The newest read that one source sent.
  struct Newest: Hashable, Sendable {
    var source: String
    var time: Int64
  }

  /// Days since the epoch.
  public let day: Int64
  /// Reads, each counted once.
  public internal(set) var reads = 0
  /// Reads that repeat another in plate, camera and second.
  public internal(set) var repeated = 0
  var first = Int64.max
  /// Cameras that read anything, ascending by key.
  var cameras: [RecordKey] = []
  /// Areas that they lie in, ascending by key.
  var areas: [RecordKey] = []
  /// A hash of where the cameras stand and of what speed is impossible: where it differs, the
  /// summary must be made anew.
  var ground: UInt64 = 0
  /// For each camera, its newest read.
  var newest: [Int64] = []
  /// Ascending by source.
  var sources: [Newest] = []
  /// Gaps that teach travel times, ascending: camera ‖ next camera ‖ seconds, in 24, 24 and 16
  /// bits.
  var gaps: [UInt64] = []
  /// Pairs of reads in a row of which speed could be asked, and those that were impossible.
  var checked = 0
  var impossible = 0
  /// The impossible ones that no faulty clock explains, ascending by (plate, time).
  var conflicts: [Conflict] = []
  /// Cameras whose clock seems wrong, ascending.
  var faulty: [UInt32] = []
  /// Lanes that read anything, ascending: camera · 9 + direction; and for each its reads in the
  /// 24 hours of UTC.
  var lanes: [UInt64] = []
  var laneHours: [UInt32] = []
  var plates = PlateTable()

  init(day: Int64) { self.day = day }
}
