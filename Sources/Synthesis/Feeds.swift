public import Primitives

extension World {
  /// Writes `inbox/<source>/…` and `truth/*.csv` into a folder.
  ///
  /// The bytes are the same for any number of threads. `night` writes the records of the region
  /// of the same seed and one day's reads, so that it can be delivered on top of that region.
  ///
  /// - Parameters:
  ///   - folder: Made if it is not there; its `inbox` and `truth` must be absent or empty.
  ///   - workers: Threads to draw and to format with.
  /// - Returns: Every file with its rows and planted bad rows; also written to `truth/files.csv`.
  /// - Throws: `WorldWriteError`, leaving what was written so far; `CancelledWork`.
  /// - Complexity: About 300 bytes of memory a sighting of one week.
  @discardableResult
  public func write(to folder: String, workers: Workers = .one) throws -> WorldCounts {
    for part in ["inbox", "truth"] where FeedFolder.holdsAnything("\(folder)/\(part)") {
      throw WorldWriteError(
        path: "\(folder)/\(part)", reason: "it is not empty; a world is written to a fresh folder")
    }
    let inbox = try Places.sources.map { try FeedFolder("\(folder)/inbox/\($0)") }
    let truth = try FeedFolder("\(folder)/truth")
    var counts = WorldCounts()
    let records = recordFeeds()
    let tables = try parallelMap(chunks: Places.sources.count, on: workers) { source in
      records.files(of: source)
    }
    for (source, files) in tables.enumerated() {
      for file in files {
        try inbox[source].put(file.name, file.bytes)
        counts.files.append(
          WorldCounts.File(
            source: Places.sources[source], name: file.name, rows: file.rows,
            badRows: file.badRows))
      }
    }
    let traffic = Traffic(self)
    try writeTraffic(traffic, to: inbox, counts: &counts, workers: workers)
    if settings.preset != .night { try writeCalls(to: inbox, counts: &counts, workers: workers) }
    let facts = GroundTruth(world: self, faults: traffic.faults, counts: counts)
    for (name, table) in facts.tables() { try truth.put(name, table.csv(Dialect())) }
    return counts
  }

  private func writeTraffic(
    _ traffic: Traffic, to inbox: [FeedFolder], counts: inout WorldCounts, workers: Workers
  ) throws {
    let first = traffic.days.lowerBound
    let weeks = (traffic.days.count + 6) / 7
    let feed = TrafficFeed(world: self, faults: traffic.faults)
    var late: [[Read]] = Places.sources.map { _ in [] }
    for week in 0..<weeks {
      let days = (first + week * 7)..<min(traffic.days.upperBound, first + week * 7 + 7)
      let daily = try parallelMap(chunks: days.count, on: workers) {
        traffic.reads(day: days.lowerBound + $0)
      }
      var bySource = late
      late = Places.sources.map { _ in [] }
      let isLast = week == weeks - 1
      for read in daily.joined() {
        let source = geography.cameras[Int(read.camera)].source
        guard feed.covers(read.time) else { continue }
        if read.isLate && !isLast {
          late[source].append(read)
        } else {
          bySource[source].append(read)
        }
      }
      let batch = bySource
      let pages = try parallelMap(chunks: Places.sources.count, on: workers) { source in
        feed.page(batch[source], source: source, week: week)
      }
      let day = CivilDate(daysSinceEpoch: Int(start / 86_400) + days.lowerBound).iso8601
      let stem = settings.preset == .night ? "sightings-night-\(day)" : "sightings-\(day)"
      for (source, page) in pages.enumerated() {
        let name = stem + (Dialect.all[source].writesObjects ? ".ndjson" : ".csv")
        try inbox[source].put(name, page.bytes)
        counts.reads[source] += page.rows
        counts.misreads[source] += page.misreads
        counts.files.append(
          WorldCounts.File(
            source: Places.sources[source], name: name, rows: page.rows, badRows: page.badRows))
      }
    }
  }

  private func writeCalls(
    to inbox: [FeedFolder], counts: inout WorldCounts, workers: Workers
  ) throws {
    let telephony = Telephony(self)
    let feed = CallFeed(world: self)
    for week in 0..<((settings.days + 6) / 7) {
      let days = (week * 7)..<min(settings.days, week * 7 + 7)
      let daily = try parallelMap(chunks: days.count, on: workers) {
        telephony.calls(day: days.lowerBound + $0)
      }
      let all = Array(daily.joined())
      let pages = try parallelMap(chunks: Places.sources.count, on: workers) { source in
        feed.page(all, source: source, week: week)
      }
      let day = CivilDate(daysSinceEpoch: Int(start / 86_400) + days.lowerBound).iso8601
      for (source, page) in pages.enumerated() where page.rows > 0 {
        let name = "calls-\(day)" + (Dialect.all[source].writesObjects ? ".ndjson" : ".csv")
        try inbox[source].put(name, page.bytes)
        counts.files.append(
          WorldCounts.File(
            source: Places.sources[source], name: name, rows: page.rows, badRows: page.badRows))
      }
    }
  }
}
