import TestKit
import Testing
import Vocabulary

/// G04. Goal: what a person is is said event by event, and what is not known never becomes a
/// suspicion. Method: every set of categories; roles written and read, right and wrong.
@Suite struct SubjectCategoryTests {
  @Test func onlyAVictimIsKeptApart() {
    withEverySubset(of: SubjectCategory.allCases) { known in
      // Told again: a victim, and nobody who is a suspect, convicted or something else.
      let isVictim =
        known.contains(.victim) && !known.contains(.suspect) && !known.contains(.convicted)
        && !known.contains(.other)
      #expect(SubjectCategory.isVictimOnly(known) == isVictim, "\(known)")
    }
  }

  @Test func rolesAreReadAsTheyAreWritten() throws {
    let event = Event(
      try madeRow(
        .events, source: "north",
        [
          "event_id": "E1", "kind": "arrest", "at": "2026-03-01T00:00:00Z", "person_ids": "P1;P2",
          "person_roles": "P1=suspect;P1=victim; south:P9=Witness ;X=Y=other",
        ]))
    #expect(
      event.roles.map(\.text) == [
        "north:P1=suspect", "north:P1=victim", "north:X=Y=other", "south:P9=witness",
      ])
    // A role names its person too, and whose role is not said is there without one.
    #expect(event.persons.map(\.text) == ["north:P1", "north:P2", "north:X=Y", "south:P9"])
    #expect(!event.roles.contains { $0.person.id == "P2" })
  }

  @Test func whatIsNoRoleIsSetAside() {
    for text in ["P1", "=suspect", "P1=", "P1=unknown", "P1=suspects", "P1 suspect"] {
      #expect(PersonRole(text, in: "north") == nil, "\(text)")
      #expect(throws: FieldDefect.self) {
        try madeRow(
          .events, source: "north",
          [
            "event_id": "E1", "kind": "arrest", "at": "2026-03-01T00:00:00Z",
            "person_roles": text,
          ])
      }
    }
  }

  @Test func nothingSaidIsNothingKnown() throws {
    let event = Event(
      try madeRow(
        .events, source: "north",
        ["event_id": "E1", "kind": "arrest", "at": "2026-03-01T00:00:00Z", "person_ids": "P1"]))
    #expect(event.roles.isEmpty)
    let person = PersonRecord(try madeRow(.persons, source: "north", ["person_id": "P1"]))
    #expect(person.subjectCategory == nil)
  }
}
