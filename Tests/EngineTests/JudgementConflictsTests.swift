import Archive
import Primitives
import Testing
import Vocabulary

@testable import Engine

/// Goal: a contradiction is found exactly when one is there. Method: every way to judge the six
/// pairs of four records, against the transitive closure.
@Suite struct JudgementConflictsTests {
  private static let records = (0..<4).map { RecordKey(source: "a", id: "\($0)") }

  @Test func everyWayToJudgeFourRecordsIsRight() {
    var pairs: [(Int, Int)] = []
    for one in 0..<4 { for other in (one + 1)..<4 { pairs.append((one, other)) } }
    for code in 0..<4096 {
      var judgements: [HeldJudgement] = []
      var reach = (0..<4).map { one in (0..<4).map { one == $0 } }
      for (at, pair) in pairs.enumerated() {
        let verdicts: [HeldJudgement.Verdict?] = [nil, .same, .notTheSame, .unsure]
        guard let verdict = verdicts[(code >> (2 * at)) & 3] else { continue }
        judgements.append(
          HeldJudgement(
            Self.records[pair.0], Self.records[pair.1], verdict, decidedBy: "A",
            decidedAt: Instant(seconds: 0), reason: "r"))
        if verdict == .same {
          reach[pair.0][pair.1] = true
          reach[pair.1][pair.0] = true
        }
      }
      for via in 0..<4 {
        for one in 0..<4 {
          for other in 0..<4 where reach[one][via] && reach[via][other] {
            reach[one][other] = true
          }
        }
      }
      let conflicts = JudgementConflicts(judgements)
      let expected = pairs.filter { one, other in
        reach[one][other]
          && judgements.contains {
            $0.verdict == .notTheSame && $0.left == Self.records[one]
              && $0.right == Self.records[other]
          }
      }.map { [Self.records[$0.0], Self.records[$0.1]] }
      let found = conflicts.all()
      #expect(found.map { [$0.apart.left, $0.apart.right] } == expected, "\(code)")
      for conflict in found {
        var at = conflict.apart.left
        for step in conflict.path {
          #expect(step.verdict == .same && (step.left == at || step.right == at))
          at = step.left == at ? step.right : step.left
        }
        #expect(at == conflict.apart.right)
      }
      for one in 0..<4 {
        #expect(
          conflicts.joined(with: Self.records[one])
            == (0..<4).filter { reach[one][$0] }.map { Self.records[$0] })
      }
    }
  }
}
