import Archive
import Intake
import Primitives
import Tabular

extension EngineError {
  /// Any error as one that says the mend and the exit status.
  ///
  /// What is none of the rooms' errors is a fault of ours.
  public init(wrapping error: any Error) {
    switch error {
    case let known as EngineError: self = known
    case let known as ArchiveError: self.init(archive: known)
    case let known as IntakeError:
      self.init("[\(known.code)] \(known.message)", mend: known.mend, exit: .data)
    case let known as TabularError:
      self.init("[\(known.code)] \(known.message)", mend: known.mend, exit: .data)
    case is CancelledWork:
      self.init("interrupted", mend: "run it again; it takes up where it was", exit: .tryAgain)
    default:
      self.init(
        "a fault of ours: \(type(of: error))",
        mend: "report the command and this line; the last published lists stand", exit: .software)
    }
  }

  private init(archive error: ArchiveError) {
    let exit: Exit =
      switch error.code {
      case .busy: .tryAgain
      case .cannotOpen: .noInput
      case .full, .readOnly, .input: .inputOutput
      case .notOurs, .tooNew, .damaged: .data
      default: .software
      }
    self.init("the archive \(error.path): \(error.message)", mend: error.mend, exit: exit)
  }
}
