public import Primitives

/// What stops the reading of a whole file: nothing after it can be trusted.
///
/// A defect of one row is not an error; it is a `BadRow` with its diagnostic. Messages hold no
/// value of the file, not even a column name: a file without a header shows data in its place.
public struct TabularError: Error, Hashable, Sendable {
  /// A name that stays for ever: `TABULAR-GZIP-CUT`.
  public let code: String
  /// What is wrong, as a sentence.
  public let message: String
  /// What would be right: an instruction to the reader.
  public let mend: String
  /// Where it stood, when it stood somewhere in the text.
  public let place: SourcePlace?

  /// An error with everything that must be said of it.
  public init(code: String, message: String, mend: String, place: SourcePlace? = nil) {
    self.code = code
    self.message = message
    self.mend = mend
    self.place = place
  }
}

extension TabularError: CustomStringConvertible {
  public var description: String {
    let at = place.map { " (line \($0.line), byte \($0.byte))" } ?? ""
    return "[\(code)] \(message)\(at); \(mend)"
  }
}
