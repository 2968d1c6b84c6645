// Goal: every trap in samples/broken is met with the words that stand beside it. Method: read each
// file as it is, print what became of it, compare word for word with NAME.expected. The files are
// made up, so their values may be shown.

import Foundation
import Primitives
import Tabular
import Testing
import Vocabulary

@testable import Intake

struct BrokenSamplesTests {
  /// What became of a file, as its `.expected` has it.
  static func report(_ name: String, in folder: URL) throws -> String {
    let kind = try #require(RecordKind(fileName: name))
    let reader = FeedReader(source: "cheshire", kind: kind, fileName: name)
    var all = Reading()
    var lines: [String] = []
    do {
      let bytes: any ByteSource
      do {
        bytes = try SourceOpening.open(path: folder.appendingPathComponent(name).path)
      } catch {
        throw IntakeError(error)
      }
      let summary = try reader.read(bytes, file: Ordinal(0)) { all.add($0) }
      for reject in all.rejects { lines += Self.lines(reject.diagnostic, text: reject.text) }
      for warning in summary.warningExamples { lines += Self.lines(warning, text: nil) }
      lines += summary.notes.map { "note: \($0)" }
      lines.append(
        "\(summary.rowsRead) read = \(summary.rowsKept) kept + \(summary.rowsRejected) rejected")
    } catch let error as IntakeError {
      lines.append("refused: \(error)")
      for reject in error.examples { lines += Self.lines(reject.diagnostic, text: reject.text) }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static func lines(_ diagnostic: Diagnostic, text: Sensitive?) -> [String] {
    let place = diagnostic.place
    let column = diagnostic.column.map { " \($0) '\(diagnostic.value.reveal())'" } ?? ""
    return [
      "row \(place.row), line \(place.line), byte \(place.byte): "
        + "\(diagnostic.severity.rawValue) [\(diagnostic.code)]\(column)",
      "  why   \(diagnostic.reason)", "  mend  \(diagnostic.mend)",
    ]
      + (text.map {
        ["  row   " + $0.reveal().replacing("\n", with: "⏎").replacing("\0", with: "␀")]
      } ?? [])
  }

  @Test("B02, B03, B04, B06, B08: every trap is met with the words beside it")
  func everyTrapIsMetWithTheWordsBesideIt() throws {
    let folder = try #require(Folders.package).appendingPathComponent("samples/broken")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let files = names.filter { !$0.hasSuffix(".expected") }
    #expect(files.count >= 20)
    for name in files {
      let expected = try? String(
        contentsOf: folder.appendingPathComponent(name + ".expected"), encoding: .utf8)
      let report = try Self.report(name, in: folder)
      #expect(report == expected, "\(name)")
    }
  }

  // Whatever is done to a file, it ends in rows, rejects or a refusal, and the counts add up.
  @Test(
    "B02: a file with a byte changed or cut off never traps",
    arguments: [1, 2] as [UInt64])
  func aFileWithAByteChangedOrCutOffNeverTraps(_ seed: UInt64) throws {
    let folder = try #require(Folders.package).appendingPathComponent("samples/broken")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      .filter { $0.hasSuffix(".csv") || $0.hasSuffix(".ndjson") }
    var generator = SeededGenerator(seed: seed)
    for name in names {
      let bytes = try [UInt8](Data(contentsOf: folder.appendingPathComponent(name)))
      guard !bytes.isEmpty, let kind = RecordKind(fileName: name) else { continue }
      for _ in 0..<40 {
        var changed = bytes
        let place = generator.below(bytes.count)
        if generator.chance(0.3) {
          changed = Array(changed.prefix(place))
        } else {
          changed[place] = UInt8(generator.below(256))
        }
        let result = reading(changed, kind, name: name, blockBytes: 200)
        let kept = result.records.count + result.traces.count
        #expect(
          result.error != nil || result.summary?.rowsRead == kept + result.rejects.count,
          "\(name), seed \(seed)")
      }
    }
  }
}
