import Primitives
import Synthesis
import TestKit
import Testing

/// Goal: what weights are fitted to is what the truth folder says. Method: both, read side by side.
@Suite struct WorldLabelsTests {
  @Test(arguments: [false, true]) func labelsAreThoseOfTheTruthFolder(isAdversarial: Bool) throws {
    for seed in UInt64(1)..<4 {
      let folder = try WorkingFolder()
      let world = World.make(
        WorldSettings(preset: .small, seed: seed, noise: .mid, isAdversarial: isAdversarial))
      _ = try world.write(to: folder.path, workers: .one)
      let truth = try WorldTruth(folder: folder.file("truth"))
      let labels = world.labels()
      #expect(labels.vehicles == truth.currentVehicles)
      #expect(labels.premises == truth.currentPremises)
      let controllers = truth.personOf.filter { truth.controllers[$0.value] != nil }
      #expect(labels.controllers == Set(controllers.keys))
      #expect(!labels.controllers.isEmpty)
    }
  }
}
