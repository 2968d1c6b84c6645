import Signals
import Tasking

/// The catalogue of signals as text.
public struct SignalGuide: Sendable {
  private let about: String?

  /// - Parameter about: Only signals about this kind of subject; nil for all.
  public init(about: String?) { self.about = about }

  /// The guide, line by line.
  public func lines() throws -> [String] {
    if let about, SubjectKind(rawValue: about) == nil {
      throw EngineError(
        "there are no signals about \(about)",
        mend: "one of \(SubjectKind.allCases.map(\.rawValue).joined(separator: ", "))", exit: .usage
      )
    }
    return SignalCatalogue.all.filter { about == nil || $0.about.rawValue == about }.flatMap {
      [
        "\($0.id)  \(Sentence.decimal($0.bits, 1)) bits  (\($0.about.rawValue), \($0.family.rawValue))",
        "  \($0.question)",
        "  why so many   \($0.weightReason)",
        "  innocent when \($0.innocentWhen.joined(separator: ", "))",
        "  basis         \($0.basis)",
      ]
    }
  }
}
