import Archive
import ArgumentParser
import Glibc
import Primitives
import RaceKit
import Vocabulary

/// A large archive of made days, and how soon one vehicle is found in it.
struct Year: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Fill an archive with made days, then find vehicles in it, timed.",
    discussion: """
      A made day has plates of the current style, cameras of uneven use, journeys of a few cameras
      and files in order of time. An archive that has days already gets further ones.

      EXAMPLES
        ArchiveRace year --store year.sqlite --days 365 --rows-a-day 800000 --look-ups 50
      """)

  @Option(help: "The archive.") var store: String
  @Option(help: "Days to add.") var days = 0
  @Option(help: "Sightings of one day.") var rowsADay = 800_000
  @Option(help: "Threads.") var threads = 2
  @Option(help: "Vehicles to look up.") var lookUps = 50

  func run() throws {
    let archive = try RecordArchive(ArchiveConfiguration(path: store))
    let workers = Workers(threads: threads)
    let held = try archive.sightingDays().map(\.day).max().map { Int($0) + 1 } ?? 20_000
    let filling = Stopwatch()
    for day in held..<(held + days) {
      let made = MadeDay(day: Int64(day), rows: rowsADay).columns()
      let file = SourceFile(
        source: "race", kind: .sightings, name: "sightings-\(day).csv",
        digest: (0..<4).map { StableHash.hex(StableHash.mix(UInt64(day * 4 + $0))) }.joined())
      try archive.ingest(file, bytes: 1, workers: workers) { writer in
        try writer.add(sightings: made)
        return IngestClosing(rowsRead: made.count)
      }
    }
    let all = try archive.sightingDays()
    let rows = all.reduce(0) { $0 + $1.rows }
    print("held: \(rows) rows in \(all.count) days; filled in \(filling.wall) s")
    var status = stat()
    guard stat(store, &status) == 0 else { throw ValidationError("\(store) cannot be read") }
    print("bytes a row: \(Double(status.st_size) / Double(max(1, rows)))")
    try look(archive, rows: rows)
  }

  private func look(_ archive: RecordArchive, rows: Int) throws {
    var takes: [Double] = []
    var found = 0
    var random = SeededGenerator(seed: 4)
    for _ in 0..<lookUps {
      let plate = MadeDay.plate(Int(random.next() % 1_000_000))
      let watch = Stopwatch()
      found += try archive.sightings(
        of: VehicleRegistration(packed: plate), workers: Workers(threads: threads)
      ).count
      takes.append(watch.wall * 1000)
    }
    takes.sort()
    guard !takes.isEmpty else { return }
    print(
      "RESULT {\"lookup_ms\": \(takes[takes.count / 2]), \"lookup_max_ms\": "
        + "\(takes[takes.count - 1]), \"found\": \(found), \"rows\": \(rows), "
        + "\"peak_mb\": \(Stopwatch.peakMegabytes)}")
  }
}

/// One made day of traffic, the same at every run.
struct MadeDay {
  let day: Int64
  let rows: Int

  /// Vehicle numbers to registrations of the current style, spread evenly.
  static func plate(_ vehicle: Int) -> UInt64 {
    var rest = (vehicle * 1_000_003 + 77_777) % (26 * 26 * 100 * 26 * 26 * 26)
    var word: UInt64 = 0
    for (shift, radix) in [(18, 26), (24, 26), (30, 26), (36, 10), (42, 10), (48, 26), (54, 26)] {
      let code = UInt64(rest % radix) + (radix == 26 ? 11 : 1)
      word |= code &<< UInt64(shift)
      rest /= radix
    }
    return word
  }

  func columns() -> SightingColumns {
    var random = SeededGenerator(seed: UInt64(day))
    var seen: [(time: Int64, plate: UInt64, camera: UInt32, direction: UInt8)] = []
    seen.reserveCapacity(rows + 16)
    let midnight = day * 86_400
    while seen.count < rows {
      let plate = Self.plate(Int(random.next() % 1_000_000))
      let spread = Double(random.next() % 1_000_000) / 1e6
      var camera = UInt32(2_000 * spread * spread)
      var time = midnight + Int64(random.next() % 80_000)
      for _ in 0...(random.next() % 6) where time < midnight + 86_400 && seen.count < rows {
        seen.append((time, plate, camera, UInt8(1 + 2 * (random.next() % 2))))
        time += 30 + Int64(random.next() % 600)
        camera = (camera + 1) % 2_000
      }
    }
    seen.sort { ($0.time, $0.plate) < ($1.time, $1.plate) }
    var columns = SightingColumns()
    columns.reserveCapacity(rows)
    columns.cameraKeys = (0..<2_000).map { RecordKey(source: "race", id: "C\($0)") }
    for (row, one) in seen.enumerated() {
      columns.plates.append(one.plate)
      columns.cameras.append(one.camera)
      columns.times.append(one.time)
      columns.directions.append(one.direction)
      columns.confidences.append(
        UInt8(100 - min(40, (random.next() % 64).trailingZeroBitCount * 5)))
      columns.files.append(0)
      columns.rows.append(UInt32(row + 1))
    }
    return columns
  }
}
