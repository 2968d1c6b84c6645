import Primitives
import Signals
import Testing
import Vocabulary

@testable import Tasking

/// Goal: a policy changes what it names and nothing else, and a slip is refused with its line.
/// Method: small trees by hand.
@Suite struct PolicyTests {
  private func map(_ entries: (String, SettingsNode)...) -> SettingsNode {
    .map(
      entries.enumerated().map {
        SettingsNode.Entry(key: $0.element.0, line: $0.offset + 1, value: $0.element.1)
      }, line: 1)
  }

  private func word(_ text: String) -> SettingsNode { .scalar(text, line: 7) }

  private var standard: ScorePolicy { ScorePolicy(standard: ScoringTests.catalogue) }

  @Test func whatIsNamedChanges() throws {
    var policy = standard
    try policy.apply(
      map(
        (
          "weights",
          map(
            (
              "test.signal-1",
              map(
                ("bits", word("1.5")), ("reason", word("too many vans")),
                ("decided_by", word("board")),
                ("decided_on", word("2026-04-01")))
            ))
        ), ("family_caps", map(("company", word("2")))),
        ("lists", map(("controllers", map(("capacity", word("5")), ("floor", word("40")))))),
        ("bands", map(("very_high", word("90")))), ("resamples", word("10"))))
    #expect(policy.weights["test.signal-1"]?.bits == 1.5)
    #expect(policy.weights["test.signal-0"] == standard.weights["test.signal-0"])
    #expect(policy.familyCaps[.company] == 2 && policy.rule(of: .controllers).capacity == 5)
    #expect(policy.rule(of: .controllers).prior == standard.rule(of: .controllers).prior)
    #expect(policy.bands.veryHigh == 90 && policy.resamples == 10)
  }

  @Test("B20: slips are refused with the mend")
  func slipsAreRefusedWithTheMend() {
    let slips: [(SettingsNode, String)] = [
      (map(("wieghts", map())), "did you mean weights?"),
      (map(("weights", map(("test.signal-9", map())))), "did you mean"),
      (map(("weights", map(("test.signal-1", map(("bits", word("1"))))))), "why, who decided"),
      (map(("lists", map(("controllers", map(("floor", word("140"))))))), "write such a number"),
      (map(("bands", map(("medium", word("95"))))), "very_high"),
      (map(("resamples", word("many"))), "write such a number"),
    ]
    for (node, mend) in slips {
      var policy = standard
      do {
        try policy.apply(node)
        Issue.record("the slip with the mend \(mend) was taken")
      } catch {
        #expect(error.mend.contains(mend), "\(error.mend)")
        #expect(error.line > 0 && !error.path.isEmpty)
      }
    }
  }
}
