import Glibc
import Matching
import Primitives
import Vocabulary

/// Who is who, as the set says.
struct Answers {
  /// Positions of records, and the person's ordinal of each.
  let positions: [RecordKey: Int]
  let truth: [Int]
  /// Pairs of one person.
  let wanted: Int

  init(path: String, keys: [RecordKey]) throws {
    let file = try DelimitedFile(path: path)
    guard file.header.count >= 2 else {
      throw DelimitedFile.Failure.column(path: path, name: "the person")
    }
    var persons: [String: Int] = [:]
    var personOf: [RecordKey: Int] = [:]
    for row in file.rows {
      guard let id = row[file.header[0]], let person = row[file.header[1]] else { continue }
      let next = persons.count
      personOf[PeopleForm.key(id)] = persons[person, default: next]
      persons[person] = persons[person] ?? next
    }
    positions = Dictionary(
      keys.enumerated().map { ($0.element, $0.offset) }, uniquingKeysWith: { first, _ in first })
    truth = keys.map { personOf[$0] ?? -1 }
    wanted = PairQuality(groups: truth, truth: truth).wanted
  }

  /// Whether two records are of one person; nil when one of them is not known.
  func areOne(_ one: RecordKey, _ other: RecordKey) -> Bool? {
    guard let a = positions[one], let b = positions[other], truth[a] >= 0, truth[b] >= 0 else {
      return nil
    }
    return truth[a] == truth[b]
  }
}

/// Our entities and pairs against the answers.
struct OurResult {
  private let resolution: Resolution
  private let answers: Answers
  private let merges: PairQuality
  private let curve: PairCurve

  init(_ resolution: Resolution, answers: Answers) {
    self.resolution = resolution
    self.answers = answers
    var groups = [Int](repeating: -1, count: answers.truth.count)
    for (ordinal, entity) in resolution.entities.enumerated() {
      for member in entity.members {
        guard let at = answers.positions[member.key], answers.truth[at] >= 0 else { continue }
        groups[at] = ordinal
      }
    }
    merges = PairQuality(groups: groups, truth: answers.truth)
    curve = PairCurve(
      resolution.pairs.compactMap { pair in
        answers.areOne(pair.first, pair.second).map {
          PairCurve.Pair(score: pair.probability, isOne: $0)
        }
      }, wanted: answers.wanted)
  }

  func show() {
    print(
      "ours     P \(rounded(merges.precision)) R \(rounded(merges.recall)) "
        + "F1 \(rounded(merges.f1)), of entities at our threshold")
    print("         false merges \(merges.falseMerges), missed merges \(merges.missedMerges)")
    let best = curve.best
    print(
      "         best F1 of any threshold \(rounded(best.quality.f1)) at \(rounded(best.score)); "
        + "kept pairs \(curve.count), of them one person \(curve.right) of \(answers.wanted)")
    for bound in [0.99, 0.999] {
      let sure = curve.wrong(from: bound)
      print(
        "         from \(bound): \(sure.pairs) pairs, \(sure.wrong) wrong "
          + "(\(rounded(100 * Double(sure.wrong) / Double(max(1, sure.pairs)), 2)) %)")
    }
    for bin in curve.reliability() {
      print(
        "         said from \(bin.from): \(bin.pairs) pairs, said \(rounded(bin.said, 3)), "
          + "true \(rounded(bin.share, 3))")
    }
  }

  /// The likeliest false merges and the least likely missed ones, field by field.
  func showWrong(_ count: Int, persons: [PersonForMatching]) {
    let wrong = resolution.pairs.filter { $0.isJoined }.filter {
      answers.areOne($0.first, $0.second) == false
    }.sorted { $0.probability > $1.probability }
    let missed = resolution.pairs.filter { !$0.isJoined }.filter {
      answers.areOne($0.first, $0.second) == true
    }.sorted { $0.probability > $1.probability }
    for (title, pairs) in [("false merges", wrong), ("missed merges", missed)] {
      print("\(title): \(pairs.count) among kept pairs")
      for pair in pairs.prefix(count) {
        print("  \(rounded(pair.bits.value, 2)) bits, levels \(pair.levels)")
        for key in [pair.first, pair.second] {
          if let at = answers.positions[key] { print("    \(Self.line(persons[at]))") }
        }
      }
    }
  }

  private static func line(_ person: PersonForMatching) -> String {
    ([
      person.key.id, person.familyName, person.givenNames, person.dateOfBirth?.text, person.sex,
      person.address, person.postcode, person.numbers.first.map { String($0) },
    ] + person.extra).map { $0 ?? "–" }.joined(separator: " | ")
  }

  /// Every kept pair with its levels, for a spreadsheet.
  func write(to path: String) throws {
    var lines = ["rec_a,rec_b,bits,is_joined,is_one,levels"]
    for pair in resolution.pairs {
      let isOne = answers.areOne(pair.first, pair.second) == true
      let levels = pair.levels.map { String($0) }.joined(separator: " ")
      lines.append(
        "\(pair.first.id),\(pair.second.id),\(pair.bits.value),\(pair.isJoined ? 1 : 0),"
          + "\(isOne ? 1 : 0),\(levels)")
    }
    try writeText(lines.joined(separator: "\n") + "\n", to: path)
  }
}

/// A peer's scored pairs against the answers.
struct PeerResult {
  private let curve: PairCurve

  init(path: String, answers: Answers) throws {
    let file = try DelimitedFile(path: path)
    for name in ["rec_a", "rec_b", "score"] where !file.header.contains(name) {
      throw DelimitedFile.Failure.column(path: path, name: name)
    }
    curve = PairCurve(
      file.rows.compactMap { row in
        guard let a = row["rec_a"], let b = row["rec_b"],
          let score = row["score"].flatMap({ Double($0) }),
          let isOne = answers.areOne(PeopleForm.key(a), PeopleForm.key(b))
        else { return nil }
        return PairCurve.Pair(score: score, isOne: isOne)
      }, wanted: answers.wanted)
  }

  func show() {
    let best = curve.best
    print(
      "peer     P \(rounded(best.quality.precision)) R \(rounded(best.quality.recall)) "
        + "F1 \(rounded(best.quality.f1)), of pairs at its best threshold \(rounded(best.score))")
    print(
      "         false merges \(best.quality.falseMerges), "
        + "missed merges \(best.quality.missedMerges); scored pairs \(curve.count)")
  }
}
