/// Reads flat JSON objects, one a line, into the columns asked for.
///
/// A string is its text, a number and `true` or `false` their own text, `null` and a missing key
/// an empty field, an array of scalars its elements joined with `;`. An object inside an object,
/// an array inside an array, a repeated key, and an element that itself holds `;` make the row a
/// defect: none of them has one meaning in a table.
struct NDJSONScanner: Sendable {
  let wanted: [[UInt8]]
  let encoding: TextEncoding
  let limits: ReadingLimits

  init(header: Header, encoding: TextEncoding, limits: ReadingLimits) {
    wanted = header.names.map { Array($0.utf8) }
    self.encoding = encoding
    self.limits = limits
  }

  /// The rows of a chunk, good and bad.
  func scan(_ chunk: Chunk) -> RowBlock {
    if case .cut(let byteCount, let lineCount) = chunk.ending {
      let row = chunk.longRow(byteCount: byteCount, lineCount: lineCount, limits: limits)
      return RowBlock(
        chunk: chunk, columnCount: wanted.count, bytes: [], spans: [], bounds: [], badRows: [row])
    }
    var run = NDJSONRun(chunk: chunk, scanner: self)
    chunk.bytes.withUnsafeBytes { raw in
      if let base = raw.baseAddress { run.scan(base, end: raw.count) }
    }
    return RowBlock(
      chunk: chunk, columnCount: wanted.count,
      bytes: run.side.isEmpty ? chunk.bytes : chunk.bytes + run.side, spans: run.spans,
      bounds: run.bounds, badRows: run.badRows, otherNames: run.otherNames)
  }
}

/// One pass over one chunk.
private struct NDJSONRun: ~Copyable {
  private let chunk: Chunk
  private let scanner: NDJSONScanner
  private let columnCount: Int
  private var names: JSONNames
  private var rows = 0
  private var line = 0
  /// The fields of the row being read, two bounds each.
  private var fields: [UInt32]
  private(set) var side: [UInt8] = []
  private(set) var spans: [RowBlock.Span] = []
  private(set) var bounds: [UInt32] = []
  private(set) var badRows: [BadRow] = []

  init(chunk: Chunk, scanner: NDJSONScanner) {
    self.chunk = chunk
    self.scanner = scanner
    columnCount = scanner.wanted.count
    names = JSONNames(wanted: scanner.wanted)
    fields = [UInt32](repeating: 0, count: columnCount * 2)
    spans.reserveCapacity(chunk.records)
    bounds.reserveCapacity(chunk.records * columnCount * 2)
  }

  var otherNames: [String] {
    (columnCount..<names.count).prefix(scanner.limits.mostFields).map { names.name($0) }
  }

  mutating func scan(_ base: UnsafeRawPointer, end: Int) {
    let hasFaults =
      ByteScan.first(0, base, from: chunk.start, to: end) != nil
      || UTF8Check.firstFault(base, from: chunk.start, to: end) != nil
    var start = chunk.start
    while start < end {
      let stop = ByteScan.first(Dialect.lineFeed, base, from: start, to: end) ?? end
      let row = start..<Chunk.contentEnd(base, from: start, to: stop)
      if !row.isEmpty { read(row, base, end: end, hasFaults: hasFaults) }
      line += 1
      start = stop + 1
    }
  }

  private mutating func read(
    _ row: Range<Int>, _ base: UnsafeRawPointer, end: Int, hasFaults: Bool
  ) {
    let sideBefore = side.count
    do throws(JSONFault) {
      try check(row, base, hasFaults: hasFaults)
      for place in fields.indices { fields[place] = 0 }
      try object(JSONField(base: base, end: end, row: row))
      bounds.append(contentsOf: fields)
      spans.append(
        RowBlock.Span(
          row: UInt32(rows), line: UInt32(line), start: UInt32(row.lowerBound),
          end: UInt32(row.upperBound)))
    } catch {
      side.removeLast(side.count - sideBefore)
      badRows.append(
        chunk.badRow(
          error.defect, row: rows, line: line, bytes: row, lineCount: 1, base: base,
          limits: scanner.limits))
    }
    rows += 1
  }

  private func check(
    _ row: Range<Int>, _ base: UnsafeRawPointer, hasFaults: Bool
  ) throws(JSONFault) {
    if row.count > scanner.limits.longestRecordBytes {
      throw JSONFault(.tooLong(row.count, scanner.limits))
    }
    guard hasFaults else { return }
    if let at = ByteScan.first(0, base, from: row.lowerBound, to: row.upperBound) {
      throw JSONFault(.nul(at - row.lowerBound))
    }
    if let at = UTF8Check.firstFault(base, from: row.lowerBound, to: row.upperBound) {
      throw JSONFault(.encoding(scanner.encoding, at))
    }
  }

  private mutating func object(_ whole: JSONField) throws(JSONFault) {
    var json = whole
    json.skipSpace()
    guard json.take(UInt8(ascii: "{")) else {
      throw .syntax("the line does not begin with an object", at: json.offset)
    }
    json.skipSpace()
    var count = 0
    if !json.take(UInt8(ascii: "}")) {
      repeat {
        json.skipSpace()
        try member(&json, place: count)
        count += 1
        if count > scanner.limits.mostFields { throw JSONFault(tooMany) }
        json.skipSpace()
      } while json.take(UInt8(ascii: ","))
      guard json.take(UInt8(ascii: "}")) else {
        throw .syntax("the object is not closed, or a comma is missing", at: json.offset)
      }
    }
    json.skipSpace()
    guard json.position == json.rowEnd else {
      throw .syntax("something follows the object", at: json.offset)
    }
  }

  private var tooMany: RowDefect {
    RowDefect(
      code: "TABULAR-FIELD-COUNT",
      reason: "the object has more than \(scanner.limits.mostFields) keys",
      mend: "leave out what is not asked for, or raise most_columns under limits: in feed.yaml")
  }

  private mutating func member(_ json: inout JSONField, place: Int) throws(JSONFault) {
    let begin = json.offset
    guard json.byte == UInt8(ascii: "\"") else {
      throw .syntax("a key in quotes is missing", at: begin)
    }
    let sideBefore = side.count
    let key = try json.string(&side)
    let met = meet(key, json, place: place)
    // A key is compared only; what it took of the side buffer is given back.
    side.removeLast(side.count - sideBefore)
    if met.isRepeated {
      throw JSONFault("a key stands twice", at: begin, mend: "write every key once")
    }
    json.skipSpace()
    guard json.take(UInt8(ascii: ":")) else {
      throw .syntax("a colon is missing after a key", at: json.offset)
    }
    json.skipSpace()
    let value = try value(&json)
    if value.count > scanner.limits.largestFieldBytes {
      throw JSONFault(.fieldTooLong(place + 1, scanner.limits))
    }
    if met.position < columnCount {
      fields[met.position * 2] = UInt32(value.lowerBound)
      fields[met.position * 2 + 1] = UInt32(value.upperBound)
    } else {
      side.removeLast(side.count - sideBefore)
    }
  }

  private mutating func meet(
    _ key: JSONField.Place, _ json: JSONField, place: Int
  ) -> (position: Int, isRepeated: Bool) {
    if key.lowerBound < json.end {
      let bytes = UnsafeRawBufferPointer(start: json.base + key.lowerBound, count: key.count)
      return names.meet(bytes, place: place, row: rows)
    }
    let unescaped = Array(side[(key.lowerBound - json.end)..<(key.upperBound - json.end)])
    return unescaped.withUnsafeBytes { names.meet($0, place: place, row: rows) }
  }

  private mutating func value(_ json: inout JSONField) throws(JSONFault) -> JSONField.Place {
    switch json.byte {
    case UInt8(ascii: "\""): return try json.string(&side)
    case UInt8(ascii: "["): return try array(&json)
    case UInt8(ascii: "{"): throw nested(json)
    default: return try json.bareScalar()
    }
  }

  private func nested(_ json: JSONField) -> JSONFault {
    JSONFault(
      "a value is itself an object, or an array in an array", at: json.offset,
      mend: "write its parts as keys of their own")
  }

  /// An array's elements, joined in the side buffer.
  private mutating func array(_ json: inout JSONField) throws(JSONFault) -> JSONField.Place {
    json.position += 1
    var joined: [UInt8] = []
    json.skipSpace()
    if json.take(UInt8(ascii: "]")) { return json.position..<json.position }
    var isFirst = true
    repeat {
      if !isFirst { joined.append(UInt8(ascii: ";")) }
      isFirst = false
      json.skipSpace()
      try element(&json, &joined)
      json.skipSpace()
    } while json.take(UInt8(ascii: ","))
    guard json.take(UInt8(ascii: "]")) else {
      throw .syntax("the array is not closed, or a comma is missing", at: json.offset)
    }
    let start = json.end + side.count
    side += joined
    return start..<(start + joined.count)
  }

  private mutating func element(
    _ json: inout JSONField, _ joined: inout [UInt8]
  ) throws(JSONFault) {
    let begin = json.offset
    if json.byte == UInt8(ascii: "[") { throw nested(json) }
    let sideBefore = side.count
    let place = try value(&json)
    let before = joined.count
    if place.lowerBound < json.end {
      joined.append(
        contentsOf: UnsafeRawBufferPointer(start: json.base + place.lowerBound, count: place.count))
    } else {
      joined += side[(place.lowerBound - json.end)..<(place.upperBound - json.end)]
    }
    side.removeLast(side.count - sideBefore)
    if joined[before...].contains(UInt8(ascii: ";")) {
      throw JSONFault(
        "an element of an array holds a semicolon, which separates elements", at: begin,
        mend: "take the semicolon out of the element")
    }
  }
}
