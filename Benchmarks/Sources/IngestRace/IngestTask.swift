import ArgumentParser
import Intake
import Primitives
import Tabular
import Vocabulary

/// What is timed.
enum IngestTask: String, CaseIterable, ExpressibleByArgument {
  case csv, gz, inflate

  /// What is held at the end of a task, so that nothing is given back while the clock runs.
  struct Held {
    var columns: [SightingColumns] = []
    var rejects = 0
    var bytes = 0

    /// Rows read, or bytes where there are no rows.
    var count: Int { bytes > 0 ? bytes : columns.reduce(rejects) { $0 + $1.count } }
  }

  /// What a task counts.
  var unit: String { self == .inflate ? "unpacked_bytes" : "rows" }

  /// Works once through a file.
  func run(_ path: String, workers: Workers, blockBytes: Int) throws -> Held {
    let source = try SourceOpening.open(path: path, followsLinks: true)
    var held = Held()
    switch self {
    case .csv, .gz:
      let reader = FeedReader(
        source: "race", kind: .sightings, fileName: self == .gz ? "s.csv.gz" : "s.csv",
        blockBytes: blockBytes)
      let summary = try reader.read(source, file: Ordinal(0), workers: workers) { batch in
        guard case .sightings(let columns) = batch.rows else { return }
        held.columns.append(columns)
      }
      held.rejects = summary.rowsRejected
    case .inflate:
      let room = UnsafeMutableRawBufferPointer.allocate(byteCount: blockBytes, alignment: 64)
      defer { room.deallocate() }
      while case let count = try source.read(into: room), count > 0 { held.bytes += count }
    }
    return held
  }
}
