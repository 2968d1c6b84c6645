import Glibc

/// A comma-separated file with a header, wholly in memory.
///
/// Quoted cells may hold commas, line ends and doubled quotes. Empty cells are left out of a row.
struct DelimitedFile {
  /// Column names, in order.
  let header: [String]
  /// Each row by column name.
  let rows: [[String: String]]

  enum Failure: Error, CustomStringConvertible {
    case unreadable(String)
    case uneven(path: String, row: Int)
    case column(path: String, name: String)

    var description: String {
      switch self {
      case .unreadable(let path): "\(path) cannot be read, or is empty"
      case .uneven(let path, let row): "\(path): row \(row) has not as many cells as the header"
      case .column(let path, let name): "\(path) has no column '\(name)'"
      }
    }
  }

  init(path: String) throws {
    let lines = Self.cells(try Self.bytes(path))
    guard let header = lines.first else { throw Failure.unreadable(path) }
    self.header = header
    rows = try lines.dropFirst().enumerated().map { row, cells in
      guard cells.count == header.count else { throw Failure.uneven(path: path, row: row + 2) }
      return Dictionary(
        zip(header, cells).filter { !$0.1.isEmpty }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// The two columns of a row that must be there.
  static func pairs(path: String, _ left: String, _ right: String) throws -> [(String, String)] {
    let file = try DelimitedFile(path: path)
    for name in [left, right] where !file.header.contains(name) {
      throw Failure.column(path: path, name: name)
    }
    return file.rows.compactMap { row in row[left].flatMap { l in row[right].map { (l, $0) } } }
  }

  private static func bytes(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "rb") else { throw Failure.unreadable(path) }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    let size = ftell(file)
    rewind(file)
    guard size > 0 else { throw Failure.unreadable(path) }
    return try [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      filled = fread(buffer.baseAddress, 1, size, file)
      guard filled == size else { throw Failure.unreadable(path) }
    }
  }

  private static func cells(_ bytes: [UInt8]) -> [[String]] {
    var lines: [[String]] = []
    var line: [String] = []
    var cell: [UInt8] = []
    var quoted = false
    var previous: UInt8 = 0
    func text() -> String { String(decoding: cell, as: UTF8.self) }
    for byte in bytes {
      switch byte {
      case 0x22:
        // A quote that follows a closing one stands for itself.
        if !quoted && previous == 0x22 { cell.append(byte) }
        quoted.toggle()
      case 0x2C where !quoted, 0x0A where !quoted:
        line.append(text())
        cell = []
        if byte == 0x0A {
          lines.append(line)
          line = []
        }
      case 0x0D where !quoted: break
      default: cell.append(byte)
      }
      previous = byte
    }
    if !line.isEmpty || !cell.isEmpty { lines.append(line + [text()]) }
    return lines
  }
}
