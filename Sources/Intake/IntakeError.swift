public import Primitives
public import Tabular

/// Why a whole file was refused. Nothing of it may be kept.
///
/// Messages hold no value of the file; `examples` do, and withhold them.
public struct IntakeError: Error, Hashable, Sendable {
  /// Stays for ever: `INTAKE-TOO-MANY-BAD`.
  public let code: String
  /// What is wrong, as a sentence.
  public let message: String
  /// What would be right: an instruction to the reader.
  public let mend: String
  /// Where in the text it was found, when it was found somewhere.
  public let place: SourcePlace?
  /// Rows read and set aside before it was given up.
  public let rowsRead: Int
  /// See `rowsRead`.
  public let rowsRejected: Int
  /// The first few rows that were set aside.
  public let examples: [RejectedRow]

  init(
    code: String, message: String, mend: String, place: SourcePlace? = nil, rowsRead: Int = 0,
    rowsRejected: Int = 0, examples: [RejectedRow] = []
  ) {
    self.code = code
    self.message = message
    self.mend = mend
    self.place = place
    self.rowsRead = rowsRead
    self.rowsRejected = rowsRejected
    self.examples = examples
  }

  /// A file that could not be read at all.
  public init(_ error: TabularError) {
    self.init(code: error.code, message: error.message, mend: error.mend, place: error.place)
  }

  static func tooManyBad(
    read: Int, rejected: Int, swallowed: Int, maxBad: Double, codes: [String: Int],
    examples: [RejectedRow]
  ) -> IntakeError {
    let lines =
      swallowed == 0
      ? "" : ", counting \(swallowed) lines that an open quote may have swallowed"

    let reasons = codes.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(3)
      .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    return IntakeError(
      code: "INTAKE-TOO-MANY-BAD",
      message: "\(rejected) of \(read) rows cannot be read (\(reasons)), more than the "
        + "\(percent(maxBad)) % that are allowed\(lines)",
      mend: "mend the export or its feed.yaml by the reasons given, then deliver the file again; "
        + "--max-bad allows more",
      rowsRead: read, rowsRejected: rejected, examples: examples)
  }

  /// A file that somebody wrote to while it was read.
  public static func changed() -> IntakeError {
    IntakeError(
      code: "INTAKE-CHANGED", message: "the file was written to while it was read",
      mend: "deliver under another name and rename when it is whole; the next run takes it in")
  }

  static func empty() -> IntakeError {
    IntakeError(
      code: "INTAKE-EMPTY-FILE", message: "the file holds nothing, not even a header",
      mend: "a source without rows sends the header alone; deliver the file again")
  }

  static func missing(_ columns: [String], kind: String, suggestion: String?) -> IntakeError {
    IntakeError(
      code: "INTAKE-MISSING-COLUMN",
      message: "the file has no column for \(columns.joined(separator: ", ")), which every row of "
        + "\(kind) needs",
      mend: suggestion
        ?? "add the column, or name the one that holds it under columns: in feed.yaml")
  }

  static func percent(_ share: Double) -> String {
    let tenths = Int((share * 1000).rounded())
    return tenths % 10 == 0 ? "\(tenths / 10)" : "\(tenths / 10).\(tenths % 10)"
  }
}

extension IntakeError: CustomStringConvertible {
  public var description: String {
    let at = place.map { " (line \($0.line), byte \($0.byte))" } ?? ""
    return "[\(code)] \(message)\(at); \(mend)"
  }
}
