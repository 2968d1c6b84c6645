// Goal: every file of an inbox is read, left alone with a reason, or reported. Method: listings.

import Primitives
import Testing
import Vocabulary

@testable import Intake

struct InboxScanTests {
  @Test func filesComeInAFixedOrder() {
    let names = [
      "sightings-2026-03-15.csv", "areas.csv", "sightings-20260314.csv.gz", "calls-b.ndjson",
      "calls-a.ndjson.gz", "premises_visits.csv", "premises-1.csv", "sightings-2026-03-14.csv",
    ]
    let scan = InboxScan([
      InboxScan.Folder(name: "nca", fileNames: ["areas.csv"]),
      InboxScan.Folder(name: "cheshire", fileNames: names),
    ])
    #expect(
      scan.files.map(\.fileName) == [
        "areas.csv", "calls-a.ndjson.gz", "calls-b.ndjson", "premises-1.csv", "premises_visits.csv",
        "sightings-2026-03-14.csv", "sightings-20260314.csv.gz", "sightings-2026-03-15.csv",
        "areas.csv",
      ])
    #expect(
      scan.files.map(\.kind) == [
        .areas, .calls, .calls, .premises, .premisesVisits, .sightings, .sightings, .sightings,
        .areas,
      ])
    let turned = InboxScan([
      InboxScan.Folder(name: "cheshire", fileNames: names.reversed()),
      InboxScan.Folder(name: "nca", fileNames: ["areas.csv"]),
    ])
    #expect(turned.files == scan.files)
    #expect(scan.notUnderstood.isEmpty)
  }

  @Test("B18: what is not understood is said")
  func whatIsNotUnderstoodIsSaid() {
    let scan = InboxScan(
      [
        InboxScan.Folder(name: "Greater Manchester", fileNames: ["areas.csv"]),
        InboxScan.Folder(
          name: "cheshire",
          fileNames: [
            "sighting.csv", "areas.xlsx", "areas", "feed.yaml", ".DS_Store", "notes.txt",
          ]),
        InboxScan.Folder(name: ".hidden", fileNames: ["areas.csv"]),
      ], strayFiles: ["calls.csv", ".gitignore"])
    #expect(
      scan.notUnderstood.map { "\($0.folder)/\($0.fileName ?? ""): \($0.reason)" } == [
        "Greater Manchester/: the folder's name is not a source's: lower-case letters, digits and "
          + "hyphens",
        "cheshire/areas: its name does not begin with a kind of record; did you mean areas?",
        "cheshire/areas.xlsx: its name does not end in .csv, .csv.gz, .ndjson or .ndjson.gz",
        "cheshire/notes.txt: its name does not begin with a kind of record",
        "cheshire/sighting.csv: its name does not begin with a kind of record; did you mean "
          + "sightings?",
        "/calls.csv: it stands in the inbox itself; files belong in a folder named for their "
          + "source",
      ])
    #expect(scan.files.isEmpty)
  }

  @Test("B18: a name is neither used as a path nor shown raw")
  func aNameIsNeitherUsedNorShownRaw() {
    let names = [
      "sightings-\u{202E}vsc.csv", "sightings-a\nb.csv", "sightings-\u{1B}[2J.csv", "-rf",
      "sightings-\u{200B}.csv", "../../sightings.csv",
    ]
    let scan = InboxScan(
      [
        InboxScan.Folder(name: "cheshire", fileNames: names),
        InboxScan.Folder(name: "a\nb", fileNames: ["sightings.csv"]),
      ], strayFiles: ["x\u{7}.csv"])
    // A listing holds no slash; what does begins with no kind of record.
    #expect(scan.files.isEmpty)
    #expect(scan.notUnderstood.count == 7)
    for passed in scan.notUnderstood {
      let shown = passed.folder + (passed.fileName ?? "")
      #expect(shown.unicodeScalars.allSatisfy { $0.isASCII && $0.value >= 0x20 }, "\(shown)")
      #expect(!passed.reason.isEmpty)
    }
    #expect(scan.notUnderstood.contains { $0.fileName == "sightings-\\u{202E}vsc.csv" })
    // Letters of other scripts are no harm.
    let other = InboxScan([
      InboxScan.Folder(name: "cheshire", fileNames: ["sightings-\u{5D0}\u{E9}.csv"])
    ])
    #expect(other.files.count == 1)
  }

  @Test func aMappingNamesFilesSideFilesAndWhatIsLeftAlone() throws {
    let mapping = try FeedMapping(
      SmallYAML.read(
        """
        persons:
          files: "nodes.Person.csv"
          tables: { t: { file: has.csv, key: A, value: B } }
        ignore_files: { "*.old.csv": superseded }
        """))
    let scan = InboxScan([
      InboxScan.Folder(
        name: "gmp", fileNames: ["nodes.Person.csv", "has.csv", "x.old.csv", "y.csv", "areas.csv"],
        mapping: mapping)
    ])
    #expect(scan.files.map(\.fileName) == ["areas.csv", "nodes.Person.csv"])
    #expect(scan.files.map { $0.section?.key } == [nil, "persons"])
    #expect(scan.leftAlone.map(\.reason) == ["superseded"])
    #expect(scan.notUnderstood.map(\.fileName) == ["y.csv"])
  }

  @Test(arguments: [
    ("a-2026-03-14", "20260314"), ("a-20260314-b", "20260314"), ("a-2026-13-14", nil),
    ("a-120260314", nil), ("2026-03-14a", "20260314"), ("a", nil), ("a-2026-3-14", nil),
  ])
  func aDateStandsAloneInAName(_ stem: String, _ stamp: String?) {
    #expect(InboxName(stem + ".csv").dateStamp == stamp)
  }
}
