import Primitives
import Testing
import Vocabulary

@testable import Matching

// Goal: the traps hold, judgements rule, and the same records give the same bytes. Method: a small
// invented force's records with planted cases; labelled pairs graded clear, likely and borderline.

@Suite struct ResolverTests {
  // MARK: Traps

  @Test func twinsStayTwo() throws {
    let home = ("14 Canal Street", "WA7 2PQ")
    let resolution = try Background.resolve([
      person(
        "t1", "Marlowe", "Callum", "1999-04-03", sex: "M", address: home.0, postcode: home.1,
        numbers: [447_700_900_111]),
      person(
        "t2", "Marlowe", "Declan", "1999-04-03", sex: "M", address: home.0, postcode: home.1,
        numbers: [447_700_900_111]),
      person("t3", "Marlowe", "Callum", "1999-04-03", sex: "M", postcode: home.1),
      person("t4", "MARLOWE", "Declan", "1999-04-03", sex: "M", address: home.0),
      person(
        "j1", "Underhill", "Jane", "1998-11-20", sex: "F", address: "3 Elm Road", postcode: "L8 4TT"
      ),
      person(
        "j2", "Underhill", "Joan", "1998-11-20", sex: "F", address: "3 Elm Road", postcode: "L8 4TT"
      ),
    ])
    #expect(!resolution.areOne("t1", "t2"))
    #expect(!resolution.areOne("t3", "t4"))
    #expect(!resolution.areOne("j1", "j2"))
    #expect(resolution.areOne("t1", "t3"))
    #expect(resolution.areOne("t2", "t4"))
  }

  @Test func fatherAndSonOfOneNameStayTwo() throws {
    let resolution = try Background.resolve([
      person(
        "f", "Marlowe", "Patrick", "1968-09-17", sex: "M", address: "14 Canal Street",
        postcode: "WA7 2PQ", numbers: [447_700_900_111]),
      person(
        "s", "Marlowe", "Patrick", "1994-02-01", sex: "M", address: "14 Canal Street",
        postcode: "WA7 2PQ", numbers: [447_700_900_111]),
      person(
        "s2", "Marlowe", "Paddy", "1994-02-10", sex: "M", address: "14 Canal Street",
        postcode: "WA7 2PQ"),
    ])
    #expect(!resolution.areOne("f", "s"))
    #expect(!resolution.areOne("f", "s2"))
    #expect(resolution.areOne("s", "s2"))
  }

  @Test func placeholderBirthdaysDoNotMakeOnePerson() throws {
    let resolution = try Background.resolve([
      person("p1", "Khan", "Ali", "1990-01-01", sex: "M", postcode: "M8 1AB"),
      person("p2", "Khan", "Aaron", "1990-01-01", sex: "M", postcode: "BL3 4CD"),
      person("p3", "Ahmed", "Ali", "1990-01-01", sex: "M"),
      person("p4", "Smith", "John", "1985-01-01", sex: "M"),
      person("p5", "Smith", "James", "1985-01-01", sex: "M"),
    ])
    for (a, b) in [("p1", "p2"), ("p1", "p3"), ("p4", "p5")] {
      #expect(!resolution.areOne(a, b), "\(a) \(b)")
    }
  }

  @Test func differentIdentifiersAreNeverJoined() throws {
    let twice = { (id: String, pnc: String) in
      person(
        id, "Marlowe", "Patrick", "1968-09-17", sex: "M", address: "14 Canal Street",
        postcode: "WA7 2PQ", pnc: pnc, numbers: [447_700_900_111])
    }
    let resolution = try Background.resolve([
      twice("a", "1994/12345A"), twice("b", "94/0012345a"), twice("c", "1994/12346B"),
    ])
    #expect(resolution.areOne("a", "b"))
    #expect(!resolution.areOne("a", "c"))
  }

  @Test func peopleOfOneEventStayTwo() throws {
    let records = (1...3).map {
      person("e\($0)", "Marlowe", "Patrick", "1968-09-17", sex: "M", postcode: "WA7 2PQ")
    }
    #expect(try Background.resolve(records).areOne("e1", "e3"))
    let told = try Background.resolve(records, together: [RecordPair(key("e3"), key("e1"))])
    #expect(!told.areOne("e1", "e3"))
  }

  @Test func aNumberSharedByManyJoinsNobody() throws {
    let records = (0..<40).map {
      person(
        "h\($0)", "Surname\(["ab", "cd", "ef", "gh"][$0 % 4])\($0)", "Name\($0)",
        "19\(60 + $0)-03-1\($0 % 10)", numbers: [447_700_900_999])
    }
    let resolution = try Background.resolve(records)
    for a in 0..<40 { #expect(!resolution.areOne("h\(a)", "h\((a + 1) % 40)")) }
  }

  // MARK: Judgements and children

  @Test func judgementsRule() throws {
    let records = [
      person("a", "Marlowe", "Patrick", "1968-09-17", sex: "M", postcode: "WA7 2PQ"),
      person("b", "Marlowe", "Patrick", "1968-09-17", sex: "M", postcode: "WA7 2PQ"),
      person("c", "Okonedo", "Beatrix", "1991-12-02", sex: "F"),
    ]
    func judged(_ left: String, _ right: String, _ verdict: MatchingJudgement.Verdict) throws
      -> Groups
    {
      try Background.resolve(
        records,
        judgements: [MatchingJudgement(left: key(left), right: key(right), verdict: verdict)])
    }
    #expect(try Background.resolve(records).areOne("a", "b"))
    #expect(!(try judged("b", "a", .notTheSame).areOne("a", "b")))
    #expect(!(try judged("a", "b", .unsure).areOne("a", "b")))
    let forced = try judged("a", "c", .same)
    #expect(forced.areOne("a", "c"))
    #expect(forced.resolution.warnings.contains { $0.code == "MATCHING-JUDGEMENT-AGAINST" })
    #expect(
      forced.resolution.entities.first { $0.members.contains { $0.key == key("c") } }?.members
        .first { $0.key == key("c") }?.probability == 1)
  }

  @Test func aChildNeedsMoreThanAnAdult() throws {
    func pair(_ prefix: String, year: Int) -> [PersonForMatching] {
      [
        person(prefix + "1", "Marlow", "Patrik", "\(year)-09-17", sex: "M"),
        person(prefix + "2", "Marlowe", "Patrick", "\(year)-09-18", sex: "M"),
      ]
    }
    let input = MatchingInput(
      persons: Background.records + pair("adult", year: 1980) + pair("child", year: 2011),
      asOf: PersonWorld.asOf)
    let resolver = try Resolver(input, settings: quickSettings(), on: .one)
    let model = try resolver.estimateModel()
    let adult = try #require(resolver.explain(key("adult1"), key("adult2"), with: model))
    let child = try #require(resolver.explain(key("child1"), key("child2"), with: model))
    #expect(adult.probability > 0.9)
    #expect(abs(adult.probability - child.probability) < 0.01)
    let resolution = Groups(try resolver.resolve(with: model))
    #expect(resolution.areOne("adult1", "adult2"))
    #expect(resolution.areOne("child1", "child2") == (child.probability >= 0.999))
  }

  @Test func ageIsReadCautiously() {
    let asOf = PersonWorld.day(2026, 3, 1)
    func age(_ text: String) -> MemberFacts.Age {
      MemberFacts.age(PackedBirth(date(text)), asOf: asOf)
    }
    #expect(age("2008-03-01") == .adult)
    #expect(age("2008-03-02") == .possiblyChild)
    #expect(age("2008-01-01") == .possiblyChild)
    #expect(age("2008") == .possiblyChild)
    #expect(age("2007") == .adult)
    #expect(age("2008-02") == .adult)
    #expect(MemberFacts.age(PackedBirth(), asOf: asOf) == .unknown)
  }

  // MARK: Laws

  @Test func everyRecordStandsInOneEntity() throws {
    let world = PersonWorld(seed: 21, recordCount: 250)
    let resolution = try resolve(world.records)
    let members = resolution.entities.flatMap { $0.members.map(\.key) }
    #expect(members.count == world.records.count)
    #expect(Set(members) == Set(world.records.map(\.key)))
    for entity in resolution.entities {
      #expect(entity.id.hasPrefix("p-") && entity.id.utf8.count == 14)
      #expect(entity.members.map(\.key) == entity.members.map(\.key).sorted())
      for member in entity.members { #expect(member.probability > 0 && member.probability <= 1) }
    }
    #expect(Set(resolution.entities.map(\.id)).count == resolution.entities.count)
  }

  @Test func orderAndThreadsChangeNothing() throws {
    let world = PersonWorld(seed: 22, recordCount: 250)
    func bytes(_ persons: [PersonForMatching], _ threads: Int) throws -> String {
      let resolver = try Resolver(
        MatchingInput(persons: persons, asOf: PersonWorld.asOf), settings: quickSettings(),
        on: Workers(threads: threads))
      let model = try resolver.estimateModel()
      let resolution = try resolver.resolve(with: model)
      return model.text + "\(resolution.entities)\(resolution.pairs)\(resolution.warnings)"
    }
    let once = try bytes(world.records, 1)
    var draws = SeededGenerator(seed: 23)
    #expect(try bytes(world.records, 3) == once)
    #expect(try bytes(world.records.shuffled(using: &draws), 2) == once)
  }

  @Test func repeatedKeysAreKeptOnceAndSaid() throws {
    let twice = [person("a", "Smith", "John"), person("a", "Smith", "Jon")]
    let one = try resolve(twice)
    let other = try resolve(twice.reversed())
    #expect(one.entities == other.entities)
    #expect(one.entities.count == 1)
    #expect(one.warnings.map(\.code) == ["MATCHING-REPEATED-KEY"])
  }

  @Test func aFrozenModelReadFromTextScoresTheSame() throws {
    let world = PersonWorld(seed: 24, recordCount: 200)
    let resolver = try Resolver(
      MatchingInput(persons: world.records, asOf: PersonWorld.asOf), settings: quickSettings(),
      on: .one)
    let model = try resolver.estimateModel()
    let again = try MatchingModel(text: model.text)
    #expect(try resolver.resolve(with: again).pairs == resolver.resolve(with: model).pairs)
  }

  @Test func theWaterfallAddsUpToTheScore() throws {
    let world = PersonWorld(seed: 25, recordCount: 300)
    let resolver = try Resolver(
      MatchingInput(persons: world.records, asOf: PersonWorld.asOf), settings: quickSettings(),
      on: .one)
    let model = try resolver.estimateModel()
    let resolution = try resolver.resolve(with: model)
    #expect(resolution.pairs.count > 50)
    for pair in resolution.pairs {
      let waterfall = try #require(resolver.explain(pair.second, pair.first, with: model))
      // The two and the model alone are enough.
      let few = PairExplainer(
        world.records.filter { [pair.first, pair.second].contains($0.key) }, model: model)
      #expect(few.waterfall(pair.first, pair.second) == waterfall)
      #expect(abs(waterfall.total.value - pair.bits.value) < 0.001)
      #expect(waterfall.household.value < 0.001)
      for (step, level) in zip(waterfall.steps, pair.levels) {
        #expect(
          step.level
            == (level < 0
              ? nil : model.comparisons[step.comparison.position].levels[Int(level)].name))
      }
    }
    #expect(resolver.explain(key("nobody"), world.records[0].key, with: model) == nil)
  }

  @Test func hostileRecordsNeitherCrashNorMatch() throws {
    let cells = [
      "", " ", "\u{0}", "'; DROP TABLE persons; --", "💥💥💥", String(repeating: "x", count: 20_000),
      String(repeating: "é ", count: 3000), "\u{202E}txet", "=1+1", "<script>", "..", "-", "\r\n",
      "NULL", "0", "nan", "\u{301}\u{301}\u{301}", "𝔍𝔬𝔥𝔫", "李小龍", "محمد", "A", "-1e309",
    ]
    let records = cells.enumerated().map { at, cell in
      PersonForMatching(
        key: key("\(at)"), familyName: cell, givenNames: cell, aliases: [cell, cell], sex: cell,
        pncId: cell, address: cell, postcode: cell, numbers: [0, UInt64.max, UInt64(at)],
        extra: [cell])
    }
    let resolver = try Resolver(
      MatchingInput(persons: records, extraNames: ["note"], asOf: PersonWorld.asOf),
      settings: quickSettings(), on: .one)
    let resolution = try resolver.resolve(with: try resolver.estimateModel())
    #expect(resolution.entities.count == records.count)
  }

  @Test func fiftyRecordsResolveSensibly() throws {
    var counts = (found: 0, right: 0, wanted: 0)
    for seed in UInt64(1)...8 {
      let world = PersonWorld(seed: seed, recordCount: 50)
      let pairs = PairCounts(try resolve(world.records), truth: world.truth)
      counts.found += pairs.found
      counts.right += pairs.right
      counts.wanted += pairs.wanted
    }
    #expect(Double(counts.right) >= 0.97 * Double(counts.found), "\(counts)")
    #expect(Double(counts.right) >= 0.80 * Double(counts.wanted), "\(counts)")
  }

  @Test func sixHundredInventedRecordsAreResolvedWell() throws {
    let world = PersonWorld(seed: 31, recordCount: 600)
    let resolution = try resolve(world.records, threads: 2)
    let counts = PairCounts(resolution, truth: world.truth)
    #expect(counts.precision >= 0.98, "\(counts)")
    #expect(counts.recall >= 0.86, "\(counts)")
    let sure = resolution.pairs.filter { $0.probability >= 0.99 }
    let wrong = sure.count { world.truth[$0.first] != world.truth[$0.second] }
    #expect(Double(wrong) <= 0.01 * Double(sure.count), "\(wrong) of \(sure.count)")
  }
}
