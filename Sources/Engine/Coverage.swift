import Picture
import Primitives
import Vocabulary

/// What the picture does not cover: sources that fell silent, kinds that never came.
enum Coverage {
  /// Days without calls or sightings after which a source is called silent.
  static let silentDays: Int64 = 3

  /// Sentences, in a fixed order.
  static func warnings(_ picture: RegionalPicture) -> [String] {
    let holdings = picture.holdings
    var warnings = silence(
      "sightings", times: holdings.sightings.times, files: holdings.sightings.files, picture)
    warnings += silence("calls", times: holdings.calls.times, files: holdings.calls.files, picture)
    if holdings.areas.isEmpty { warnings.append("no areas have arrived, so no list can say where") }
    if holdings.lines.isEmpty { warnings.append("no lines have arrived, so nothing is a seed") }
    return warnings
  }

  private static func silence(
    _ what: String, times: [Int64], files: [UInt32], _ picture: RegionalPicture
  ) -> [String] {
    // By file first: millions of rows, some hundred files.
    var newestOfFile = [Int64?](repeating: nil, count: picture.holdings.files.count)
    for (row, time) in times.enumerated() {
      let file = Int(files[row])
      newestOfFile[file] = max(newestOfFile[file] ?? time, time)
    }
    var newest: [String: Int64] = [:]
    for (file, time) in zip(picture.holdings.files, newestOfFile) {
      guard let time else { continue }
      newest[file.source] = max(newest[file.source] ?? time, time)
    }
    return newest.sorted { $0.key < $1.key }.compactMap { source, time in
      guard picture.asOf.seconds - time > silentDays * 86_400 else { return nil }
      return
        "\(source) sent no \(what) since \(LondonTime.civil(Instant(seconds: time)).day.iso8601)"
    }
  }
}
