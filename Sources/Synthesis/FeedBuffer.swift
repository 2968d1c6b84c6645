import Primitives

/// How one source writes its feeds. All of it is allowed by the contract; every source has habits.
struct Dialect: Sendable {
  enum Clock: Sendable { case utc, offset, local }

  /// `AB12 CDE` instead of `AB12CDE`.
  var hasSpacedPlates = false
  var clock = Clock.utc
  var endsLinesWithReturn = false
  var beginsWithMark = false
  /// Whether sightings, calls and events come as NDJSON.
  var writesObjects = false
  /// What stands before the last ten digits of a UK mobile number.
  var numberPrefix = "+44"

  static let all: [Dialect] = [
    Dialect(),
    Dialect(numberPrefix: "0"),
    Dialect(hasSpacedPlates: true, clock: .offset),
    Dialect(endsLinesWithReturn: true, numberPrefix: "44"),
    Dialect(writesObjects: true),
    Dialect(clock: .local, beginsWithMark: true, numberPrefix: "0044"),
  ]
}

/// Bytes of one file in the making, with the few writers that are called millions of times.
struct FeedBuffer: Sendable {
  private(set) var bytes: [UInt8] = []
  private let dialect: Dialect
  private var knownDay = Int64.min
  private var dayBytes: [UInt8] = []
  private var knownHour = Int64.min
  private var offset: Int64 = 0

  init(_ dialect: Dialect, capacity: Int = 0) {
    self.dialect = dialect
    bytes.reserveCapacity(capacity)
  }

  @inline(__always) mutating func add(_ byte: UInt8) { bytes.append(byte) }
  mutating func add(_ text: String) { bytes.append(contentsOf: text.utf8) }
  @inline(__always) mutating func add(_ text: StaticString) {
    bytes.append(
      contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  mutating func begin() {
    if dialect.beginsWithMark { bytes.append(contentsOf: [0xEF, 0xBB, 0xBF]) }
  }

  @inline(__always) mutating func endLine() {
    if dialect.endsLinesWithReturn { bytes.append(0x0D) }
    bytes.append(0x0A)
  }

  /// Characters packed as by `PlateMaker`.
  @inline(__always) mutating func add(plate: UInt64) {
    var word = plate
    var count = 0
    while word != 0 {
      if count == 4 && dialect.hasSpacedPlates { bytes.append(0x20) }
      bytes.append(UInt8(truncatingIfNeeded: word))
      word &>>= 8
      count &+= 1
    }
  }

  /// A time as the source writes it.
  mutating func add(time: Int64) {
    var local = time
    if dialect.clock != .utc {
      let hour = time.floorDivided(by: 3600)
      if hour != knownHour {
        knownHour = hour
        offset = LondonTime.offsetSeconds(at: Instant(seconds: time))
      }
      local += offset
    }
    let day = local.floorDivided(by: 86_400)
    if day != knownDay {
      knownDay = day
      dayBytes = Array(CivilDate(daysSinceEpoch: Int(day)).iso8601.utf8)
    }
    bytes.append(contentsOf: dayBytes)
    bytes.append(0x54)
    let second = Int(local - day * 86_400)
    addTwo(second / 3600)
    bytes.append(0x3A)
    addTwo(second / 60 % 60)
    bytes.append(0x3A)
    addTwo(second % 60)
    switch dialect.clock {
    case .utc: bytes.append(0x5A)
    case .offset: add(offset == 0 ? "+00:00" as StaticString : "+01:00")
    case .local: break
    }
  }

  @inline(__always) mutating func addTwo(_ value: Int) {
    bytes.append(UInt8(48 &+ value / 10))
    bytes.append(UInt8(48 &+ value % 10))
  }

  /// A whole number, not negative.
  mutating func add(whole: UInt64) {
    guard whole > 9 else { return bytes.append(UInt8(48 + whole)) }
    add(whole: whole / 10)
    bytes.append(UInt8(48 + whole % 10))
  }

  /// `0.97` from 97.
  @inline(__always) mutating func add(hundredths: UInt8) {
    if hundredths >= 100 { return bytes.append(0x31) }
    bytes.append(0x30)
    bytes.append(0x2E)
    addTwo(Int(hundredths))
  }

  /// A number of which the country code is 44.
  mutating func add(number: UInt64) {
    add(dialect.numberPrefix)
    add(whole: number % 10_000_000_000)
  }
}

/// Rows of texts under a header, as CSV or as NDJSON.
struct Table: Sendable {
  let header: [String]
  private(set) var rows: [[String]] = []
  /// Rows planted so that they cannot be read.
  var badRows = 0

  init(_ header: [String]) { self.header = header }

  mutating func add(_ row: [String]) {
    precondition(row.count == header.count, "a row has one cell for each column")
    rows.append(row)
  }

  mutating func sort() { rows.sort { $0.lexicographicallyPrecedes($1) } }

  func csv(_ dialect: Dialect) -> [UInt8] {
    var buffer = FeedBuffer(dialect, capacity: rows.count * 80)
    buffer.begin()
    for row in [header] + rows {
      for (index, cell) in row.enumerated() {
        if index > 0 { buffer.add(0x2C) }
        let needsQuotes = cell.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A }
        if needsQuotes {
          buffer.add(0x22)
          for byte in cell.utf8 {
            if byte == 0x22 { buffer.add(0x22) }
            buffer.add(byte)
          }
          buffer.add(0x22)
        } else {
          buffer.add(cell)
        }
      }
      buffer.endLine()
    }
    return buffer.bytes
  }

  /// One object a line; empty cells are left out. Texts of a world hold nothing that JSON escapes.
  func objects(_ dialect: Dialect) -> [UInt8] {
    var buffer = FeedBuffer(dialect, capacity: rows.count * 160)
    for row in rows {
      buffer.add(0x7B)
      var isFirst = true
      for (name, cell) in zip(header, row) where !cell.isEmpty {
        if !isFirst { buffer.add(0x2C) }
        isFirst = false
        buffer.add("\"\(name)\":\"\(cell)\"")
      }
      buffer.add(0x7D)
      buffer.endLine()
    }
    return buffer.bytes
  }
}
