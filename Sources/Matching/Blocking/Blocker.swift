import Primitives

/// Candidate pairs: records that share a key of at least one rule.
///
/// Each rule sorts its keys; records of one key are a block; every pair of a block is a candidate.
/// A block above the ceiling is cut by a second key three times over (names, birth, home), so that
/// a pair that agrees on any of them stays a candidate; what is still too large is compared with
/// its nearest neighbours only, and counted in a warning. Pairs of all rules are sorted and
/// repeats dropped: no table of pairs is kept. O(k log k + pairs log pairs) for k keys.
struct Blocker: Sendable {
  let persons: PreparedPersons
  let ceiling: Int
  /// Neighbours compared in a block that no key cuts further.
  static let neighbours = 8

  /// Candidates in order, as `first << 32 | second` with first < second.
  struct Candidates: Sendable {
    var pairs: [UInt64]
    var warnings: [MatchingWarning]
  }

  func candidates(on workers: Workers) throws -> Candidates {
    let rules = BlockingRule.fixed + persons.extras.indices.map { BlockingRule.extra($0) }
    let found = try parallelMap(chunks: rules.count, on: workers) { candidates(by: rules[$0]) }
    var warnings: [MatchingWarning] = []
    for (rule, result) in zip(rules, found) where result.neighboursOnly > 0 {
      warnings.append(
        MatchingWarning(
          code: "MATCHING-BLOCK-CEILING", count: result.neighboursOnly,
          text: "records share one \(rule.name) with more than \(ceiling) others whom no second "
            + "key tells apart; each was compared with its nearest \(Self.neighbours) only"))
    }
    return Candidates(pairs: try merge(found.map(\.pairs), on: workers), warnings: warnings)
  }

  private struct RuleResult: Sendable {
    var pairs: [UInt64] = []
    var neighboursOnly = 0
  }

  private struct Entry {
    var key: UInt64
    var record: UInt32
  }

  private func candidates(by rule: BlockingRule) -> RuleResult {
    var entries: [Entry] = []
    entries.reserveCapacity(persons.count)
    var keys: [UInt64] = []
    for record in 0..<persons.count {
      keys.removeAll(keepingCapacity: true)
      rule.keys(of: record, in: persons, into: &keys)
      for key in keys { entries.append(Entry(key: key, record: UInt32(record))) }
    }
    var result = RuleResult()
    cut(entries, into: &result, depth: 0)
    // Some rules give a record several keys, so a pair may come twice.
    result.pairs.sort()
    return result
  }

  /// Sorts entries into blocks and takes each.
  private func cut(_ entries: [Entry], into result: inout RuleResult, depth: Int) {
    let sorted = entries.sorted {
      $0.key != $1.key ? $0.key < $1.key : $0.record < $1.record
    }
    var start = 0
    var members: [UInt32] = []
    while start < sorted.count {
      var end = start + 1
      while end < sorted.count && sorted[end].key == sorted[start].key { end += 1 }
      if end - start > 1 {
        members.removeAll(keepingCapacity: true)
        for at in start..<end where members.last != sorted[at].record {
          members.append(sorted[at].record)
        }
        take(members, into: &result, depth: depth)
      }
      start = end
    }
  }

  private func take(_ members: [UInt32], into result: inout RuleResult, depth: Int) {
    if members.count <= ceiling {
      for (at, first) in members.enumerated() {
        for second in members[(at + 1)...] {
          result.pairs.append(UInt64(first) &<< 32 | UInt64(second))
        }
      }
      return
    }
    // First every second key by itself, then, below it, the ones that were not used yet.
    let keys = depth == 0 ? [0, 1, 2] : depth < 3 ? [depth + 2] : []
    guard !keys.isEmpty else {
      takeNeighbours(members, into: &result)
      return
    }
    for key in keys {
      cut(
        members.map { Entry(key: secondKey(of: Int($0), key), record: $0) }, into: &result,
        depth: depth + 1)
    }
  }

  private func takeNeighbours(_ members: [UInt32], into result: inout RuleResult) {
    result.neighboursOnly += members.count
    let ordered = members.sorted {
      let left = persons.births[Int($0)].code
      let right = persons.births[Int($1)].code
      return left != right ? left < right : $0 < $1
    }
    for at in ordered.indices {
      for other in ordered[(at + 1)...].prefix(Self.neighbours) {
        let low = min(ordered[at], other)
        let high = max(ordered[at], other)
        result.pairs.append(UInt64(low) &<< 32 | UInt64(high))
      }
    }
  }

  /// Names (0), birth (1), home (2), and both names with birth and home (3, 4).
  private func secondKey(of record: Int, _ number: Int) -> UInt64 {
    let form = persons.forms[Int(persons.formStarts[record])]
    let sound =
      form.family >= 0 ? Int32(bitPattern: persons.tokens.sounds[Int(form.family)]) : -1
    let first = persons.given(form).first ?? -1
    let birth = persons.births[record]
    let home = persons.homeOf[record]
    let postcode = home >= 0 ? persons.homes[Int(home)].postcode : -1
    switch number {
    case 0:
      let initial = first >= 0 ? Int32(persons.tokens.initial(first)) : -1
      return BlockingRule.key(31, sound, initial)
    case 1: return BlockingRule.key(32, Int32(birth.year), Int32(birth.month))
    case 2: return BlockingRule.key(33, postcode, sound)
    case 3: return BlockingRule.key(34, first, Int32(birth.year))
    default: return BlockingRule.key(35, postcode, Int32(birth.code))
    }
  }

  /// All lists, each sorted, into one without repeats, by runs of records on several threads.
  private func merge(_ lists: [[UInt64]], on workers: Workers) throws -> [UInt64] {
    let chunks = max(1, min(64, persons.count / 512))
    let parts = try parallelMap(chunks: chunks, on: workers) { chunk in
      let bounds = chunkBounds(chunk, of: chunks, count: persons.count)
      let low = UInt64(bounds.lowerBound) &<< 32
      let high = UInt64(bounds.upperBound) &<< 32
      var all: [UInt64] = []
      for list in lists {
        all.append(
          contentsOf: list[Self.lowerBound(low, in: list)..<Self.lowerBound(high, in: list)])
      }
      all.sort()
      var kept: [UInt64] = []
      kept.reserveCapacity(all.count)
      for pair in all where kept.last != pair { kept.append(pair) }
      return kept
    }
    var result: [UInt64] = []
    result.reserveCapacity(parts.reduce(0) { $0 + $1.count })
    for part in parts { result.append(contentsOf: part) }
    return result
  }

  private static func lowerBound(_ pair: UInt64, in list: [UInt64]) -> Int {
    var low = 0
    var high = list.count
    while low < high {
      let middle = (low + high) / 2
      if list[middle] < pair { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
