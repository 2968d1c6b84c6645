import Primitives
import TestKit
import Testing
import Vocabulary

@testable import Synthesis

/// Goal: identifiers are distinct and readable, and misreads stay within what cameras confuse.
/// Method: laws over long runs of numbers.
struct PlatesTests {
  @Test func noTwoNumbersShareAPlateAndEveryPlateReads() throws {
    let maker = PlateMaker(seed: 99)
    var seen: Set<UInt64> = []
    var styles: Set<RegistrationStyle> = []
    for index in 0..<40_000 {
      let packed = maker.packed(index)
      #expect(seen.insert(packed).inserted, "plate \(index) is a second one")
      styles.insert(try VehicleRegistration(PlateMaker.text(packed)).style)
    }
    #expect(styles.isSuperset(of: [.current, .prefix, .northernIreland, .foreign]))
  }

  @Test func scatteringIsOneToOne() {
    withEvery("space", in: [1, 2, 7, 900, 90_000] as [UInt64]) { space in
      let scatter = Scattering(space: space, seed: space)
      let values = Set((0..<Int(space)).map { scatter($0) })
      #expect(values.count == Int(space) && values.allSatisfy { $0 < space })
    }
  }

  @Test func aMisreadChangesOneCharacterWithinItsClass() {
    let maker = PlateMaker(seed: 5)
    for index in 0..<2_000 {
      let plate = maker.packed(index)
      for place in 0..<7 {
        guard let wrong = TrafficFeed.misread(plate, at: place) else { continue }
        let (a, b) = (Array(PlateMaker.text(plate).utf8), Array(PlateMaker.text(wrong).utf8))
        let changed = zip(a, b).filter { $0 != $1 }
        #expect(a.count == b.count && changed.count == 1)
        for (old, new) in changed {
          #expect(TrafficFeed.confusions.contains { $0.contains(old) && $0.contains(new) })
        }
      }
    }
  }
}
