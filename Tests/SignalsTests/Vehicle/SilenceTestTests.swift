import Glibc
import Primitives
import Testing

@testable import Signals

/// Goal: a silence counts against the vehicle's own rhythm, and the chance is the model's. Method:
/// every small case, and streams that stop at a drawn moment as a slow twin of the formula.
struct SilenceTestTests {
  @Test func neverIsNoSilence() {
    #expect(SilenceTest(days: [], today: 5) == nil)
  }

  @Test func todayIsAliveAndEveryDayOfSilenceIsLessSo() throws {
    for step in 1...10 {
      let days = Set(stride(from: 0, through: step * 4, by: step))
      var last = 1.0
      for later in 0...60 {
        let test = try #require(SilenceTest(days: days, today: step * 4 + later))
        #expect(later == 0 ? test.alive == 1 : test.alive < last, "step \(step), later \(later)")
        #expect(test.silent == later && test.last == step * 4)
        last = test.alive
      }
    }
  }

  @Test func theFasterItsRhythmTheMoreASilenceSays() throws {
    let often = try #require(SilenceTest(days: Set(0...20), today: 30))
    let seldom = try #require(SilenceTest(days: [0, 10, 20], today: 30))
    #expect(often.alive < 0.05 && seldom.alive > 0.4)
    // Before the last day on which it could have been seen there is no silence.
    #expect(SilenceTest(days: [20], today: 3)?.silent == 0)
  }

  /// Streams at the same rate and hazard, drawn; of those silent so long, the share that goes on.
  @Test(arguments: [4, 17] as [UInt64])
  func theShareOfDrawnStreamsIsTheSame(seed: UInt64) throws {
    var draws = SeededGenerator(seed: seed)
    let test = try #require(SilenceTest(days: [0, 4, 8, 12], today: 22))
    var silent = 0
    var alive = 0
    for _ in 0..<200_000 {
      let end = -log(1 - draws.unit()) * SilenceTest.meanLife
      let next = -log(1 - draws.unit()) * test.gap
      guard min(end, next) == end || next > Double(test.silent) else { continue }
      silent += 1
      if end > Double(test.silent) { alive += 1 }
    }
    let share = Double(alive) / Double(silent)
    #expect(abs(share - test.alive) < 0.01, "seed \(seed): \(share) against \(test.alive)")
  }
}
