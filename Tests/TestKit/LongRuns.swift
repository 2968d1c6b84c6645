import Foundation

/// Whether sweeps and simulations are run whole, which takes an hour: `Tests/run --long`.
public enum LongRuns {
  /// As the environment says.
  public static let areWanted = ProcessInfo.processInfo.environment["COUNTYLINES_LONG"] == "1"
}
