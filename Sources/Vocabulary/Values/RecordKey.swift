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
  /// colon belongs to the identifier.
  public init(reference: String, in source: String) {
    if let colon = reference.utf8.firstIndex(of: 0x3A), colon != reference.startIndex,
      reference[..<colon].utf8.allSatisfy(Self.isSourceByte),
      reference.index(after: colon) != reference.endIndex
    {
      self.init(
        source: String(reference[..<colon]), id: String(reference[reference.index(after: colon)...])
      )
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
