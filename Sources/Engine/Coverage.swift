import Picture
import Primitives
import Signals
import Vocabulary

/// What the picture does not cover: sources that fell silent, kinds that never came.
enum Coverage {
  /// Days without calls or sightings after which a source is called silent.
  static let silentDays: Int64 = 3

  /// Sentences, in a fixed order.
  static func warnings(_ picture: RegionalPicture, _ traffic: Traffic) -> [String] {
    let holdings = picture.holdings
    var warnings = silence("sightings", newest: traffic.newestOfSource, picture)
    warnings += silence("calls", newest: newestCalls(picture), picture)
    if holdings.areas.isEmpty { warnings.append("no areas have arrived, so no list can say where") }
    if holdings.lines.isEmpty { warnings.append("no lines have arrived, so nothing is a seed") }
    return warnings
  }

  /// The newest call of each source that sent any, ascending by source.
  private static func newestCalls(_ picture: RegionalPicture) -> [(source: String, time: Int64)] {
    // By file first: millions of rows, some hundred files.
    let calls = picture.holdings.calls
    var newestOfFile = [Int64?](repeating: nil, count: picture.holdings.files.count)
    for (row, time) in calls.times.enumerated() {
      let file = Int(calls.files[row])
      newestOfFile[file] = max(newestOfFile[file] ?? time, time)
    }
    var newest: [String: Int64] = [:]
    for (file, time) in zip(picture.holdings.files, newestOfFile) {
      guard let time else { continue }
      newest[file.source] = max(newest[file.source] ?? time, time)
    }
    return newest.sorted { $0.key < $1.key }.map { (source: $0.key, time: $0.value) }
  }

  private static func silence(
    _ what: String, newest: [(source: String, time: Int64)], _ picture: RegionalPicture
  ) -> [String] {
    newest.compactMap { source, time in
      guard picture.asOf.seconds - time > silentDays * 86_400 else { return nil }
      return
        "\(source) sent no \(what) since \(LondonTime.civil(Instant(seconds: time)).day.iso8601)"
    }
  }
}
