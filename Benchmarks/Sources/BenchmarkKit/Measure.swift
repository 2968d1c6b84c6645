import Benchmark
public import Primitives

/// The workers of every case that does not say otherwise: the two cores of the reference machine,
/// so that figures of different machines are of the same work.
public let twoThreads = Workers(threads: 2)

/// Registers one case.
///
/// The input is made once, before anything is measured; `work` alone is measured; `check` looks at
/// the result of every run, with a precondition, after the clocks have stopped. Reported are wall
/// clock, processor time of all threads, peak memory (the input included), runs a second, and
/// items a second.
///
/// - Parameters:
///   - name: Says what is done and to how many.
///   - items: How many things one run works through.
///   - unit: What they are, in the plural.
///   - runs: The most runs that are measured.
///   - warmUps: Runs before them that are not; none where one run takes minutes.
///   - seconds: No new run begins after so many.
///   - isLeftOut: Whether the case is not registered at all.
///   - make: Makes the input from a seed.
///   - work: What is measured.
///   - check: Stops the program when the result is wrong.
public func measure<Input, Output>(
  _ name: String, items: Int, _ unit: String, runs: Int = 10, warmUps: Int = 1,
  seconds: Int = 10, isLeftOut: Bool = false, make: @escaping () throws -> Input,
  work: @escaping (Input) throws -> Output, check: @escaping (Input, Output) throws -> Void
) {
  let rate = BenchmarkMetric.custom(
    "\(unit) / s", polarity: .prefersLarger, useScalingFactor: false)
  let holder = Holder<Input>()
  let configuration = Benchmark.Configuration(
    metrics: [.wallClock, .cpuTotal, .peakMemoryResident, .throughput, rate],
    warmupIterations: warmUps, maxDuration: .seconds(seconds), maxIterations: runs, skip: isLeftOut)
  let run: (Benchmark) throws -> Void = { benchmark in
    guard let input = holder.value else { preconditionFailure("a case is set up before it runs") }
    let clock = ContinuousClock()
    let start = clock.now
    benchmark.startMeasurement()
    let output = try work(input)
    benchmark.stopMeasurement()
    let spent = (clock.now - start) / .seconds(1)
    benchmark.measurement(rate, Int((Double(items) / spent).rounded()))
    try check(input, output)
  }
  Benchmark(
    name, configuration: configuration, closure: run,
    setup: { holder.value = try make() }, teardown: { holder.value = nil })
}

/// Keeps a case's input between its set-up and its last run.
private final class Holder<Value> {
  var value: Value?
}
