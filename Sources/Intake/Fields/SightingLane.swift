import Tabular
import Vocabulary

/// Reads rows of sightings straight from the text, fields and values in one pass, as long as each
/// is of the usual form; it stops before the first of another form.
///
/// It finds a field's end in the words that hold its value, so the text is looked at once and no
/// places of fields are stored: some 35 ns a row, where scanning and decoding took 170. It may be
/// of no opinion, but never of another one than the careful readers: what it accepts it has looked
/// at byte by byte, so a quote, a NUL, a lone CR or another alphabet in any field stops it.
///
/// Raw pointers stay in this file: checked spans cost such a pass 9 to 17 % on the reference
/// machine. Every load is preceded by a question whether so many bytes are left.
struct SightingLane: Sendable {
  /// Where a run stopped: before a row of another form, or at the end of the text.
  struct Stop {
    var position: Int
    var row: Int
    var line: Int
    /// Rows that were read and kept.
    var rows = 0
  }

  /// The values of a row.
  private struct Row {
    var plate: UInt64 = 0
    var camera: UInt32 = 0
    var time: Int64 = 0
    var heading: UInt8 = 0
    var share: UInt8 = 255
  }

  private let plan: LanePlan
  private let form: TextBlock.PlainForm
  private let delimiters: UInt64
  private let names = ShortNames()
  private let directions = DirectionTable()

  /// Bytes that must be left where a field begins: the longest that is looked at in one go.
  private static let reach = 32
  private static let lineFeeds: UInt64 = 0x0A0A_0A0A_0A0A_0A0A

  init(_ plan: LanePlan) {
    self.plan = plan
    form = plan.form
    delimiters = FieldWords.repeating(form.delimiter)
  }

  /// Begins a block of text, after `keys` began theirs.
  func beginBlock(_ keys: KeyTable) { names.beginBlock(generation: keys.generation) }

  /// Reads rows from `start` on into `room`.
  func run(
    _ text: UnsafeRawBufferPointer, from start: Stop, times: inout CivilTimeCache,
    keys: inout KeyTable, room: inout SightingRoom, notes: inout BlockNotes
  ) -> Stop {
    var stop = start
    stop.rows = 0
    guard let base = text.baseAddress else { return stop }
    let end = text.count
    var difference = Int.min
    while true {
      while stop.position < end, base.load(fromByteOffset: stop.position, as: UInt8.self) == 0x0A {
        stop.position &+= 1
        stop.line &+= 1
      }
      var row = Row()
      var next = plan.isUsual ? usual(base, stop.position, end, &row, &times, &keys) : 0
      if next == 0 { next = any(base, stop.position, end, &row, &times, &keys) }
      guard next > 0, next &- stop.position <= form.longestRecordBytes else { return stop }
      if stop.line &- stop.row != difference {
        difference = stop.line &- stop.row
        notes.keep(row: stop.row, line: stop.line)
      }
      room.append(
        plate: row.plate, camera: row.camera, time: row.time, direction: row.heading,
        confidence: row.share, row: UInt32(truncatingIfNeeded: stop.row))
      stop.position = next
      stop.row &+= 1
      stop.line &+= 1
      stop.rows &+= 1
    }
  }

  /// Reads a row of the contract's columns in its order, of the commonest forms only.
  ///
  /// - Returns: Where the next row begins; 0 when `any` must read the row.
  @inline(__always)
  private func usual(
    _ base: UnsafeRawPointer, _ start: Int, _ end: Int, _ row: inout Row,
    _ times: inout CivilTimeCache, _ keys: inout KeyTable
  ) -> Int {
    // 9 + 16 + 26 + 3 + 9 bytes at most, and the word that is looked at last.
    guard start &+ 80 <= end else { return 0 }
    let text = base + start
    let first = Self.word(text)
    var count = FieldWords.first(delimiters, in: first)
    if count == 8, text.load(fromByteOffset: 8, as: UInt8.self) != form.delimiter { return 0 }
    row.plate = FieldWords.plate(first, count: count)
    if row.plate == 0 { return 0 }
    // Nearly every plate has seven characters. Saying so lets the processor go on with the rest of
    // the row before it has found the comma.
    var field = _fastPath(count == 7) ? text + 8 : text + (count &+ 1)
    let low = Self.word(field)
    var high: UInt64 = 0
    count = FieldWords.first(delimiters, in: low)
    if count == 8 {
      high = Self.word(field + 8)
      count = 8 &+ FieldWords.first(delimiters, in: high)
      if count == 16 { return 0 }
    }
    guard let number = camera(field, low, high, count, &keys) else { return 0 }
    row.camera = number
    field += count &+ 1
    let (seconds, bytes) = times.readPrefix(field)
    guard bytes > 0, field.load(fromByteOffset: bytes, as: UInt8.self) == form.delimiter else {
      return 0
    }
    row.time = seconds
    field += bytes &+ 1
    let direction = Self.word(field)
    count = FieldWords.first(delimiters, in: direction)
    row.heading = directions.read(direction, count: count)
    if row.heading == DirectionTable.unknown { return 0 }
    field += count &+ 1
    let share = Self.word(field)
    count = FieldWords.first(Self.lineFeeds, in: share)
    if count == 8 { return 0 }
    field += count &+ 1
    // CRLF: the field ends before the CR. Nothing before the field is a CR, as its end is known.
    if field.load(fromByteOffset: -2, as: UInt8.self) == 0x0D { count &-= 1 }
    row.share = FieldWords.perCent(share, count: count)
    return row.share == FieldWords.noShare ? 0 : field - base
  }

  @inline(__always)
  private static func word(_ place: UnsafeRawPointer) -> UInt64 {
    UInt64(littleEndian: place.loadUnaligned(as: UInt64.self))
  }

  /// Reads a row of any columns; where the next row begins, or 0 when others must read it.
  @inline(never)
  private func any(
    _ base: UnsafeRawPointer, _ start: Int, _ end: Int, _ row: inout Row,
    _ times: inout CivilTimeCache, _ keys: inout KeyTable
  ) -> Int {
    var at = start
    row = Row()
    for column in 0..<form.columnCount {
      let isLast = column == form.columnCount &- 1
      guard take(plan.roles[column], isLast, base, &at, end, &row, &times, &keys) else { return 0 }
    }
    return at
  }

  /// Reads one field and goes behind its end; false where somebody else must read the row.
  @inline(__always)
  private func take(
    _ role: LanePlan.Role, _ isLast: Bool, _ base: UnsafeRawPointer, _ at: inout Int, _ end: Int,
    _ row: inout Row, _ times: inout CivilTimeCache, _ keys: inout KeyTable
  ) -> Bool {
    guard at &+ Self.reach <= end else { return false }
    let field = base + at
    if role == .time {
      let (seconds, count) = times.readPrefix(field)
      guard count > 0 else { return false }
      row.time = seconds
      at &+= count
      if isLast, base.load(fromByteOffset: at, as: UInt8.self) == 0x0D { at &+= 1 }
      let ending = base.load(fromByteOffset: at, as: UInt8.self)
      at &+= 1
      return ending == (isLast ? 0x0A : form.delimiter)
    }
    let ending = isLast ? Self.lineFeeds : delimiters
    let low = UInt64(littleEndian: field.loadUnaligned(as: UInt64.self))
    var high: UInt64 = 0
    var count = FieldWords.first(ending, in: low)
    if count == 8 {
      high = UInt64(littleEndian: field.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
      count = 8 &+ FieldWords.first(ending, in: high)
    }
    if count == 16 || role == .other {
      // Rare, or not read at all.
      guard let far = plainEnd(base, from: at, end: end, ending: ending, role) else {
        return false
      }
      count = far &- at
    }
    at &+= count &+ 1
    // A field of its own ends before the CR of CRLF.
    if isLast, count > 0, base.load(fromByteOffset: at &- 2, as: UInt8.self) == 0x0D {
      count &-= 1
    }
    switch role {
    case .plate:
      row.plate = FieldWords.plate(low, count: count)
      if row.plate == 0 { row.plate = spacedPlate(field, count) }
      return row.plate != 0
    case .camera:
      guard let number = camera(field, low, high, count, &keys) else { return false }
      row.camera = number
      return true
    case .direction:
      row.heading = directions.read(low, count: count)
      return row.heading != DirectionTable.unknown
    case .confidence:
      row.share = FieldWords.perCent(low, count: count)
      return row.share != FieldWords.noShare
    case .time, .other: return true
    }
  }

  /// Where a long field ends, or one that is not read; nil when it is not plain, or too long.
  @inline(never)
  private func plainEnd(
    _ base: UnsafeRawPointer, from start: Int, end: Int, ending: UInt64, _ role: LanePlan.Role
  ) -> Int? {
    let ender = UInt8(truncatingIfNeeded: ending)
    var at = start
    // Only a camera's name is read at such a length.
    let most = role == .other ? form.largestFieldBytes : role == .camera ? 64 : 16
    while at < end, at &- start <= most {
      let byte = base.load(fromByteOffset: at, as: UInt8.self)
      if byte == ender { return at }
      // The last field ends with the line, so a delimiter in it is a field too many.
      if byte == form.delimiter { return nil }
      let isEnding =
        byte == 0x0D && ender == 0x0A && at &+ 1 < end
        && base.load(fromByteOffset: at &+ 1, as: UInt8.self) == 0x0A
      guard isEnding || byte &- 0x20 < 0x5F && byte != 0x22 else { return nil }
      at &+= 1
    }
    return nil
  }

  /// The packed registration of a field with spaces or hyphens in it; 0 when it is none.
  @inline(never)
  private func spacedPlate(_ field: UnsafeRawPointer, _ count: Int) -> UInt64 {
    guard count <= 16 else { return 0 }
    let bytes = UnsafeBufferPointer(start: field.assumingMemoryBound(to: UInt8.self), count: count)
    // White space that is no blank may be the end of a line.
    guard bytes.allSatisfy({ $0 >= 0x20 }),
      case .success(let packed) = VehicleRegistration.pack(bytes)
    else { return 0 }
    return packed
  }

  /// The number of a camera in its block; nil for a name that others must read.
  @inline(__always)
  private func camera(
    _ field: UnsafeRawPointer, _ low: UInt64, _ high: UInt64, _ count: Int, _ keys: inout KeyTable
  ) -> UInt32? {
    let shortLow = low & FieldWords.mask(count)
    // The length stands in the last byte, or a name with a NUL behind it would be the same.
    let shortHigh =
      (count > 8 ? high & FieldWords.mask(count &- 8) : 0)
      | UInt64(truncatingIfNeeded: count) &<< 56
    if count <= 15, let number = names.number(shortLow, shortHigh, &keys) { return number }
    return newCamera(field, shortLow, shortHigh, count, &keys)
  }

  @inline(never)
  private func newCamera(
    _ field: UnsafeRawPointer, _ low: UInt64, _ high: UInt64, _ count: Int, _ keys: inout KeyTable
  ) -> UInt32? {
    let bytes = UnsafeBufferPointer(start: field.assumingMemoryBound(to: UInt8.self), count: count)
    // From ! to ~, so without white space that would be trimmed; no quote; no delimiter, which in
    // the last field of a line is a field too many.
    guard count > 0,
      bytes.allSatisfy({ $0 &- 0x21 < 0x5E && $0 != 0x22 && $0 != form.delimiter }),
      let key = keys.key(of: bytes)
    else { return nil }
    let number = keys.number(key)
    if count <= 15 { names.enter(low, high, key: key, number: number) }
    return number
  }
}
