import GRDB
import Primitives
import Testing
import Vocabulary

@testable import Archive

/// Goal: days, vehicles and cameras are found from what is told beside the chunks, and a day's
/// digest stands for its content alone.
/// Method: many small files in shuffled order against a filter of everything; late files; chunks of
/// the earlier form put in by hand.
@Suite struct SightingDayTests {
  private func archive(
    _ folder: ArchiveFolder, _ name: String = "a.sqlite", gathered: Int = 4_000_000
  ) throws -> RecordArchive {
    var configuration = ArchiveConfiguration(path: folder.file(name))
    configuration.gatheredRowsMax = gathered
    return try RecordArchive(configuration)
  }

  private func ingest(
    _ archive: RecordArchive, _ file: SourceFile, _ columns: SightingColumns, threads: Int = 1
  ) throws {
    try archive.ingest(file, bytes: 1, workers: Workers(threads: threads)) { writer in
      try writer.add(sightings: columns)
      return IngestClosing(rowsRead: columns.count)
    }
  }

  private func made(_ seed: UInt64) -> [(SourceFile, SightingColumns)] {
    var random = SeededGenerator(seed: seed)
    return (1...6).map { number in
      (
        Made.file(number, .sightings),
        Made.sightings(rows: 1..<(100 + number), days: 5, using: &random)
      )
    }
  }

  private func words(_ columns: SightingColumns) -> [[UInt64]] {
    [
      columns.plates, columns.times.map { UInt64(bitPattern: $0) },
      columns.cameras.map(UInt64.init), columns.directions.map(UInt64.init),
      columns.confidences.map(UInt64.init), columns.files.map(UInt64.init),
      columns.rows.map(UInt64.init),
    ]
  }

  private func filtered(
    _ columns: SightingColumns, _ keeps: (Int) -> Bool
  ) -> [[UInt64]] {
    let kept = (0..<columns.count).filter(keeps)
    return words(columns).map { column in kept.map { column[$0] } }
  }

  @Test func daysAreTheSameInAnyOrderOfArrival() throws {
    let files = made(71)
    var first: [SightingDay]?
    var random = SeededGenerator(seed: 72)
    for (order, gathered) in [4_000_000, 50, 1, 120, 4_000_000].enumerated() {
      let folder = ArchiveFolder()
      let archive = try archive(folder, gathered: gathered)
      for (number, (file, columns)) in files.shuffled(using: &random).enumerated() {
        try ingest(archive, file, columns, threads: 1 + order % 3)
        if order > 2, number % 2 == 0 { try archive.compactDays(workers: Workers(threads: 2)) }
      }
      let days = try archive.sightingDays()
      #expect(first == nil || first == days, "order \(order)")
      first = days
      #expect(days.map(\.day) == [-1, 0, 1, 2, 3] && days.reduce(0) { $0 + $1.rows } == 615)
      #expect(Set(days.map(\.digest)).count == 5 && days.allSatisfy { $0.digest.count == 32 })
      try archive.compactDays()
      #expect(try archive.sightingDays() == days)
      #expect(try archive.verify().findings == [])
    }
  }

  @Test func daysHoldWhatTheySay() throws {
    let folder = ArchiveFolder()
    let archive = try archive(folder)
    for (file, columns) in made(73) { try ingest(archive, file, columns) }
    let all = try archive.sightings()
    var seen: [Int64] = []
    try archive.forEachSightingDay(where: { $0.day != 1 }) { day, columns in
      seen.append(day.day)
      #expect(
        words(columns) == filtered(all) { all.times[$0].floorDivided(by: 86_400) == day.day })
      #expect(columns.count == day.rows && columns.cameraKeys == all.cameraKeys)
      #expect(columns.times.min() == day.first.seconds && columns.times.max() == day.last.seconds)
      #expect(columns.times.allSatisfy { day.period.contains(Instant(seconds: $0)) })
    }
    #expect(seen == [-1, 0, 2, 3])
    let period = Period(from: Instant(seconds: 5), to: Instant(seconds: 86_401))
    #expect(try archive.sightingDays(in: period).map(\.day) == [0, 1])
    let traffic = try archive.trafficDays(of: .sightings)
    let days = try archive.sightingDays()
    #expect(traffic.map(\.rows) == days.map(\.rows) && traffic.map(\.last) == days.map(\.last))
    #expect(try archive.trafficDays(of: .calls) == [])
    #expect(try archive.trafficDays(of: .persons) == [])
  }

  @Test func aLateFileChangesItsOwnDaysAlone() throws {
    let folder = ArchiveFolder()
    let archive = try archive(folder)
    for (file, columns) in made(74) { try ingest(archive, file, columns) }
    try archive.compactDays()
    let before = try archive.sightingDays()
    func chunks(not day: Int64) throws -> [Int64] {
      try archive.read {
        try Int64.fetchAll($0, sql: "SELECT chunk_no FROM sighting_chunk WHERE day <> \(day)")
      }
    }
    let others = try chunks(not: 2)
    var late = SightingColumns()
    late.cameraKeys = [RecordKey(source: "cheshire", id: "A1")]
    late.plates = [MadePlates.word("AB12CDE")]
    late.cameras = [0]
    late.times = [2 * 86_400 + 7]
    (late.directions, late.confidences, late.files, late.rows) = ([1], [99], [0], [1])
    try ingest(archive, Made.file(9, .sightings), late)
    #expect(try archive.compactDays() == 1)
    #expect(try chunks(not: 2) == others)
    let after = try archive.sightingDays()
    for (old, new) in zip(before, after) {
      #expect((old.digest == new.digest) == (old.day != 2))
      #expect(new.rows == old.rows + (old.day == 2 ? 1 : 0))
    }
  }

  @Test func vehiclesAndCamerasAreFoundAsAFilterFindsThem() throws {
    let folder = ArchiveFolder()
    let archive = try archive(folder)
    for (number, (file, columns)) in made(75).enumerated() {
      try ingest(archive, file, columns)
      if number == 3 { try archive.compactDays() }
    }
    let all = try archive.sightings()
    let period = Period(from: Instant(seconds: 20_000), to: Instant(seconds: 200_000))
    for plates in [[3], [3, 3, 8, 11], [99], [], Array(1...20)] as [[UInt64]] {
      let vehicles = plates.map { VehicleRegistration(packed: $0 &<< 18) }
      let wanted = Set(vehicles.map(\.packed))
      #expect(
        words(try archive.sightings(of: vehicles))
          == filtered(all) { wanted.contains(all.plates[$0]) })
      #expect(
        words(try archive.sightings(of: vehicles, in: period, workers: Workers(threads: 2)))
          == filtered(all) {
            wanted.contains(all.plates[$0])
              && period.contains(Instant(seconds: all.times[$0]))
          })
    }
    for keys in [[0], [1, 3], Array(all.cameraKeys.indices)] {
      let cameras = keys.map { all.cameraKeys[$0] } + [RecordKey(source: "kent", id: "none")]
      #expect(
        words(try archive.sightings(by: cameras, in: period))
          == filtered(all) {
            keys.contains(Int(all.cameras[$0]))
              && period.contains(Instant(seconds: all.times[$0]))
          })
    }
  }

  @Test func chunksOfTheEarlierFormAreReadAndBroughtUpToDate() throws {
    let folder = ArchiveFolder()
    let (now, before) = (try archive(folder, "a.sqlite"), try archive(folder, "b.sqlite"))
    for (file, columns) in made(76) {
      try ingest(now, file, columns)
      try ingest(before, file, columns)
    }
    try before.write { database in
      for chunk in try ChunkStore<SightingEntry>(database).chunks() {
        let rows = try chunk.entries()
        let body = ColumnChunk.encode([
          rows.map(\.plate), rows.map { UInt64(bitPattern: $0.time) },
          rows.map { UInt64($0.place) }, rows.map { UInt64($0.direction) },
          rows.map { UInt64($0.confidence) }, rows.map { UInt64($0.file) },
          rows.map { UInt64($0.row) },
        ])
        let statement = try RawStatement(
          database,
          """
          UPDATE sighting_chunk
          SET body = ?, cameras = NULL, content_low = NULL, content_high = NULL WHERE chunk_no = ?
          """)
        try statement.bind(body)
        try statement.bind(chunk.zone.number)
        try statement.run()
      }
    }
    let all = try now.sightings()
    let vehicle = VehicleRegistration(packed: 7 &<< 18)
    for round in 0...1 {
      #expect(words(try before.sightings()) == words(all))
      #expect(try before.sightingDays() == now.sightingDays())
      #expect(words(try before.sightings(of: vehicle)) == words(try now.sightings(of: vehicle)))
      let cameras = Array(all.cameraKeys.prefix(2))
      #expect(
        words(try before.sightings(by: cameras)) == words(try now.sightings(by: cameras)))
      #expect(try before.verify().findings == [])
      #expect(try before.compactDays() == (round == 0 ? 5 : 0))
    }
    let told = try before.read {
      try Int.fetchOne($0, sql: "SELECT count(content_low) = count(*) FROM sighting_chunk")
    }
    #expect(told == 1)
  }
}
