import Primitives
import Testing
import Vocabulary

@testable import Matching

// Goal: new records resolved against held ones give what resolving everything at once gives; what
// changed is reported so that it can be undone; held bytes come back the same and broken ones are
// refused. Method: random splits of invented records in several nights, with judgements, pairs of
// one event and birthdays between; every cut of the bytes.

@Suite struct HeldResolutionTests {
  static func input(
    _ persons: [PersonForMatching], _ judgements: [MatchingJudgement] = [],
    _ together: [RecordPair] = [], asOf: CivilDate = PersonWorld.asOf
  ) -> MatchingInput {
    MatchingInput(
      persons: persons, togetherInEvent: together, judgements: judgements, asOf: asOf)
  }

  /// Judgements and pairs of one event among these records, many of them about likely pairs.
  static func told(
    _ resolution: Resolution, _ draws: inout SeededGenerator
  ) -> (judgements: [MatchingJudgement], together: [RecordPair]) {
    var judgements: [MatchingJudgement] = []
    var together: [RecordPair] = []
    for pair in resolution.pairs {
      switch draws.unit() {
      case ..<0.06:
        judgements.append(
          MatchingJudgement(left: pair.second, right: pair.first, verdict: .notTheSame))
      case ..<0.12:
        judgements.append(
          MatchingJudgement(left: pair.first, right: pair.second, verdict: .unsure))
      case ..<0.18: together.append(RecordPair(pair.first, pair.second))
      default: break
      }
    }
    let keys = resolution.entities.flatMap { $0.members.map(\.key) }
    for _ in 0..<4 {
      judgements.append(
        MatchingJudgement(
          left: keys[draws.below(keys.count)], right: keys[draws.below(keys.count)],
          verdict: .same))
    }
    return (judgements, together)
  }

  @Test(arguments: [UInt64(1), 2, 3, 4, 5, 6])
  func nightByNightGivesWhatAllAtOnceGives(seed: UInt64) throws {
    let world = PersonWorld(seed: 100 + seed, recordCount: 260)
    var draws = SeededGenerator(seed: seed)
    let records = world.records.shuffled(using: &draws)
    let resolver = try Resolver(Self.input(records), settings: quickSettings(), on: .one)
    let model = try resolver.estimateModel()
    let told = Self.told(try resolver.resolve(with: model), &draws)
    let asOf = PersonWorld.asOf.adding(days: 400)
    let atOnce = try Resolver(
      Self.input(records, told.judgements, told.together, asOf: asOf), settings: quickSettings(),
      on: .one
    ).resolve(with: model)

    let cuts = [draws.below(200) + 20, 230, 230, records.count]
    var held = try Resolver(
      Self.input(
        Array(records[..<cuts[0]]), Array(told.judgements.prefix(5)),
        Array(told.together.suffix(3))),
      settings: quickSettings(), on: .one
    ).hold(with: model)
    for (from, to) in zip(cuts, cuts.dropFirst()) {
      let isLast = to == records.count
      let night = Self.input(
        Array(records[min(from, to)..<to]),
        isLast ? told.judgements : Array(told.judgements.dropFirst(3)),
        isLast ? told.together : Array(told.together.dropLast(2)),
        asOf: isLast ? asOf : PersonWorld.asOf)
      _ = try held.add(night, on: Workers(threads: 2))
      // As it would be read back on the next night.
      held = try HeldResolution(bytes: held.bytes)
    }
    let found = held.resolution()
    #expect(found.entities == atOnce.entities, "seed \(seed)")
    #expect(found.pairs == atOnce.pairs, "seed \(seed)")
    #expect(
      found.warnings.filter { $0.code == "MATCHING-JUDGEMENT-AGAINST" }
        == atOnce.warnings.filter { $0.code == "MATCHING-JUDGEMENT-AGAINST" }, "seed \(seed)")
  }

  @Test(arguments: [UInt64(31), 32, 33, 34, 35, 36])
  func recordsThatGoAndAreCorrectedGiveWhatIsThereAtOnce(seed: UInt64) throws {
    var draws = SeededGenerator(seed: seed)
    let records = PersonWorld(seed: seed, recordCount: 260).records.shuffled(using: &draws)
    let resolver = try Resolver(Self.input(records), settings: quickSettings(), on: .one)
    let model = try resolver.estimateModel()
    let told = Self.told(try resolver.resolve(with: model), &draws)
    var there = Array(records[..<200])
    func input(_ persons: [PersonForMatching]) -> MatchingInput {
      Self.input(persons, told.judgements, told.together)
    }
    var held = try Resolver(input(there), settings: quickSettings(), on: .one).hold(with: model)
    for night in 0..<3 {
      let before = Self.groups(held.resolution())
      let new = Array(records[(200 + night * 20)..<(220 + night * 20)])
      // Some go; some say from now on what another says.
      let gone = Set((0..<12).map { _ in there[draws.below(there.count)].key })
      var corrected: [RecordKey: PersonForMatching] = [:]
      for _ in 0..<12 {
        var record = there[draws.below(there.count)]
        guard !gone.contains(record.key) else { continue }
        record.familyName = there[draws.below(there.count)].familyName
        if draws.chance(0.5) { record.dateOfBirth = nil }
        corrected[record.key] = record
      }
      let changed = corrected.values.sorted { $0.key < $1.key }
      let added = try held.update(
        input(changed + new), removing: gone.sorted() + changed.map(\.key) + [key("nobody")],
        on: Workers(threads: 2))
      #expect(added.records == changed.count + new.count)
      #expect(added.removed == gone.count + changed.count)
      there = there.filter { !gone.contains($0.key) }.map { corrected[$0.key] ?? $0 } + new
      let atOnce = try Resolver(input(there), settings: quickSettings(), on: .one)
        .resolve(with: model)
      let found = held.resolution()
      #expect(found.entities == atOnce.entities, "seed \(seed), night \(night)")
      #expect(found.pairs == atOnce.pairs, "seed \(seed), night \(night)")
      // What is reported names every entity that is not what it was.
      let after = Self.groups(found)
      let reported = Set(added.changes.flatMap(\.before).map(\.id))
      for (id, members) in before where after[id] != members { #expect(reported.contains(id)) }
      let smallest = added.changes.compactMap {
        ($0.before + $0.after).flatMap(\.members).min()
      }
      #expect(smallest.count == added.changes.count && smallest == smallest.sorted())
    }
  }

  @Test(arguments: [UInt64(21), 22, 23])
  func changesLeadFromBeforeToAfterAndBack(seed: UInt64) throws {
    let world = PersonWorld(seed: seed, recordCount: 260)
    var draws = SeededGenerator(seed: seed)
    let records = world.records.shuffled(using: &draws)
    let resolver = try Resolver(Self.input(records), settings: quickSettings(), on: .one)
    let model = try resolver.estimateModel()
    let told = Self.told(try resolver.resolve(with: model), &draws)
    var held = try Resolver(
      Self.input(Array(records[..<180])), settings: quickSettings(), on: .one
    ).hold(with: model)
    let before = Self.groups(held.resolution())
    let added = try held.add(
      Self.input(Array(records[180...]), told.judgements, told.together), on: .one)
    let after = Self.groups(held.resolution())
    #expect(added.records == records.count - 180)
    #expect(added.changes.contains { $0.isMerge } || added.changes.contains { $0.isSplit })

    var forward = before
    var back = after
    let new = Set(records[180...].map(\.key))
    for change in added.changes {
      for entity in change.before { forward[entity.id] = nil }
      for entity in change.after { forward[entity.id] = entity.members }
      for entity in change.after { back[entity.id] = nil }
    }
    for change in added.changes {
      for entity in change.before { back[entity.id] = entity.members }
    }
    // What is left are entities of new records alone, which are no change.
    for (id, members) in after where members.allSatisfy({ new.contains($0) }) {
      forward[id] = members
      if before[id] == nil { back[id] = nil }
    }
    #expect(forward == after, "seed \(seed)")
    #expect(back == before, "seed \(seed)")
  }

  private static func groups(_ resolution: Resolution) -> [String: [RecordKey]] {
    Dictionary(
      uniqueKeysWithValues: resolution.entities.map { ($0.id, $0.members.map(\.key)) })
  }

  @Test func nothingNewChangesNothing() throws {
    let world = PersonWorld(seed: 31, recordCount: 150)
    let resolver = try Resolver(Self.input(world.records), settings: quickSettings(), on: .one)
    var held = try resolver.hold(with: try resolver.estimateModel())
    let before = held.resolution()
    let again = try held.add(Self.input(Array(world.records.prefix(7))), on: .one)
    #expect(again.records == 0 && again.changes.isEmpty && again.candidatePairs == 0)
    #expect(again.warnings.map(\.code).contains("MATCHING-REPEATED-KEY"))
    #expect(held.resolution().entities == before.entities)
  }

  @Test func bytesComeBackTheSame() throws {
    var records = PersonWorld(seed: 32, recordCount: 120).records
    records[0].aliases = ["Joe Bloggs", "Ann"]
    records[0].extra = ["one two"]
    let input = MatchingInput(
      persons: records, extraNames: ["note"],
      togetherInEvent: [RecordPair(records[0].key, records[1].key)],
      judgements: [
        MatchingJudgement(left: records[2].key, right: records[3].key, verdict: .same)
      ], asOf: PersonWorld.asOf)
    let resolver = try Resolver(input, settings: quickSettings(), on: .one)
    let held = try resolver.hold(with: try resolver.estimateModel())
    let again = try HeldResolution(bytes: held.bytes)
    #expect(again.bytes == held.bytes)
    #expect(again.resolution().entities == held.resolution().entities)
    #expect(again.resolution().pairs == held.resolution().pairs)
    #expect(again.model == held.model && again.count == held.count)
  }

  @Test func brokenBytesAreRefused() throws {
    let resolver = try Resolver(
      Self.input(PersonWorld(seed: 33, recordCount: 20).records), settings: quickSettings(),
      on: .one)
    let bytes = try resolver.hold(with: MatchingModel.table(records: 20)).bytes
    for count in stride(from: 0, to: bytes.count, by: 97) {
      #expect(throws: HeldResolutionDefect.self) {
        _ = try HeldResolution(bytes: Array(bytes[..<count]))
      }
    }
    for at in stride(from: 0, to: bytes.count, by: 131) {
      var changed = bytes
      changed[at] ^= 0x10
      #expect(throws: HeldResolutionDefect.self) { _ = try HeldResolution(bytes: changed) }
    }
  }
}
