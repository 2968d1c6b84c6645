import Primitives
import Testing

@testable import Signals

/// Goal: a number that promises too much is brought down to what came true, and order is kept.
struct WindowCalibrationTests {
  private func replays(_ raw: Double, _ count: Int, hits: Int) -> [WindowCalibration.Replay] {
    (0..<count).map { WindowCalibration.Replay(raw: raw, cameTrue: $0 < hits) }
  }

  @Test func whatCameTrueIsGiven() {
    let calibration = WindowCalibration(replays(0.2, 400, hits: 40) + replays(0.8, 400, hits: 160))
    #expect(abs(calibration.probability(of: 0.2) - 0.1) < 0.03)
    #expect(abs(calibration.probability(of: 0.8) - 0.4) < 0.05)
  }

  @Test func itNeverFallsWhereTheRuleRises() {
    var draws = SeededGenerator(seed: 6)
    let noise = (0..<600).map { _ in
      WindowCalibration.Replay(raw: draws.unit(), cameTrue: draws.chance(0.3))
    }
    let calibration = WindowCalibration(noise)
    let values = stride(from: 0.0, through: 1, by: 0.01).map { calibration.probability(of: $0) }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 <= $1 })
  }

  @Test func withoutReplaysTheRuleStands() {
    let calibration = WindowCalibration([])
    #expect(calibration.probability(of: 0.37) == 0.37)
    #expect(abs(calibration.probability(of: 0.37, own: []) - 0.37) < 1e-9)
  }

  @Test func ownNightsMoveItTheirWay() {
    let calibration = WindowCalibration(replays(0.5, 400, hits: 200))
    let better = calibration.probability(of: 0.5, own: replays(0.5, 20, hits: 20))
    let worse = calibration.probability(of: 0.5, own: replays(0.5, 20, hits: 0))
    #expect(worse < 0.4 && better > 0.6)
  }
}
