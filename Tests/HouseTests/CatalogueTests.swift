import Signals
import Testing

/// Goal: a signal is ready only with a question, a basis, a reason for its weight and at least one
/// innocent explanation. Method: the closed catalogue, entry by entry.
@Suite struct CatalogueTests {
  @Test func everySignalSaysWhatMustBeSaid() {
    #expect(SignalCatalogue.all.count >= 40)
    for signal in SignalCatalogue.all {
      #expect(signal.question.hasSuffix("?"), "\(signal.id)")
      #expect(!signal.innocentWhen.isEmpty, "\(signal.id)")
      #expect(signal.innocentWhen.allSatisfy { !$0.isEmpty }, "\(signal.id)")
      #expect(!signal.basis.isEmpty, "\(signal.id)")
      #expect(!signal.weightReason.isEmpty, "\(signal.id)")
      #expect(!signal.sentence.isEmpty && !signal.sentence.contains(";"), "\(signal.id)")
      #expect(signal.bits != 0 && abs(signal.bits) <= 16, "\(signal.id)")
    }
  }

  @Test func identifiersAreUniqueAndWrittenAlike() {
    let ids = SignalCatalogue.all.map(\.id)
    #expect(Set(ids).count == ids.count)
    for id in ids {
      #expect(id.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "." || $0 == "-" }, "\(id)")
      #expect(id.split(separator: ".").count == 2, "\(id)")
    }
  }

  @Test func everyListHasSignalsThatSpeakAgainst() {
    for subject in SubjectKind.allCases {
      let own = SignalCatalogue.all.filter { $0.about == subject }
      #expect(own.contains { $0.bits < 0 }, "\(subject.rawValue)")
      #expect(own.contains { $0.bits > 0 }, "\(subject.rawValue)")
    }
  }
}
