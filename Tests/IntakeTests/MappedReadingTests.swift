// Goal: a mapped file and the contract's own file of the same rows give the same records.
// Method: rows written in dialects, and each key of a section by a small file.

import Primitives
import Tabular
import Testing
import Vocabulary

@testable import Intake

struct MappedReadingTests {
  private static let plain = """
    vrm,camera_id,seen_at,direction,confidence
    AB12CDE,M6-J19,2026-07-14T02:17:44,N,0.97
    ab12 cde,Café,2026-03-14T23:59:59,S,0.285
    BD51SMR,M6-J20,2026-10-25T01:30:00,,
    ?,M6-J20,2026-10-25T01:30:00,,

    """

  private static let dialect = """
    PLATE|SITE_REF|CAP_DATE|CAP_TIME|DIR|CONF_PCT|OPERATOR
    AB12CDE|M6-J19|14/07/2026|02:17:44|1|97|x
    ab12 cde|Café|14/03/2026|23:59:59|2|28.5|x
    BD51SMR|M6-J20|25/10/2026|01:30:00|||x
    ?|M6-J20|25/10/2026|01:30:00|||x

    """

  private static let mapping = """
    sightings:
      delimiter: "|"
      encoding: ENCODING
      time_zone: Europe/London
      columns:
        vrm: PLATE
        camera_id: SITE_REF
        seen_at: [CAP_DATE, CAP_TIME]
        direction: DIR
        confidence: CONF_PCT
      formats: { seen_at: "dd/MM/yyyy HH:mm:ss", confidence: percent }
      values:  { direction: { "1": N, "2": S } }
      ignore:  { OPERATOR: who drove the camera car }
    """

  private static func bytes(_ text: String, _ encoding: String) -> [UInt8] {
    switch encoding {
    case "windows-1252": text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) }
    case "utf-16": [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
    default: Array(text.utf8)
    }
  }

  @Test(arguments: ["utf-8", "windows-1252", "utf-16"])
  func aDialectGivesTheContractsRows(_ encoding: String) throws {
    let yaml = Self.mapping.split(separator: "\n").map {
      $0.contains("ENCODING") ? "  encoding: \(encoding)" : String($0)
    }.joined(separator: "\n")
    let section = try section(yaml)
    let plain = reading(Self.plain, .sightings)
    let mapped = reading(Self.bytes(Self.dialect, encoding), .sightings, section: section)
    #expect(mapped.traces == plain.traces && plain.traces.count == 3)
    #expect(mapped.codes == plain.codes && mapped.codes == ["INTAKE-VRM-FORMAT"])
    #expect(mapped.summary?.warningsByCode == plain.summary?.warningsByCode)
    #expect(mapped.summary?.warningsByCode.map(\.code) == ["INTAKE-TIME-TWICE"])
    #expect(mapped.summary?.notes == [])
  }

  @Test func lookUpsAreChainedAndSeveralValuesJoined() throws {
    let section = try section(
      """
      persons:
        tables:
          has:   { file: has.csv, key: P, value: T }
          phone: { file: phone.csv, key: T, value: NO }
        columns: { person_id: ID, numbers: { from: ID, through: [has, phone] } }
      """)
    let files = [
      "has.csv": "P,T\n1,a\n1,b\n1,c\n2,d\n3,a\n",
      "phone.csv": "T,NO\na,07700900001\nb,07700900002\n",
    ]
    func load() throws -> FeedTables {
      try FeedTables.load(for: section) { (name) throws(TabularError) in
        MemorySource(text: files[name] ?? "")
      }
    }
    let result = reading("ID\n1\n2\n3\n4\n", .persons, section: section, tables: try load())
    let position = try #require(KindContract.of(.persons).position(of: "numbers"))
    #expect(
      result.content.map { FieldReadingTests.text($0[position]) }
        == ["+447700900001;+447700900002", "", "+447700900001", ""])
  }

  @Test func aSideFileThatCannotBeUsedStopsTheReading() throws {
    let section = try section(
      "persons:\n  tables: { t: { file: t.csv, key: K, value: V } }\n")
    func code(_ text: String) -> String? {
      do throws(IntakeError) {
        _ = try FeedTables.load(for: section) { (_) throws(TabularError) in
          MemorySource(text: text)
        }
        return nil
      } catch {
        return error.code
      }
    }
    #expect(code("K,V\n1,2\n") == nil)
    #expect(code("K,W\n1,2\n") == "INTAKE-TABLE-COLUMN")
    #expect(code("K,V\n1\n") == "INTAKE-TABLE-ROW")
    #expect(code("") == "TABULAR-HEADER-MISSING")
  }

  @Test func rowsThatWhereLeavesOutAreCounted() throws {
    let section = try section(
      """
      events:
        where: { type: [Drugs, "Rob*"] }
        columns: { event_id: id, kind: type }
        values: { kind: { Drugs: seizure, "*": violence } }
      """)
    let result = reading(
      "id,type,at\n1,Drugs,2026-03-14T00:00:00Z\n2,Noise,x\n"
        + "3,Robbery,2026-03-14T00:00:00Z\n4,Drugs,x\n",
      .events, section: section)
    let summary = try #require(result.summary)
    #expect(result.records.map(\.identifier) == ["1", "3"])
    #expect(result.records.map { FieldReadingTests.text($0.cells[1]) } == ["seizure", "violence"])
    #expect((summary.rowsRead, summary.rowsKept) == (4, 2))
    #expect((summary.rowsRejected, summary.rowsIgnored) == (1, 1))
  }

  @Test func aRowWithoutAnIdentifierGetsOneOfItsFileAndRow() throws {
    let section = try section(
      "events:\n  columns: { event_id: { from: id, otherwise: file_row } }\n")
    let result = reading(
      "id,kind,at\nE1,arrest,2026-03-14T00:00:00Z\n,arrest,2026-03-14T00:00:00Z\n", .events,
      name: "events-2026-03.csv.gz", section: section)
    #expect(result.records.map(\.identifier) == ["E1", "events-2026-03#2"])
  }

  @Test func joinedConstantAndExtraColumnsAreRead() throws {
    let section = try section(
      """
      persons:
        columns:
          person_id: { from: [A, B], join: "-" }
          address: { from: [street, town], join: ", " }
        constants: { sex: f }
        extra: [number, none]
      """)
    let result = reading(
      "A,B,street,town,number,sex\nx,,1 High St,,77,M\n,x,,Leeds,,M\n", .persons, section: section)
    #expect(result.records.map(\.identifier) == ["x-", "-x"])
    #expect(result.records.map { PersonRecord($0).address } == ["1 High St", "Leeds"])
    #expect(result.extras == [["77", ""], ["", ""]])
    let sex = try #require(KindContract.of(.persons).position(of: "sex"))
    #expect(result.content.map { FieldReadingTests.text($0[sex]) } == ["F", "F"])
  }

  @Test func aColumnThatTheMappingUsesElsewhereIsNotReadAsItsNamesake() throws {
    let section = try section(
      "persons:\n  columns: { address: [street, postcode] }\n  ignore: { area_id: theirs }\n")
    let result = reading(
      "person_id,street,postcode,area_id\n1,High St,2210,x\n", .persons, section: section)
    let person = try #require(result.records.first.map { PersonRecord($0) })
    #expect(person.address == "High St 2210" && person.postcode == nil && person.area == nil)
  }

  @Test("B05, B09: limits are the source's to raise, and what meets one names it")
  func limitsAreTheSourcesToRaise() throws {
    let long = String(repeating: "x", count: 100)
    let text = "person_id,family_name\n1,\(long)\n2,b\n"
    for (key, isMet) in [
      ("longest_row: 101", true), ("longest_row: 102", false), ("largest_field: 99", true),
      ("largest_field: 100", false),
    ] {
      let told = try section("persons:\n  limits: { \(key) }\n")
      let result = reading(text, .persons, section: told)
      #expect(result.records.count == (isMet ? 1 : 2), "\(key)")
      let name = key.prefix { $0 != ":" }
      #expect(
        !isMet
          || result.rejects.first?.diagnostic.mend.hasSuffix(
            "raise \(name) under limits: in feed.yaml") == true
      )
    }
    let narrow = try section("persons:\n  limits: { most_columns: 1 }\n")
    let error = try #require(reading(text, .persons, section: narrow).error)
    #expect(error.code == "TABULAR-FIELD-COUNT" && error.mend.contains("most_columns"))
  }

  @Test func aMissingColumnOfTheMappingIsRefusedOrNoted() throws {
    let section = try section(
      "sightings:\n  columns: { vrm: PLATE, confidence: CONF }\n")
    let refused = reading("X,camera_id,seen_at\n", .sightings, section: section)
    #expect(refused.error?.code == "INTAKE-MISSING-COLUMN")
    #expect(
      refused.error?.mend
        == "the names under columns: in feed.yaml for vrm are not all in the file; correct them, "
        + "or the export")
    let noted = reading("PLATE,camera_id,seen_at\n", .sightings, section: section)
    #expect(
      noted.summary?.notes == [
        "confidence is left empty: the file lacks a column that feed.yaml names for it"
      ])
  }

  @Test func aTableWithANameOfItsOwnIsReadWithoutAMapping() throws {
    let plain = FeedSection.contract(of: .persons).reading("person_id", from: "record_id")
    let result = reading("record_id,family_name\n7,Example\n", .persons, section: plain)
    #expect(result.records.map(\.identifier) == ["7"])
    let named = try section("persons:\n  columns: { person_id: ID }\n")
    #expect(named.reading("person_id", from: "record_id") == named)
  }

  @Test func anUnreadableValueIsTakenAsUnknownOnlyWhereThatIsAskedFor() throws {
    let file = "person_id,date_of_birth\n1,1990-02-30\n,1990-01-01\n3,1990-01-01\n"
    let strict = reading(file, .persons)
    #expect(strict.codes == ["INTAKE-DATE-FORMAT", "INTAKE-REQUIRED"])
    let keeping = reading(
      file, .persons, settings: IntakeSettings(maxBad: 1, emptiesUnreadable: true))
    #expect(keeping.records.map(\.identifier) == ["1", "3"])
    #expect(keeping.codes == ["INTAKE-REQUIRED"])
    #expect(keeping.summary?.warningsByCode.map(\.code) == ["INTAKE-DATE-FORMAT"])
    #expect(keeping.records.first.map { PersonRecord($0).dateOfBirth } == .some(nil))
  }
}
