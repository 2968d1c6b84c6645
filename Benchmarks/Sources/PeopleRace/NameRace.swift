import Matching

/// Pairs of names that people have labelled, by name alone.
struct NameRace {
  let path: String

  func run() throws {
    let file = try DelimitedFile(path: path)
    for name in ["name1", "name2", "is_match"] where !file.header.contains(name) {
      throw DelimitedFile.Failure.column(path: path, name: name)
    }
    var schemas: [String: [PairCurve.Pair]] = [:]
    for row in file.rows {
      guard let one = row["name1"], let other = row["name2"], let isMatch = row["is_match"] else {
        continue
      }
      schemas[row["schema"] ?? "all", default: []].append(
        PairCurve.Pair(score: NameAlikeness.score(one, other), isOne: isMatch == "true"))
    }
    for (schema, pairs) in schemas.sorted(by: { $0.key < $1.key }) {
      let wanted = pairs.count { $0.isOne }
      let found = pairs.filter { $0.score >= NameAlikeness.threshold }
      let quality = PairQuality(
        found: found.count, right: found.count { $0.isOne }, wanted: wanted)
      let best = PairCurve(pairs, wanted: wanted).best
      print(
        "names of \(schema): \(pairs.count) pairs, P \(rounded(quality.precision)) "
          + "R \(rounded(quality.recall)) F1 \(rounded(quality.f1)) at our threshold; "
          + "best \(rounded(best.quality.f1)) at \(rounded(best.score))")
    }
  }
}
