/// A record's name: the source that sent it and that source's identifier. Text `source:id`.
public struct RecordKey: Hashable, Comparable, Sendable {
  /// The supplying system's code, `[a-z0-9-]+`.
  public let source: String
  /// The identifier within that source.
  public let id: String

  /// A key from its two parts.
  public init(source: String, id: String) {
    self.source = source
    self.id = id
  }

  /// Reads a reference: `source:id`, or an identifier of the source it stands in.
  ///
  /// What stands before the first colon is a source only if it is written like one; otherwise the
  /// colon belongs to the identifier. Read by bytes: an identifier may begin with a mark that joins
  /// the colon to one character.
  public init(reference: String, in source: String) {
    let bytes = reference.utf8
    if let colon = bytes.firstIndex(of: 0x3A), colon != bytes.startIndex,
      bytes[..<colon].allSatisfy(Self.isSourceByte), bytes.index(after: colon) != bytes.endIndex
    {
      self.init(
        source: String(Substring(bytes[..<colon])),
        id: String(Substring(bytes[bytes.index(after: colon)...])))
    } else {
      self.init(source: source, id: reference)
    }
  }

  /// `source:id`.
  public var text: String { source + ":" + id }

  /// Whether a name may stand for a source: `[a-z0-9-]+`.
  public static func isSource(_ name: String) -> Bool {
    !name.isEmpty && name.utf8.allSatisfy(isSourceByte)
  }

  private static func isSourceByte(_ byte: UInt8) -> Bool {
    byte &- 0x61 < 26 || byte &- 0x30 < 10 || byte == 0x2D
  }

  public static func < (left: Self, right: Self) -> Bool {
    (left.source, left.id) < (right.source, right.id)
  }
}
