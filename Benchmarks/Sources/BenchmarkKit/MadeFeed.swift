import Primitives

/// The text of one file, made from a seed, with what must come out of it.
public struct MadeFeed: Sendable {
  /// The file.
  public var bytes: [UInt8]
  /// Data rows, those that cannot be read included.
  public var rows: Int
  /// Rows that cannot be read.
  public var badRows: Int
  /// The sum of the times of the rows that can be read, seconds since the epoch.
  public var timeSum: Int64

  /// A file and what it holds.
  public init(bytes: [UInt8], rows: Int, badRows: Int, timeSum: Int64) {
    self.bytes = bytes
    self.rows = rows
    self.badRows = badRows
    self.timeSum = timeSum
  }
}

extension MadeFeed {
  /// Sightings as CSV: 60,000 vehicles, 400 cameras, 28 days from 2026-03-01, before the clocks
  /// change. One row in `badEvery` has a registration that is none.
  public static func sightings(rows: Int, seed: UInt64, badEvery: Int = .max) -> MadeFeed {
    var random = SeededGenerator(seed: seed)
    var writer = FeedWriter(capacity: rows * 50)
    writer.add("vrm,camera_id,seen_at,direction,confidence\n")
    var feed = MadeFeed(bytes: [], rows: rows, badRows: 0, timeSum: 0)
    for row in 1...rows {
      let time = FeedWriter.start + Int64(random.below(28 * 86_400))
      if row % badEvery == 0 {
        feed.badRows += 1
        writer.add("??,")
      } else {
        feed.timeSum += time
        writer.add(plate: random.below(60_000))
        writer.add(",")
      }
      writer.add("M6-J")
      writer.add(whole: random.below(400))
      writer.add(",")
      writer.add(time: time)
      writer.add(random.chance(0.5) ? ",N,0." : ",S,0.")
      writer.add(two: random.below(100))
      writer.add("\n")
    }
    feed.bytes = writer.bytes
    return feed
  }

  /// Calls as NDJSON: 20,000 numbers, 300 cells, the same 28 days. One row in `badEvery` has a
  /// time that is none.
  public static func calls(rows: Int, seed: UInt64, badEvery: Int = .max) -> MadeFeed {
    var random = SeededGenerator(seed: seed)
    var writer = FeedWriter(capacity: rows * 140)
    var feed = MadeFeed(bytes: [], rows: rows, badRows: 0, timeSum: 0)
    for row in 1...rows {
      let time = FeedWriter.start + Int64(random.below(28 * 86_400))
      writer.add("{\"a_number\":\"+4477009")
      writer.add(whole: 10_000 + random.below(20_000))
      writer.add("\",\"b_number\":\"+4477009")
      writer.add(whole: 10_000 + random.below(20_000))
      writer.add("\",\"started_at\":\"")
      if row % badEvery == 0 {
        feed.badRows += 1
        writer.add("yesterday")
      } else {
        feed.timeSum += time
        writer.add(time: time)
      }
      writer.add("\",\"duration_s\":")
      writer.add(whole: random.below(600))
      writer.add(",\"kind\":\"voice\",\"cell_id\":\"c")
      writer.add(whole: random.below(300))
      writer.add("\"}\n")
    }
    feed.bytes = writer.bytes
    return feed
  }

  /// Intelligence texts as CSV: every row has a quoted text with a comma, a doubled quote and a line
  /// end, about 230 bytes. `timeSum` is the sum of the column `number`.
  public static func texts(rows: Int, seed: UInt64) -> MadeFeed {
    var random = SeededGenerator(seed: seed)
    var writer = FeedWriter(capacity: rows * 260)
    writer.add("event_id,number,text\n")
    var feed = MadeFeed(bytes: [], rows: rows, badRows: 0, timeSum: 0)
    for row in 1...rows {
      let number = random.below(1_000_000)
      feed.timeSum += Int64(number)
      writer.add("E")
      writer.add(whole: row)
      writer.add(",")
      writer.add(whole: number)
      writer.add(",\"Seen near the \"\"arches\"\", again.\n")
      for _ in 0..<(8 + random.below(8)) { writer.add("words of a report, ") }
      writer.add("end\"\n")
    }
    feed.bytes = writer.bytes
    return feed
  }
}
