import Picture
import Primitives
import Signals
import TestKit
import Testing
import Vocabulary

@testable import Tasking

/// G05. Goal: nobody who is or may be under 18 is on the list of controllers, and a link that shows
/// them carries conditions. Method: a table of ages, at the last second of a day in London and at
/// the first of the next.
@Suite struct AgeRulesTests {
  /// Dates of birth of the records of each person, and from when on they are surely of age: never,
  /// after midnight, or before it too.
  private static let people: [(name: String, births: [String], before: Bool, after: Bool)] = [
    ("9", ["2016-06-01"], false, false), ("10", ["2015-06-01"], false, false),
    ("15", ["2010-06-01"], false, false), ("17 and 364 days", ["2008-04-02"], false, false),
    ("turns 18 overnight", ["2008-04-01"], false, true), ("18", ["2008-03-31"], true, true),
    ("unknown", [""], false, false), ("year alone, may be 17", ["2008"], false, false),
    ("year alone, 18", ["2007"], true, true), ("month alone", ["2008-04"], false, false),
    ("disputed", ["1999-01-01", "2009-01-01"], false, false),
    ("disputed, of age", ["1999-01-01", "2000-01-01"], true, true),
    ("said once", ["1999-01-01", ""], true, true),
  ]

  private func input(at time: String) throws -> TaskingInput {
    let asOf = try #require(TimeText.read(time)).instant
    var builder = HoldingsBuilder(asOf: asOf, files: [])
    var rows: [RecordRow] = []
    for (index, person) in Self.people.enumerated() {
      for (record, birth) in person.births.enumerated() {
        let id = "P\(index < 10 ? "0" : "")\(index)-\(record)"
        rows.append(
          try madeRow(.persons, source: "north", ["person_id": id, "date_of_birth": birth]))
      }
    }
    builder.add(rows)
    let holdings = builder.build()
    let groups = Dictionary(grouping: holdings.persons.indices) {
      String(holdings.persons[$0].key.id.prefix(3))
    }
    let picture = RegionalPicture(
      holdings: holdings,
      entities: groups.map { name, records in
        PersonEntity(
          id: name, records: records.sorted(), probabilities: records.map { _ in 1 })
      })
    let number = try TelephoneNumber("+447700900001").packed
    return TaskingInput(
      picture: picture, lineages: [], vehicles: [],
      controllers: picture.entities.indices.map {
        PersonCandidate(entity: $0, findings: [], unasked: [:], lineages: [])
      }, periphery: [], premises: [],
      links: picture.entities.indices.map {
        InferredLink(
          kind: .personLine, left: .person($0), right: .number(number), probability: 0.5,
          firstSeen: 0, lastSeen: 1, reasons: ["calls"],
          evidence: [Evidence(.persons, picture.entities[$0].records[0])])
      }, catalogue: SignalCatalogue.all, policy: ScorePolicy(standard: SignalCatalogue.all),
      earlier: [:], seed: 1)
  }

  @Test(arguments: [false, true]) func onlyThoseSurelyOfAgeAreNamed(isAfter: Bool) throws {
    let input = try input(at: isAfter ? "2026-03-31T23:00:00Z" : "2026-03-31T22:59:59Z")
    let named = Set(ControllerList(input: input).drafts().map(\.subject))
    let links = LinkTable(input: input).table()
    func cell(_ row: [ListCell], _ column: String) throws -> String {
      row[try #require(links.columns.firstIndex(of: column))].plain
    }
    let byLeft = try Dictionary(
      uniqueKeysWithValues: links.rows.map { (try cell($0, "left"), $0) })
    for (index, person) in Self.people.enumerated() {
      let isOfAge = isAfter ? person.after : person.before
      let id = "P\(index < 10 ? "0" : "")\(index)"
      #expect(named.contains(id) == isOfAge, "\(person.name)")
      let row = try #require(byLeft["north:\(id)-0"])
      #expect(try cell(row, "handling") == (isOfAge ? "P" : "C"), "\(person.name)")
      #expect(try cell(row, "safeguarding") == (isOfAge ? "false" : "true"), "\(person.name)")
      #expect(try cell(row, "basis") == "inferred")
    }
  }
}
