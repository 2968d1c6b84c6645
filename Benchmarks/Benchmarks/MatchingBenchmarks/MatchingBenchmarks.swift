import Benchmark
import BenchmarkKit
import Matching
import Primitives
import Vocabulary

/// Matching: records of people to persons.
///
///     swift package --package-path Benchmarks --disable-sandbox benchmark run \
///       --target MatchingBenchmarks --no-progress
///
/// The population is invented, so who is who is known: every case checks that each record stands in
/// one entity, and that of the pairs joined 95 in 100 are right and of the right ones half are found.
/// Steps are measured apart on 60,000 records, the size of a region, and together on 10,000, 50,000
/// and 500,000. What adding 25,000 records to 475,000 costs is to be held against resolving 500,000.
let benchmarks: @Sendable () -> Void = {
  for (records, runs) in [(10_000, 20), (50_000, 5), (500_000, 1)] {
    measure(
      "Records to persons, \(records / 1000),000 records", items: records, "records", runs: runs,
      make: { MadePeople(records: records, seed: 1) },
      work: { people in
        let resolver = try Resolver(people.input, on: twoThreads)
        return try resolver.resolve(with: resolver.estimateModel())
      },
      check: { $0.check($1) })
  }
  measure(
    "Fold and block, 60,000 records", items: 60_000, "records",
    make: { MadePeople(records: 60_000, seed: 2) },
    work: { try Resolver($0.input, on: twoThreads) },
    check: { people, resolver in
      let model = MatchingModel.table(records: people.input.persons.count)
      precondition(
        people.somePair.map { resolver.explain($0, $1, with: model) } != nil,
        "two records of one person can be asked about")
    })
  measure(
    "Estimate the model, 60,000 records", items: 60_000, "records", runs: 5,
    make: { try PreparedPeople(MadePeople(records: 60_000, seed: 2)) },
    work: { try $0.resolver.estimateModel() },
    check: { prepared, model in
      precondition(model == prepared.model, "the same records give the same model")
    })
  measure(
    "Score and join, 60,000 records", items: 60_000, "records", runs: 5,
    make: { try PreparedPeople(MadePeople(records: 60_000, seed: 2)) },
    work: { try $0.resolver.resolve(with: $0.model) }, check: { $0.people.check($1) })
  measure(
    "Add 3,000 records to 57,000 held", items: 3_000, "records", runs: 5,
    make: { try HeldPeople(MadePeople(records: 60_000, seed: 2), new: 3_000) },
    work: { people in
      var held = people.held
      _ = try held.add(people.new, on: twoThreads)
      return held
    },
    check: { $0.people.check($1.resolution()) })
  measure(
    "Add 25,000 records to 475,000 held", items: 25_000, "records", runs: 1,
    make: { try HeldPeople(MadePeople(records: 500_000, seed: 1), new: 25_000) },
    work: { people in
      var held = people.held
      _ = try held.add(people.new, on: twoThreads)
      return held
    },
    check: { $0.people.check($1.resolution()) })
}
