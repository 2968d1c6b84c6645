import Vocabulary

/// Writes numbers in as few bytes as they need: seven bits a byte from the lowest, the top bit for
/// "more".
struct SummaryWriter {
  private(set) var bytes: [UInt8] = []

  mutating func add(_ value: UInt64) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest &>>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  mutating func add(_ value: Int) { add(UInt64(value)) }

  /// Signed numbers near nothing stay small.
  mutating func add(signed value: Int64) {
    add(UInt64(bitPattern: value &<< 1 ^ value &>> 63))
  }

  mutating func add(_ text: String) {
    add(text.utf8.count)
    bytes += Array(text.utf8)
  }

  mutating func add(_ key: RecordKey) {
    add(key.source)
    add(key.id)
  }

  mutating func add(_ part: [UInt8]) {
    add(part.count)
    bytes += part
  }

  /// Ascending numbers, by the gaps between them.
  mutating func add(ascending values: some Collection<UInt64>) {
    add(values.count)
    var last: UInt64 = 0
    for value in values {
      add(value &- last)
      last = value
    }
  }
}

/// Reads what `SummaryWriter` wrote; every reading is nil when the bytes are something else.
struct SummaryReader {
  private let bytes: [UInt8]
  private var at = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  var isAtEnd: Bool { at == bytes.count }

  mutating func number() -> UInt64? {
    var value: UInt64 = 0
    var shift: UInt64 = 0
    while at < bytes.count, shift < 64 {
      let byte = bytes[at]
      at += 1
      value |= UInt64(byte & 0x7F) &<< shift
      if byte & 0x80 == 0 { return value }
      shift += 7
    }
    return nil
  }

  mutating func signed() -> Int64? {
    number().map { Int64(bitPattern: $0 &>> 1) ^ -Int64(bitPattern: $0 & 1) }
  }

  /// A count of things of which each takes a byte at least.
  mutating func count() -> Int? {
    guard let value = number(), value <= UInt64(bytes.count - at) else { return nil }
    return Int(value)
  }

  mutating func part() -> [UInt8]? {
    guard let count = count() else { return nil }
    at += count
    return Array(bytes[(at - count)..<at])
  }

  mutating func text() -> String? { part().map { String(decoding: $0, as: UTF8.self) } }

  mutating func key() -> RecordKey? {
    guard let source = text(), let id = text() else { return nil }
    return RecordKey(source: source, id: id)
  }

  mutating func ascending() -> [UInt64]? {
    guard let count = count() else { return nil }
    var values: [UInt64] = []
    values.reserveCapacity(count)
    var last: UInt64 = 0
    for _ in 0..<count {
      guard let gap = number() else { return nil }
      last &+= gap
      values.append(last)
    }
    return values
  }

  /// So many things, each read by `read`.
  mutating func list<Thing>(_ read: (inout Self) -> Thing?) -> [Thing]? {
    guard let count = count() else { return nil }
    var things: [Thing] = []
    things.reserveCapacity(count)
    for _ in 0..<count {
      guard let thing = read(&self) else { return nil }
      things.append(thing)
    }
    return things
  }
}
