/// Why a text is not the value it should be. A reader adds the place to make a `Diagnostic`.
public struct FieldDefect: Error, Hashable, Sendable {
  /// Stays for ever: `INTAKE-VRM-FORMAT`.
  public var code: String
  /// What is wrong, without the value.
  public var reason: String
  /// What would be right, as an instruction.
  public var mend: String

  /// A defect of one field.
  public init(code: String, reason: String, mend: String) {
    self.code = code
    self.reason = reason
    self.mend = mend
  }
}
