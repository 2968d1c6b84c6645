/// A defect of the data, where it stood, and the mend. Collected, never thrown.
public struct Diagnostic: Hashable, Sendable {
  /// How much follows from it.
  public enum Severity: String, Hashable, Sendable {
    /// The row is set aside.
    case error
    /// The row is kept; somebody should know.
    case warning
  }

  /// A name that stays for ever, so that it can be counted and looked up: `INTAKE-VRM-FORMAT`.
  public var code: String
  /// Whether the row is set aside or only remarked on.
  public var severity: Severity
  /// Where the row stood in its file.
  public var place: SourcePlace
  /// The column's name in the contract; nil when the whole row is at fault.
  public var column: String?
  /// What stood there. Withheld unless revealed.
  public var value: Sensitive
  /// What is wrong with it, as a sentence without the value.
  public var reason: String
  /// What would be right: an instruction to the reader.
  public var mend: String

  /// A defect with everything that must be said of it.
  public init(
    code: String, severity: Severity = .error, place: SourcePlace, column: String?,
    value: Sensitive, reason: String, mend: String
  ) {
    self.code = code
    self.severity = severity
    self.place = place
    self.column = column
    self.value = value
    self.reason = reason
    self.mend = mend
  }
}
