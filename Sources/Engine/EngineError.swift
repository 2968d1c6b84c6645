/// What stops a use case, with the exit status that the command gives.
public struct EngineError: Error, Hashable, Sendable {
  /// Exit statuses of the command, as sysexits names them.
  public enum Exit: Int32, Hashable, Sendable {
    case usage = 64
    case data = 65
    case noInput = 66
    case software = 70
    case cannotCreate = 73
    case inputOutput = 74
    case tryAgain = 75
    case noPermission = 77
    case configuration = 78
  }

  /// What is wrong, as a sentence.
  public var message: String
  /// What would be right: an instruction to the reader.
  public var mend: String
  /// The status to exit with.
  public var exit: Exit

  /// An error with its mend.
  public init(_ message: String, mend: String, exit: Exit) {
    self.message = message
    self.mend = mend
    self.exit = exit
  }
}
