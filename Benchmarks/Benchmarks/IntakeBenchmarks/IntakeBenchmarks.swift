import Benchmark
import BenchmarkKit
import Intake
import Primitives
import Tabular
import Vocabulary

/// Intake: text to typed columns and records, from memory.
///
///     swift package --package-path Benchmarks --disable-sandbox benchmark run \
///       --target IntakeBenchmarks --no-progress
///
/// Every case holds the rows kept and set aside, and the sum of all times read, against what its
/// maker wrote; the maker plants a bad row in every 500.
let benchmarks: @Sendable () -> Void = {
  for threads in [1, 2] {
    measure(
      "CSV to columns, 1,000,000 sightings, threads: \(threads)", items: 1_000_000, "rows",
      make: { MadeFeed.sightings(rows: 1_000_000, seed: 1, badEvery: 500) },
      work: { try take($0, .sightings, "sightings.csv", threads: threads) },
      check: { check($0, $1) })
  }
  measure(
    "NDJSON to columns, 500,000 calls, threads: 2", items: 500_000, "rows",
    make: { MadeFeed.calls(rows: 500_000, seed: 2, badEvery: 500) },
    work: { try take($0, .calls, "calls.ndjson", threads: 2) }, check: { check($0, $1) })
  measure(
    "CSV to records, 60,000 persons, threads: 2", items: 60_000, "rows",
    make: { personFeed(rows: 60_000) },
    work: { try take($0, .persons, "persons.csv", threads: 2) }, check: { check($0, $1) })
}

/// What was taken of a file.
private struct Taken {
  var summary: IntakeSummary
  var rows = 0
  var timeSum: Int64 = 0
}

private func take(
  _ feed: MadeFeed, _ kind: RecordKind, _ name: String, threads: Int
) throws -> Taken {
  let reader = FeedReader(source: "cheshire", kind: kind, fileName: name)
  var rows = 0
  var sum: Int64 = 0
  let summary = try reader.read(
    MemorySource(feed.bytes), file: Ordinal(0), workers: Workers(threads: threads)
  ) { batch in
    rows += batch.rows.count
    switch batch.rows {
    case .sightings(let columns): sum += columns.times.reduce(0, +)
    case .calls(let columns): sum += columns.times.reduce(0, +)
    case .records(let records): for record in records { sum += Int64(record.place.row) }
    }
  }
  return Taken(summary: summary, rows: rows, timeSum: sum)
}

private func check(_ feed: MadeFeed, _ taken: Taken) {
  precondition(taken.summary.rowsRead == feed.rows, "every row is read")
  precondition(taken.summary.rowsRejected == feed.badRows, "the planted rows are set aside")
  precondition(taken.rows == feed.rows - feed.badRows, "every other row is handed over")
  precondition(taken.timeSum == feed.timeSum, "the times add up")
}

/// Records of people; `timeSum` is the sum of the numbers of the rows that can be read.
private func personFeed(rows: Int) -> MadeFeed {
  var bytes = Array("person_id,family_name,given_names,date_of_birth,sex,address,numbers\n".utf8)
  var feed = MadeFeed(bytes: [], rows: rows, badRows: 0, timeSum: 0)
  for row in 1...rows {
    let isBad = row % 500 == 0
    if isBad { feed.badRows += 1 } else { feed.timeSum += Int64(row) }
    CSVWriter.append(
      fields: [
        isBad ? "" : "P\(row)", "Family\(row % 997)", "Given\(row % 89) Middle",
        "19\(60 + row % 40)-0\(1 + row % 9)-1\(row % 10)", row % 3 == 0 ? "F" : "M",
        "\(row % 200) Mill Lane, Northwich", "+447700\(900_000 + row % 90_000)",
      ], to: &bytes)
  }
  feed.bytes = bytes
  return feed
}
