import Archive
import Picture
import Primitives
import Vocabulary

/// Pours the archive into holdings: the one place where the store and the analysis meet.
struct AssemblePicture {
  let archive: RecordArchive
  let configuration: EngineConfiguration
  let workers: Workers

  /// What the archive holds as of a moment.
  ///
  /// - Parameter asked: The moment as it was asked for; nil for the newest that the archive
  /// reaches.
  func holdings(asked: Instant?) throws -> Holdings {
    let files = try archive.files().map(\.file)
    let asOf = try asked ?? newest()
    let period = Period(
      from: asOf.adding(seconds: -Int64(configuration.windowDays) * 86_400),
      to: asOf.adding(seconds: 1))
    try checkMemory(period)
    var builder = HoldingsBuilder(asOf: asOf, files: files)
    for kind in RecordKind.allCases where !kind.isColumnar {
      builder.add(try archive.records(kind))
    }
    builder.set(try archive.sightings(in: period, workers: workers))
    builder.set(try archive.calls(in: period, workers: workers))
    return builder.build()
  }

  /// Bytes that a row of columns takes while it is sorted and analysed.
  static let bytesARow = 160

  /// Refuses a window that would not fit, before anything is loaded.
  private func checkMemory(_ period: Period) throws {
    let rows = try [RecordKind.sightings, .calls].flatMap { try archive.trafficDays(of: $0) }
      .filter { $0.period.overlaps(period) }
      .reduce(0) { $0 + $1.rows }
    let needed = rows * Self.bytesARow / (1 << 20)
    guard needed <= configuration.memoryMebibytes else {
      throw EngineError(
        "\(rows) sightings and calls need about \(needed) MiB of memory, "
          + "\(configuration.memoryMebibytes) are allowed",
        mend: "raise --memory, or look at fewer days with --window-days", exit: .configuration)
    }
  }

  /// The newest moment that the archive's traffic and events reach.
  ///
  /// A day counts when it has at least a thousandth of the rows of the fullest day, so that one
  /// row with a clock years ahead does not move the run away from its data.
  private func newest() throws -> Instant {
    var perDay: [Int: (rows: Int, newest: Int64)] = [:]
    func add(_ time: Int64) {
      let day = Int(time.floorDivided(by: 86_400))
      let known = perDay[day] ?? (0, time)
      perDay[day] = (known.rows + 1, max(known.newest, time))
    }
    for kind in [RecordKind.sightings, .calls] {
      for traffic in try archive.trafficDays(of: kind) {
        let known = perDay[Int(traffic.day)] ?? (0, traffic.last.seconds)
        perDay[Int(traffic.day)] = (
          known.rows + traffic.rows, max(known.newest, traffic.last.seconds)
        )
      }
    }
    for row in try archive.records(.events) { add(Event(row).at.seconds) }
    for row in try archive.records(.premisesVisits) { add(PremisesVisit(row).at.seconds) }
    let fullest = perDay.values.map(\.rows).max() ?? 0
    let day = perDay.filter { $0.value.rows * 1000 >= fullest }.keys.max()
    return Instant(seconds: day.flatMap { perDay[$0]?.newest } ?? 0)
  }
}
