import TestKit
import Testing
import Vocabulary

/// G07, G08. Goal: who may see a row follows from what its source wrote. Method: every kind with
/// every handling, for every audience.
@Suite struct AudienceTests {
  private static func row(_ kind: RecordKind, handling: String) throws -> RecordRow {
    let needed: [RecordKind: [String: String]] = [
      .lines: ["line_id": "L", "number": "07700900001", "status": "active"],
      .premises: ["premises_id": "H"],
      .events: ["event_id": "E", "kind": "intel", "at": "2026-03-01T00:00:00Z"],
      .associations: ["association_id": "A", "person_id_a": "1", "person_id_b": "2"],
    ]
    var fields = needed[kind] ?? [:]
    fields["handling"] = handling
    return try madeRow(kind, source: "north", fields)
  }

  @Test func everyGradedKindIsKeptFromThoseWhoMayNotSeeIt() throws {
    for kind in RecordKind.allCases where kind.isGraded {
      for meets in [true, false] {
        for blank in Handling.allCases {
          let audience = Audience(meetsConditions: meets, blankHandling: blank)
          #expect(audience.maySee(try Self.row(kind, handling: "P")))
          #expect(audience.maySee(try Self.row(kind, handling: "C")) == meets)
          #expect(audience.maySee(try Self.row(kind, handling: "5")) == meets)
          #expect(
            audience.maySee(try Self.row(kind, handling: "")) == (meets || blank == .permitted))
        }
      }
      #expect(try Self.row(kind, handling: "").handling == nil)
    }
  }

  @Test func whatIsNotGradedIsSeen() throws {
    let person = try madeRow(.persons, source: "north", ["person_id": "P"])
    #expect(person.handling == nil)
    #expect(Audience(meetsConditions: false, blankHandling: .conditions).maySee(person))
  }
}
