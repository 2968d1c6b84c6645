import Benchmark
import BenchmarkKit
import Primitives
import Tabular

/// Tabular: text to rows, from memory, so that no disk is measured.
///
///     swift package --package-path Benchmarks --disable-sandbox benchmark run \
///       --target TabularBenchmarks --no-progress
///
/// Every case reads each field of every row, sums the bytes of all fields and one column of
/// numbers or counts, and holds rows and sums against what its maker wrote.
let benchmarks: @Sendable () -> Void = {
  let million = 1_000_000
  for threads in [1, 2] {
    measure(
      "CSV, 1,000,000 sightings of 44 bytes, threads: \(threads)", items: million, "rows",
      make: { ReadInput(MadeFeed.sightings(rows: million, seed: 1)) },
      work: { try $0.readCSV(threads: threads) }, check: { $0.check($1) })
  }
  measure(
    "CSV, 200,000 quoted texts of 230 bytes, threads: 2", items: 200_000, "rows",
    make: { ReadInput(MadeFeed.texts(rows: 200_000, seed: 2), summed: 1) },
    work: { try $0.readCSV(threads: 2) }, check: { $0.check($1) })
  measure(
    "NDJSON, 500,000 calls of 135 bytes, threads: 2", items: 500_000, "rows",
    make: { ReadInput(MadeFeed.calls(rows: 500_000, seed: 3)) },
    work: { try $0.readObjects(threads: 2) }, check: { $0.check($1) })
  measure(
    "CSV in gzip, 1,000,000 sightings, threads: 2", items: million, "rows",
    make: { ReadInput(MadeFeed.sightings(rows: million, seed: 4)).packed() },
    work: { try $0.readCSV(threads: 2) }, check: { $0.check($1) })
}
