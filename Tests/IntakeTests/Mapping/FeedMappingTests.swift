// Goal: a mapping is read strictly, and what is wrong with it is said with line, path and mend.
// Method: mappings with one fault each; the sentences are compared word for word.

import Foundation
import Primitives
import Tabular
import Testing
import Vocabulary

@testable import Intake

struct FeedMappingTests {
  private static func defect(_ yaml: String) -> SettingsDefect? {
    do throws(SettingsDefect) {
      _ = try FeedMapping(SmallYAML.read(yaml))
      return nil
    } catch {
      return error
    }
  }

  @Test func theContractsExampleIsRead() throws {
    let example = try section(
      """
      sightings:
        delimiter: "|"
        encoding: windows-1252
        time_zone: Europe/London
        columns: { vrm: PLATE, camera_id: SITE, seen_at: [CAP_DATE, CAP_TIME], confidence: CONF }
        formats: { seen_at: "dd/MM/yyyy HH:mm:ss", confidence: percent }
        values:  { direction: { "1": N, "2": S } }
      """)
    #expect(example.kind == .sightings)
    #expect(example.dialect.delimiter == UInt8(ascii: "|"))
    #expect(example.encoding == .windows1252)
    #expect(example.zone == .london)
    #expect(example.columns["seen_at"]?.from == ["CAP_DATE", "CAP_TIME"])
    #expect(example.formats["confidence"] == .percent)
    #expect(example.values["direction"]?.meanings == ["1": "N", "2": "S"])
  }

  static let faults: [(yaml: String, line: Int, path: String, reason: String, mend: String)] = [
    (
      "sighting:\n  delimiter: tab\n", 1, "sighting", "'sighting' is no kind of record",
      "did you mean sightings? known are areas, cameras, sightings, vehicles, cells, calls, lines, "
        + "persons, premises, premises_visits, events, associations, groups, providers, outcomes, "
        + "ignore_files"
    ),
    (
      "sightings:\n  colums: { vrm: PLATE }\n", 2, "sightings.colums",
      "'colums' is no key of a section",
      "did you mean columns? known are columns, constants, delimiter, encoding, extra, files, "
        + "formats, ignore, limits, tables, time_zone, values, where"
    ),
    (
      "sightings:\n  columns:\n    vrn: PLATE\n", 3, "sightings.columns.vrn",
      "'vrn' is no column of sightings",
      "did you mean vrm? known are vrm, camera_id, seen_at, direction, confidence"
    ),
    (
      "sightings:\n  encoding: latin1\n", 2, "sightings.encoding",
      "'latin1' is no encoding that is known", "known are utf-8, utf-16, windows-1252"
    ),
    (
      "sightings:\n  delimiter: \"||\"\n", 2, "sightings.delimiter", "this cannot be a delimiter",
      "write one ASCII character in quotes, such as \"|\", or tab"
    ),
    (
      "sightings:\n  time_zone: Europe/Paris\n", 2, "sightings.time_zone",
      "'Europe/Paris' is no time zone that is known",
      "write Europe/London, UTC, or a fixed offset such as -07:00"
    ),
    (
      "sightings:\n  formats: { confidence: percnt }\n", 2, "sightings.formats.confidence",
      "'percnt' is no format",
      "did you mean percent? known are epoch_seconds, hash_registration, hms, month, percent, "
        + "pseudonym, epoch_seconds_from and patterns made of yyyy yy MM M MMM dd d HH H mm ss, "
        + "with a year, and no smaller unit without the larger one"
    ),
    (
      "sightings:\n  formats: { vrm: percent }\n", 2, "sightings.formats.vrm",
      "this format is not one for this column",
      "patterns, month and epoch_seconds are for times and dates, percent for shares, hms for "
        + "durations, pseudonym for telephone numbers, hash_registration for registrations"
    ),
    (
      "sightings:\n  values: { direction: { \"1\": North } }\n", 2, "sightings.values.direction",
      "'North': it is none of the values of this column",
      "send one of N, NE, E, SE, S, SW, W, NW, or map yours with values: in feed.yaml"
    ),
    (
      "sightings:\n  columns: { vrm: { from: A, through: [x] } }\n", 2, "sightings.columns.vrm",
      "'x' is no table of this section", "known are "
    ),
    (
      "sightings:\n  ignore: { lat: \"\" }\n", 2, "sightings.ignore.lat", "there is no reason",
      "say in a few words why it is left out"
    ),
    (
      "calls:\n  columns: { kind: K }\n  constants: { kind: sms }\n", 2, "calls.columns.kind",
      "the column has a constant as well", "leave one of the two"
    ),
    (
      "calls:\n  constants: { kind: fax }\n", 2, "calls.constants.kind",
      "'fax': it is none of the values of this column",
      "send one of voice, sms, mms, data, or map yours with values: in feed.yaml"
    ),
    (
      "calls:\n  tables: { t: { file: a.csv, key: k } }\n", 2, "calls.tables.t",
      "a table has a file, a key and a value",
      "write { file: name.csv, key: column, value: column }"
    ),
    (
      "calls:\n  tables: { t: { file: ../a.csv, key: k, value: v } }\n", 2, "calls.tables.t.file",
      "a side file stands in the source's own folder", "write its name alone"
    ),
    (
      "calls:\n  limits: { longest_row: 0 }\n", 2, "calls.limits.longest_row",
      "this limit is a whole number from 1 to 536870912",
      "write the digits of such a number, without unit or separator"
    ),
    (
      "calls:\n  limits: { most_columns: 1e3 }\n", 2, "calls.limits.most_columns",
      "this limit is a whole number from 1 to 65536",
      "write the digits of such a number, without unit or separator"
    ),
    (
      "calls:\n  limits: { unpacked_byte: 3 }\n", 2, "calls.limits.unpacked_byte",
      "'unpacked_byte' is no key here",
      "did you mean unpacked_bytes? known are longest_row, largest_field, most_columns, "
        + "unpacked_bytes, unpacked_ratio"
    ),
    (
      "calls:\n  files: a.csv\n  files: b.csv\n", 3, "calls.files", "this key stands twice",
      "leave one of the two"
    ),
  ]

  @Test("B20: a fault is said with line, path and mend", arguments: faults.indices)
  func aFaultIsSaidWithLinePathAndMend(_ index: Int) {
    let fault = Self.faults[index]
    #expect(
      Self.defect(fault.yaml)
        == SettingsDefect(
          line: fault.line, path: fault.path, reason: fault.reason, mend: fault.mend))
  }

  @Test func theSectionWithTheLongestKeyReadsAFile() throws {
    let mapping = try FeedMapping(
      SmallYAML.read(
        """
        calls:
          delimiter: "|"
        calls-sms:
          delimiter: ";"
        calls-old:
          files: "*.old.csv"
        """))
    func key(_ name: String) -> String? { mapping.section(for: name)?.key }
    #expect(key("calls.csv") == "calls")
    #expect(key("calls-2026.csv.gz") == "calls")
    #expect(key("calls-sms-2026.csv") == "calls-sms")
    #expect(key("calls-smsx.csv") == "calls")
    #expect(key("calls-sms.old.csv") == "calls-old")
    #expect(key("lines.csv") == nil)
  }

  @Test func patternsThatWouldBeMisreadAreRefused() {
    for pattern in ["dd/mm/yyyy", "HH:mm", "yyyy-MM-dd hh:mm", "yyyy-dd", "yyyy MM MM", "yyy", ""] {
      #expect(TimePattern(pattern) == nil, "\(pattern)")
    }
    for pattern in ["dd/MM/yyyy", "yyyy", "yyyyMMdd HHmm", "d.M.yy H:mm:ss", "yyyy-MM-ddTHH:mm:ss"]
    {
      #expect(TimePattern(pattern)?.text == pattern)
    }
  }

  @Test(arguments: ["pole", "seattle_alpr", "copenhagen_cns", "uk_street_crime", "febrl1"])
  func theMappingsInSamplesAreRead(_ name: String) throws {
    let folder = try #require(Folders.package)
    let yaml = try String(
      contentsOfFile: folder.path + "/samples/mappings/\(name).yaml", encoding: .utf8)
    #expect(try !FeedMapping(SmallYAML.read(yaml)).sections.isEmpty)
  }
}
