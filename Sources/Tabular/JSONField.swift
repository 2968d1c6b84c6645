/// What makes a line no flat JSON object.
struct JSONFault: Error {
  let defect: RowDefect

  init(_ defect: RowDefect) { self.defect = defect }

  /// - Parameter offset: In bytes of the row.
  init(_ reason: String, at offset: Int, mend: String) {
    defect = RowDefect(
      code: "TABULAR-JSON", reason: "\(reason), at byte \(offset) of the row", mend: mend)
  }

  static func syntax(_ reason: String, at offset: Int) -> JSONFault {
    JSONFault(reason, at: offset, mend: "write one JSON object (RFC 8259) on each line")
  }
}

/// A reader of the tokens of one line (RFC 8259), into places in the chunk or in a side buffer.
///
/// It does not recurse: an object holds scalars and arrays of scalars, so depth 2 is the limit,
/// and a line of a hundred thousand brackets ends at the third.
struct JSONField {
  /// A place in the chunk's bytes; from `end` on, in the side buffer.
  typealias Place = Range<Int>

  let base: UnsafeRawPointer
  /// Bytes of the chunk: where the side buffer's places begin.
  let end: Int
  let rowStart: Int
  let rowEnd: Int
  var position: Int

  init(base: UnsafeRawPointer, end: Int, row: Range<Int>) {
    self.base = base
    self.end = end
    rowStart = row.lowerBound
    rowEnd = row.upperBound
    position = row.lowerBound
  }

  /// Bytes into the row.
  var offset: Int { position - rowStart }

  /// The byte at the position; 0, which is no token, at the end of the row.
  @inline(__always)
  var byte: UInt8 {
    position < rowEnd ? base.load(fromByteOffset: position, as: UInt8.self) : 0
  }

  @inline(__always)
  mutating func skipSpace() {
    while byte == 0x20 || byte == 0x09 || byte == Dialect.carriageReturn { position &+= 1 }
  }

  /// Steps over `wanted` if it is next.
  @inline(__always)
  mutating func take(_ wanted: UInt8) -> Bool {
    guard byte == wanted else { return false }
    position &+= 1
    return true
  }

  /// A string's content; escapes are resolved into `side`.
  mutating func string(_ side: inout [UInt8]) throws(JSONFault) -> Place {
    position &+= 1
    let start = position
    var sideStart: Int?
    var copied = position
    while true {
      skipPlain()
      switch byte {
      case UInt8(ascii: "\"") where position < rowEnd:
        let stop = position
        position &+= 1
        guard let sideStart else { return start..<stop }
        append(copied..<stop, &side)
        return (end + sideStart)..<(end + side.count)
      case UInt8(ascii: "\\"):
        if sideStart == nil { sideStart = side.count }
        append(copied..<position, &side)
        try escape(&side)
        copied = position
      default:
        throw position < rowEnd
          ? .syntax("a control character stands in a string", at: offset)
          : .syntax("a string is not closed", at: offset)
      }
    }
  }

  /// To the next quote, backslash or control character, eight bytes at a time.
  @inline(__always)
  private mutating func skipPlain() {
    let quotes = ByteWord.repeating(UInt8(ascii: "\""))
    let slashes = ByteWord.repeating(UInt8(ascii: "\\"))
    let upper = ByteWord.repeating(0xE0)
    while position < rowEnd {
      let word = ByteWord.load(base, at: position, end: rowEnd)
      let marks =
        ByteWord.matches(word, quotes) | ByteWord.matches(word, slashes)
        | ByteWord.matches(word & upper, 0)
      if marks != 0 {
        position = min(rowEnd, position &+ marks.trailingZeroBitCount &>> 3)
        return
      }
      position &+= 8
    }
    position = rowEnd
  }

  private func append(_ range: Range<Int>, _ side: inout [UInt8]) {
    side.append(
      contentsOf: UnsafeRawBufferPointer(start: base + range.lowerBound, count: range.count))
  }

  private mutating func escape(_ side: inout [UInt8]) throws(JSONFault) {
    let begin = offset
    position &+= 1
    let letter = byte
    position &+= 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): side.append(letter)
    case UInt8(ascii: "b"): side.append(0x08)
    case UInt8(ascii: "f"): side.append(0x0C)
    case UInt8(ascii: "n"): side.append(0x0A)
    case UInt8(ascii: "r"): side.append(0x0D)
    case UInt8(ascii: "t"): side.append(0x09)
    case UInt8(ascii: "u"): try unicode(begin, &side)
    default: throw .syntax("a backslash is followed by no known letter", at: begin)
    }
  }

  private mutating func unicode(_ begin: Int, _ side: inout [UInt8]) throws(JSONFault) {
    var number = try fourDigits()
    if (0xD800..<0xDC00).contains(number), byte == UInt8(ascii: "\\") {
      position &+= 1
      guard take(UInt8(ascii: "u")) else { throw lone(begin) }
      let second = try fourDigits()
      guard (0xDC00..<0xE000).contains(second) else { throw lone(begin) }
      number = 0x10000 + (number - 0xD800) << 10 + (second - 0xDC00)
    }
    if number == 0 {
      throw JSONFault(.nul(begin))
    }
    guard let scalar = Unicode.Scalar(number) else { throw lone(begin) }
    side.append(contentsOf: Array(String(scalar).utf8))
  }

  private func lone(_ begin: Int) -> JSONFault {
    JSONFault(
      "half of a surrogate pair stands alone", at: begin,
      mend: "write the character itself, or both halves")
  }

  private mutating func fourDigits() throws(JSONFault) -> UInt32 {
    var number: UInt32 = 0
    for _ in 0..<4 {
      let digit = byte
      switch digit {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): number = number << 4 | UInt32(digit & 15)
      case UInt8(ascii: "a")...UInt8(ascii: "f"), UInt8(ascii: "A")...UInt8(ascii: "F"):
        number = number << 4 | UInt32(digit & 15) + 9
      default: throw .syntax("\\u is not followed by four hexadecimal digits", at: offset)
      }
      position &+= 1
    }
    return number
  }

  /// The text of a number, or of `true` and `false`; nothing for `null`.
  mutating func bareScalar() throws(JSONFault) -> Place {
    let start = position
    switch byte {
    case UInt8(ascii: "t"): try word("true")
    case UInt8(ascii: "f"): try word("false")
    case UInt8(ascii: "n"):
      try word("null")
      return start..<start
    default: try number()
    }
    return start..<position
  }

  private mutating func word(_ wanted: StaticString) throws(JSONFault) {
    for place in 0..<wanted.utf8CodeUnitCount {
      guard take(wanted.utf8Start[place]) else { throw noValue() }
    }
  }

  private mutating func number() throws(JSONFault) {
    _ = take(UInt8(ascii: "-"))
    if !take(UInt8(ascii: "0")) { try digits() }
    if take(UInt8(ascii: ".")) { try digits() }
    if byte | 0x20 == UInt8(ascii: "e") {
      position &+= 1
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
  }

  private mutating func digits() throws(JSONFault) {
    let start = position
    while byte >= UInt8(ascii: "0"), byte <= UInt8(ascii: "9") { position &+= 1 }
    if position == start { throw noValue() }
  }

  private func noValue() -> JSONFault {
    .syntax("there is no JSON string, number, true, false or null", at: offset)
  }
}
