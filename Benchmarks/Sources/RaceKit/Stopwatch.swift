import Glibc

/// Wall and processor time since it was made.
public struct Stopwatch {
  private let begunWall = Stopwatch.seconds(CLOCK_MONOTONIC)
  private let begunCPU = Stopwatch.seconds(CLOCK_PROCESS_CPUTIME_ID)

  /// Starts now.
  public init() {}

  /// Seconds by the clock.
  public var wall: Double { Self.seconds(CLOCK_MONOTONIC) - begunWall }
  /// Seconds of all threads.
  public var cpu: Double { Self.seconds(CLOCK_PROCESS_CPUTIME_ID) - begunCPU }

  /// The most memory this process has held.
  public static var peakMegabytes: Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    return Double(usage.ru_maxrss) / 1024
  }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
  }
}
