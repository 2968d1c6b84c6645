import Testing
import Vocabulary

/// Goal: the contract's table is the contract's, and each column reads its canonical form back to
/// itself. Method: counts and names by hand; a law over every column.
@Suite struct ContractTests {
  @Test func everyKindHasItsColumns() {
    let counts: [RecordKind: Int] = [
      .areas: 7, .cameras: 7, .sightings: 5, .vehicles: 9, .cells: 6, .calls: 8, .lines: 13,
      .persons: 13, .premises: 16, .premisesVisits: 7, .events: 20, .associations: 10, .groups: 7,
      .providers: 7, .outcomes: 14,
    ]
    for kind in RecordKind.allCases {
      #expect(KindContract.of(kind).columns.count == counts[kind], "\(kind.rawValue)")
    }
  }

  @Test func fileNamesSayTheirKind() {
    #expect(RecordKind(fileName: "premises_visits-2026.csv.gz") == .premisesVisits)
    #expect(RecordKind(fileName: "premises.csv") == .premises)
    #expect(RecordKind(fileName: "premises-visits.csv") == .premises)
    #expect(RecordKind(fileName: "sightings-a-b.ndjson") == .sightings)
    #expect(RecordKind(fileName: "sightingsx.csv") == nil)
    #expect(RecordKind(fileName: "notes.txt") == nil)
  }

  @Test func canonicalFormsReadBackToThemselves() throws {
    let samples: [String: [String]] = [
      "identifier": ["P 1"], "reference": ["p1", "gmp:p1"], "references": ["a;b;gmp:c;a"],
      "roles": ["a=Suspect;gmp:a=victim;x=y=other;a=suspect"],
      "registrations": ["ab12 cde;AB12CDE; a1 bcd"], "numbers": ["07700900123;+447700900124"],
      "imeis": ["260531793113837"], "date": ["2026-03-14"], "partialDate": ["2008-02", "2008"],
      "postcode": ["m11ae"], "uprn": ["1"], "direction": ["ne"], "texts": [" a ; b;;a"],
      "sourceEvaluation": ["1", "E"], "intelligenceEvaluation": ["a", "4"], "handling": ["p", "3"],
    ]
    for kind in RecordKind.allCases {
      for column in KindContract.of(kind).columns {
        let name = String(String(describing: column.type).prefix { $0 != "(" })
        for raw in samples[name] ?? [] {
          let once = try column.type.read(raw, source: "cheshire").cell
          guard case .text(let text) = once else {
            Issue.record("\(kind.rawValue).\(column.name) is not a text")
            continue
          }
          #expect(try column.type.read(text, source: "gmp").cell == once || name == "handling")
        }
      }
    }
  }

  // Found by fuzzing: `;;` was a text without a character, which reads as an empty cell.
  @Test("B21: a list of separators alone is an empty cell")
  func aListOfSeparatorsAloneIsEmpty() throws {
    for kind in RecordKind.allCases {
      for column in KindContract.of(kind).columns {
        switch column.type {
        case .texts, .references, .registrations, .numbers, .imeis:
          for text in [";", ";;", " ; ; "] {
            #expect(try column.type.read(text, source: "gmp").cell == .empty, "\(column.name)")
          }
        default: continue
        }
      }
    }
  }

  // Found by fuzzing: a colon or semicolon and a mark behind it are one character, which was taken
  // for a letter of the identifier, or lost with its first mark.
  @Test("B12, B21: a mark behind a separator belongs to what follows")
  func aMarkBehindASeparatorBelongsToWhatFollows() throws {
    let id = "\u{33E}E"
    for text in [id, "nca:" + id] {
      let key = RecordKey(reference: text, in: "gmp")
      #expect(Array(key.id.unicodeScalars) == Array(id.unicodeScalars))
      #expect(RecordKey(reference: key.text, in: "cheshire") == key)
    }
    #expect(
      try ColumnType.references.read("P1;\(id)", source: "gmp").cell == .text("gmp:P1;gmp:\(id)"))
    #expect(try ColumnType.texts.read("a;\(id); a", source: "gmp").cell == .text("a;\(id)"))
    let evidence = EvidenceReference.record(
      kind: .events, key: RecordKey(source: "gmp", id: id))
    #expect(EvidenceReference(evidence.text) == evidence)
  }

  @Test func referencesKeepOrGainTheirSource() {
    #expect(RecordKey(reference: "p1", in: "gmp").text == "gmp:p1")
    #expect(RecordKey(reference: "nca:p1", in: "gmp").text == "nca:p1")
    #expect(RecordKey(reference: "P:1", in: "gmp").text == "gmp:P:1")
    #expect(RecordKey(reference: ":1", in: "gmp").text == "gmp::1")
    #expect(RecordKey(reference: "nca:", in: "gmp").text == "gmp:nca:")
  }

  @Test func everyGradeHasItsWeightAndFalseOnesHaveNone() {
    for source in Grading.Source.allCases {
      for intelligence in Grading.Intelligence.allCases {
        let weight = Grading(source: source, intelligence: intelligence, handling: .permitted)
          .weight
        #expect((intelligence == .suspectedFalse) == (weight == 0))
        #expect((0...0.9).contains(weight))
      }
    }
    #expect(
      GradeReading.source("A") == "1" && GradeReading.source("E") == "2"
        && GradeReading.source("D") == "3")
    #expect(GradeReading.intelligence("5") == "E" && GradeReading.intelligence("4") == "D")
    #expect(
      GradeReading.handling("1") == "P"
        && (2...5).allSatisfy { GradeReading.handling("\($0)") == "C" })
    #expect(
      GradeReading.source("4") == nil && GradeReading.intelligence("6") == nil
        && GradeReading.handling("X") == nil)
    #expect(GradeReading.isOlder(source: "E", intelligence: "4", handling: "1"))
    #expect(!GradeReading.isOlder(source: "2", intelligence: "C", handling: "P"))
  }

  @Test func evidenceReferencesReadBack() {
    for text in ["gmp:events:e-1", "gmp:events:a:b", "cheshire:sightings:0123456789ab:17"] {
      #expect(EvidenceReference(text)?.text == text)
    }
    #expect(EvidenceReference("gmp:nothing:1") == nil && EvidenceReference("gmp:calls:0123") == nil)
  }
}
