import Glibc

/// Columns of whole numbers out of an archive as `numpy.savez` writes it: stored, not deflated.
///
///     local header, name, column.npy | local header, name, column.npy | … | central directory
///
/// Only what the race needs: little-endian `u4`, `i4`, `u8` and `i8` in one dimension or none.
struct NumpyArchive {
  private let bytes: [UInt8]
  private var columns: [String: (type: String, at: Int, count: Int)] = [:]

  enum Failure: Error, CustomStringConvertible {
    case unreadable(String)
    case form(String)
    case column(String)

    var description: String {
      switch self {
      case .unreadable(let path): "\(path) cannot be read"
      case .form(let path): "\(path) is not an archive of stored columns; use numpy.savez"
      case .column(let name): "column '\(name)' is missing, or not whole numbers of 4 or 8 bytes"
      }
    }
  }

  init(path: String) throws {
    guard let file = fopen(path, "rb") else { throw Failure.unreadable(path) }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    rewind(file)
    bytes = try [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      filled = fread(buffer.baseAddress, 1, size, file)
      guard filled == size else { throw Failure.unreadable(path) }
    }
    var at = 0
    while at + 30 <= size, number(at, 4) == 0x0403_4b50 {
      let nameSize = number(at + 26, 2)
      let extraSize = number(at + 28, 2)
      let name = String(decoding: bytes[at + 30..<at + 30 + nameSize], as: UTF8.self)
      var stored = number(at + 18, 4)
      // A size of all ones stands in the first extra field (zip64): uncompressed, then compressed.
      if stored == 0xffff_ffff { stored = number(at + 30 + nameSize + 4, 8) }
      let body = at + 30 + nameSize + extraSize
      guard number(at + 8, 2) == 0, body + stored <= size, bytes[body] == 0x93 else {
        throw Failure.form(path)
      }
      read(name, from: body, size: stored)
      at = body + stored
    }
    guard !columns.isEmpty else { throw Failure.form(path) }
  }

  func has(_ name: String) -> Bool { columns[name] != nil }

  /// A column widened or narrowed to 32 bits; a number that does not fit is refused.
  func numbers(_ name: String) throws -> [UInt32] {
    guard let column = columns[name], let width = Int(column.type.suffix(1)) else {
      throw Failure.column(name)
    }
    return try [UInt32](unsafeUninitializedCapacity: column.count) { buffer, filled in
      for place in 0..<column.count {
        guard let value = UInt32(exactly: number(column.at + place * width, width)) else {
          throw Failure.column(name)
        }
        buffer[place] = value
      }
      filled = column.count
    }
  }

  /// The header of a column says its type and how many there are:
  /// `{'descr': '<u4', 'fortran_order': False, 'shape': (500000,), }`
  private mutating func read(_ name: String, from body: Int, size: Int) {
    let isLong = bytes[body + 6] > 1
    let headerSize = number(body + 8, isLong ? 4 : 2)
    let start = body + (isLong ? 12 : 10)
    let header = String(decoding: bytes[start..<start + headerSize], as: UTF8.self)
    let parts = header.split(separator: "'").map(String.init)
    guard let type = parts.first(where: { ["<u4", "<i4", "<u8", "<i8"].contains($0) }),
      let width = Int(type.suffix(1))
    else { return }
    let key = name.hasSuffix(".npy") ? String(name.dropLast(4)) : name
    let at = start + headerSize
    columns[key] = (type, at, (body + size - at) / width)
  }

  private func number(_ at: Int, _ width: Int) -> Int {
    var value: UInt64 = 0
    for place in 0..<width { value |= UInt64(bytes[at + place]) << UInt64(8 * place) }
    return Int(truncatingIfNeeded: value)
  }
}
