import Archive
import Picture
import Primitives
import Vocabulary

/// Pours the archive into holdings: the one place where the store and the analysis meet.
struct AssemblePicture {
  let archive: RecordArchive
  let configuration: EngineConfiguration
  let workers: Workers
  /// Who is to see what comes of it: what they may not see is not poured in, and moves nothing.
  var audience = Audience.holders

  /// What the archive holds as of a moment, without sightings: which of those are worth loading is
  /// known only when the lines have been followed (`TrafficBook`).
  ///
  /// - Parameter asked: The moment as it was asked for; nil for the newest that the archive
  /// reaches.
  func holdings(asked: Instant?) throws -> Holdings {
    let files = try archive.files().map(\.file)
    let asOf = try asked ?? newest()
    let period = configuration.window(before: asOf)
    try checkMemory(period)
    var builder = HoldingsBuilder(asOf: asOf, files: files)
    for kind in RecordKind.allCases where !kind.isColumnar {
      builder.add(try records(kind))
    }
    // The cameras alone, so that the picture knows those that only sightings name.
    builder.set(try archive.sightings(of: [], workers: workers))
    builder.set(try archive.calls(in: period, workers: workers))
    return builder.build()
  }

  private func records(_ kind: RecordKind) throws -> [RecordRow] {
    try archive.records(kind).filter(audience.maySee)
  }

  /// Bytes that a row of columns takes while it is sorted and analysed.
  static let bytesARow = 160

  /// Refuses calls that would not fit, before anything is loaded.
  private func checkMemory(_ period: Period) throws {
    let rows = try archive.trafficDays(of: .calls).filter { $0.period.overlaps(period) }
      .reduce(0) { $0 + $1.rows }
    try Self.checkMemory(rows: rows, of: "calls", configuration)
  }

  /// Refuses rows that would not fit.
  static func checkMemory(
    rows: Int, of what: String, _ configuration: EngineConfiguration
  ) throws {
    let needed = rows * bytesARow / (1 << 20)
    guard needed <= configuration.memoryMebibytes else {
      throw EngineError(
        "\(rows) \(what) need about \(needed) MiB of memory, "
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
    for row in try records(.events) { add(Event(row).at.seconds) }
    for row in try records(.premisesVisits) { add(PremisesVisit(row).at.seconds) }
    let fullest = perDay.values.map(\.rows).max() ?? 0
    let day = perDay.filter { $0.value.rows * 1000 >= fullest }.keys.max()
    return Instant(seconds: day.flatMap { perDay[$0]?.newest } ?? 0)
  }
}

extension EngineConfiguration {
  /// The window that ends at a moment, the moment included.
  func window(before asOf: Instant) -> Period {
    Period(
      from: asOf.adding(seconds: -Int64(windowDays) * 86_400), to: asOf.adding(seconds: 1))
  }
}
