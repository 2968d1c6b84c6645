import Testing

@testable import Signals

/// Goal: no question is asked without its basis, its reason and its innocent reading.
struct VehicleSignalsTests {
  @Test func everySignalSaysWhatItMust() {
    for signal in VehicleSignals.all {
      #expect(signal.id.hasPrefix("vehicle.") && signal.question.hasSuffix("?"), "\(signal.id)")
      #expect(!signal.basis.isEmpty && !signal.weightReason.isEmpty && !signal.innocentWhen.isEmpty)
      #expect(signal.about == .vehicle && signal.bits != 0 && !signal.sentence.contains(";"))
    }
  }

  @Test func identifiersAreDifferent() {
    #expect(Set(VehicleSignals.all.map(\.id)).count == VehicleSignals.all.count)
  }

  @Test func thereAreReasonsAgainst() {
    #expect(VehicleSignals.all.filter { $0.bits < 0 }.count >= 8)
    #expect(VehicleSignals.against.allSatisfy { $0.bits < 0 })
    #expect((VehicleSignals.movementFor + VehicleSignals.otherFor).allSatisfy { $0.bits > 0 })
  }

  /// Company alone never makes a candidate strong.
  @Test func companyAloneIsWeak() {
    #expect(VehicleSignals.company.bits <= 2)
  }
}
