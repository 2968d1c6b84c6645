// Goal: the mappings in samples read real exports that nobody here wrote, and every row is
// accounted for. Method: read each set whole when it is at hand; print the counts.

import Foundation
import Primitives
import Tabular
import Testing
import Vocabulary

@testable import Intake

struct RealSetsTests {
  @Test(arguments: ["pole", "seattle_alpr", "copenhagen_cns", "uk_street_crime", "febrl1"])
  func everyRowIsAccountedFor(_ set: String) throws {
    guard let data = Folders.data?.appendingPathComponent(set),
      let package = Folders.package,
      let names = try? FileManager.default.contentsOfDirectory(atPath: data.path)
    else {
      print("skipped: the set \(set) is not at hand; COUNTYLINES_SHARED may name its folder")
      return
    }
    let yaml = try String(
      contentsOf: package.appendingPathComponent("samples/mappings/\(set).yaml"), encoding: .utf8)
    let mapping = try FeedMapping(SmallYAML.read(yaml))
    let scan = InboxScan([
      InboxScan.Folder(name: "real", fileNames: names, mapping: mapping)
    ])
    #expect(scan.notUnderstood.map(\.fileName) == ["PROVENANCE.md"])
    #expect(!scan.files.isEmpty)
    for found in scan.files {
      guard let section = found.section else {
        Issue.record("every file of these sets is read by a section")
        continue
      }
      let tables = try FeedTables.load(for: section) { (name) throws(TabularError) in
        try SourceOpening.open(path: data.path + "/" + name)
      }
      let reader = FeedReader(
        source: "real", kind: found.kind, fileName: found.fileName, section: section,
        tables: tables)
      var all = Reading()
      let summary = try reader.read(
        SourceOpening.open(path: data.path + "/" + found.fileName), file: Ordinal(0),
        workers: Workers(threads: 2)
      ) { all.add($0) }
      let codes = summary.rejectsByCode.map { "\($0.count) \($0.code)" }.joined(separator: ", ")
      let warned = summary.warningsByCode.map { "\($0.count) \($0.code)" }.joined(separator: ", ")
      print(
        "\(set)/\(found.fileName): \(found.kind.rawValue), read \(summary.rowsRead), kept "
          + "\(summary.rowsKept), rejected \(summary.rowsRejected) [\(codes)], warned [\(warned)]"
          + (summary.notes.isEmpty ? "" : "; \(summary.notes.joined(separator: "; "))"))
      #expect(summary.notes.isEmpty)
      #expect(summary.rowsKept == all.records.count + all.traces.count)
      #expect(summary.rowsRejected == all.rejects.count)
    }
  }
}
