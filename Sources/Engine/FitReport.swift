import Foundation
import Primitives
import Tasking
import Vocabulary

/// What a fit proposes, for a person to read and, if they decide so, to put into their policy.
public struct FitReport: Sendable {
  private let proposals: [FitPolicy.Proposal]
  private let basis: String

  /// - Parameters:
  ///   - proposals: One a list.
  ///   - basis: What they were fitted on, in words.
  public init(_ proposals: [FitPolicy.Proposal], basis: String) {
    self.proposals = proposals
    self.basis = basis
  }

  /// Weights that would move, list by list, and whether they are better where they were not fitted.
  public var lines: [String] {
    ["fitted on \(basis); nothing is put to use by this"]
      + proposals.flatMap { proposal -> [String] in
        let now = Sentence.decimal(proposal.surprise.now, 4)
        let then = Sentence.decimal(proposal.surprise.proposed, 4)
        return [
          "",
          "\(proposal.list.rawValue): \(proposal.rows.fitted) candidates fitted on, "
            + "\(proposal.rows.tested) held out; surprise there \(now) bits a row now, \(then) as "
            + (proposal.isBetter ? "proposed" : "fitted, which is no better: nothing is proposed"),
        ] + (proposal.isBetter ? moves(proposal) : [])
      }
  }

  private func moves(_ proposal: FitPolicy.Proposal) -> [String] {
    let moved = proposal.weights.filter { $0.proposed != $0.bits }
      .sorted {
        (-abs($0.proposed - $0.bits), $0.signal) < (-abs($1.proposed - $1.bits), $1.signal)
      }
    let width = moved.map(\.signal.count).max() ?? 0
    return moved.map { weight in
      let name = weight.signal + String(repeating: " ", count: width - weight.signal.count)
      return "  \(name)  \(Sentence.decimal(weight.bits, 2)) to "
        + "\(Sentence.decimal(weight.proposed, 2)) bits, of \(weight.rows) candidates "
        + "\(weight.trueRows) true"
    }
  }

  /// The proposals as a policy file, less who decided: that is for the person who does.
  ///
  /// - Parameter day: The day on which they were made, `YYYY-MM-DD`.
  public func policy(on day: String) -> String {
    let better = proposals.filter(\.isBetter)
    var text = """
      # Weights proposed by `countylines fit` on \(day) from \(basis).
      # Nobody has decided on them: keep those you answer for, and put your name and day to each.
      # A weight without decided_by is refused.
      weights:

      """
    if better.allSatisfy({ moved($0).isEmpty }) { text += "  {}\n" }
    for proposal in better {
      for weight in moved(proposal) {
        let now = Sentence.decimal(weight.bits, 2)
        text += """
            \(weight.signal):
              bits: \(Sentence.decimal(weight.proposed, 2))   # now \(now)
              reason: "fitted on \(basis): of \(weight.rows) candidates \(weight.trueRows) true"
              decided_by:
              decided_on:

          """
      }
    }
    return text
  }

  private func moved(_ proposal: FitPolicy.Proposal) -> [WeightFitting.Proposal] {
    proposal.weights.filter { $0.proposed != $0.bits }
  }
}

extension FitReport {
  /// Writes the proposal as a policy file, and nothing over what is there.
  public func write(to path: String) throws(EngineError) {
    guard !FileManager.default.fileExists(atPath: path) else {
      throw EngineError(
        "\(path) is there already", mend: "name a file that is not, so that no policy is lost",
        exit: .cannotCreate)
    }
    let day = LondonTime.civil(Instant(seconds: Int64(time(nil)))).day.iso8601
    guard FileManager.default.createFile(atPath: path, contents: Data(policy(on: day).utf8)) else {
      throw EngineError(
        "\(path) cannot be written", mend: "check that its folder is there and has room",
        exit: .cannotCreate)
    }
  }
}
