import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: every signal of lines and homes says all that a row must say, and the facts of findings
/// are those that its sentence names.
/// Method: the closed lists read through; whole runs whose findings fill each sentence.
struct LineSignalsTests {
  static func names(in sentence: String) -> Set<String> {
    Set(
      sentence.split(separator: "{").dropFirst().compactMap {
        $0.split(separator: "}").first.map(String.init)
      })
  }

  @Test(arguments: LineSignals.all + PremisesSignals.all)
  func aSignalIsComplete(signal: Signal) {
    #expect(!signal.question.isEmpty && !signal.basis.isEmpty && !signal.weightReason.isEmpty)
    #expect(!signal.innocentWhen.isEmpty)
    #expect(signal.bits != 0 && abs(signal.bits) <= 10)
    #expect(signal.sentence.hasPrefix("against") == (signal.bits < 0))
    #expect(!signal.sentence.contains(";"))
    #expect(signal.id.hasPrefix(signal.about == .line ? "line." : "premises."))
  }

  @Test func identifiersAreUnique() {
    let ids = (LineSignals.all + PremisesSignals.all).map(\.id)
    #expect(Set(ids).count == ids.count)
  }

  @Test func findingsFillTheirSentences() throws {
    let pictures = [LineWorld.changedNumber(seed: 2, keepsHandset: true), LineTracingTests.world()]
    var seen: Set<String> = []
    for world in pictures {
      let found = try LineTracing().run(on: world.small.picture(), workers: .one)
      for finding in found.lineages.flatMap(\.findings) {
        let signal = try #require(LineSignals.all.first { $0.id == finding.signal })
        #expect(Self.names(in: signal.sentence).isSubset(of: finding.facts.keys))
        seen.insert(finding.signal)
      }
    }
    #expect(
      seen.isSuperset(of: ["line.handset", "line.succession", "line.reported", "line.silent"]))
  }
}
