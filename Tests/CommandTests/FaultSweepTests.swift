import Foundation
import TestKit
import Testing

/// F01, F02, F03, F06, F07. Goal: whatever call of a nightly run is the last one, or fails, no row
/// is lost or doubled, the lists are the old or the new and never torn, and the next run finishes.
/// Method: a fault at every call that changes the disk, in turn; the number of points is printed.
/// `Tests/run --long` tries all five faults, else a kill and a disk that is full from then on.
@Suite struct FaultSweepTests {
  /// The exit statuses that tell a reader where the fault was; see the help of the command.
  static let honest: Set<Int32> = [65, 66, 73, 74, 75]

  @Test(
    .enabled(if: FaultSweep.works, "strace is not there, or may not trace"),
    arguments: LongRuns.areWanted ? Fault.allCases : [.kill, .fullForGood])
  func everyCallMayBeTheLast(_ fault: Fault) throws {
    let sweep = try FaultSweep(fault)
    defer { sweep.desk.clear() }
    var points = 0
    for call in FaultSweep.changing {
      var point = try sweep.firstPoint(call)
      while true {
        try sweep.clear()
        let outcome = try sweep.disturbed(call, at: point)
        guard let hit = outcome.hit else { break }
        points += 1
        let name = "\(fault) at \(call) \(point) (\(hit))"
        try sweep.checkNotTorn(name)
        if fault != .kill { try check(outcome, of: sweep, name) }
        try sweep.checkRecovery(name)
        point += 1
      }
    }
    Terminal.say("fault sweep, \(fault.rawValue): \(points) points")
    #expect(points > 300, "the sweep has lost its points")
  }

  /// A run that could do without what failed gives the same lists; any other says that it failed.
  private func check(_ outcome: FaultSweep.Outcome, of sweep: FaultSweep, _ point: String) throws {
    if outcome.status == 0 {
      #expect(
        try Published(out: sweep.desk.path("lists")).bytes() == sweep.undisturbed, "\(point)")
    } else {
      #expect(Self.honest.contains(outcome.status), "\(point): \(outcome.talk)")
      // Where the message itself could not be written, the status has to do.
      #expect(!outcome.talk.isEmpty || point.contains("at write"), "\(point)")
    }
  }

  @Test(
    .enabled(if: FaultSweep.works, "strace is not there, or may not trace"),
    arguments: [1, 7, 20, 60, 130, 200])
  func aKillDuringRecoveryThreeDeep(_ point: Int) throws {
    let sweep = try FaultSweep(.kill)
    defer { sweep.desk.clear() }
    try sweep.clear()
    for depth in [point, point / 2 + 1, point / 3 + 1] {
      _ = try sweep.disturbed("pwrite64", at: depth)
      try sweep.checkNotTorn("killed at \(depth) on the way from \(point)")
    }
    try sweep.checkRecovery("killed three times from \(point)")
  }
}
