/// Calls and messages as columns in step.
///
///     aNumbers, bNumbers  packed numbers (`TelephoneNumber.packed`); A called or wrote to B
///     times               seconds since the epoch
///     durations           seconds, `UInt32.max` unknown
///     kinds               raw values of `CallKind`, 0 unknown
///     imeis               packed handset of A, 0 unknown
///     imsis               subscription of A as a number, 0 unknown
///     cells               positions in `cellKeys` of the cell that served A, `UInt32.max` unknown
///     files, rows         where the row stood
public struct CallColumns: Sendable {
  public var aNumbers: [UInt64] = []
  public var bNumbers: [UInt64] = []
  public var times: [Int64] = []
  public var durations: [UInt32] = []
  public var kinds: [UInt8] = []
  public var imeis: [UInt64] = []
  public var imsis: [UInt64] = []
  public var cells: [UInt32] = []
  public var files: [UInt32] = []
  public var rows: [UInt32] = []
  /// The cells that `cells` points into.
  public var cellKeys: [RecordKey] = []

  /// No rows.
  public init() {}

  /// The number of rows.
  public var count: Int { aNumbers.count }
}

/// What passed between two numbers. Raw values are in the archive.
public enum CallKind: UInt8, CaseIterable, Sendable {
  case voice = 1
  case sms, mms, data

  /// As in files.
  public var text: String {
    switch self {
    case .voice: "voice"
    case .sms: "sms"
    case .mms: "mms"
    case .data: "data"
    }
  }

  /// Reads a kind in any case.
  public init?(_ text: String) {
    guard let kind = Self.allCases.first(where: { $0.text == text.lowercased() }) else {
      return nil
    }
    self = kind
  }
}
