/// Where in a file something stood.
public struct SourcePlace: Hashable, Sendable {
  /// The data row, counted from 1 after the header; 0 when the place is not in a row.
  public var row: Int
  /// The line of the (unpacked) text on which the row begins, counted from 1.
  public var line: Int
  /// The byte of the (unpacked) text at which the row begins, counted from 0.
  public var byte: Int

  /// A place, by data row, line and byte.
  public init(row: Int, line: Int, byte: Int) {
    self.row = row
    self.line = line
    self.byte = byte
  }
}

extension SourcePlace: Comparable {
  /// Order of the file.
  public static func < (left: SourcePlace, right: SourcePlace) -> Bool {
    (left.byte, left.row) < (right.byte, right.row)
  }
}
