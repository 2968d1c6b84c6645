import Foundation
import Picture
import Primitives
import TestKit
import Testing
import Vocabulary

@testable import Tasking

/// Goal: a brief is a whole page whatever its texts hold, shows what its force's lists show, and
/// names no young person. Method: hostile texts against a second reader of HTML; briefs of random
/// regions against their lists.
@Suite struct ForceBriefTests {
  private static let hostile = [
    "<script>alert(1)</script>", "a & b", "\"><img src=x onerror=alert(1)>", "']]>", "</td>",
    "&lt;", "\u{0}\u{1F}\u{7F}\u{FFFE}", "=cmd|' /C calc'!A0", "Zoë O’Neill – 日本",
  ]

  /// The texts between tags; nil where a tag does not close what was opened last.
  private static func texts(_ html: String) -> [String]? {
    var found: [String] = []
    var open: [Substring] = []
    for piece in html.split(separator: "<", omittingEmptySubsequences: false).dropFirst() {
      let parts = piece.split(separator: ">", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2 else { return nil }
      let name = parts[0].prefix { !$0.isWhitespace }
      if name.hasPrefix("/") {
        guard open.popLast() == name.dropFirst() else { return nil }
      } else if !["!doctype", "meta", "col", "br"].contains(name) {
        open.append(name)
      }
      found.append(String(parts[1]))
    }
    return open.isEmpty ? found : nil
  }

  private static func plain(_ text: String) -> String {
    [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
      .reduce(text) { $0.replacingOccurrences(of: $1.0, with: $1.1) }
  }

  @Test func hostileTextsStayTexts() throws {
    for text in Self.hostile {
      let section = BriefSection(
        title: text, note: text, columns: ["a", "b"], widths: [50, 50], rows: [[text, "x"]])
      let page = BriefPage(title: text, facts: [text], sections: [section], closing: [text]).html
      let found = try #require(Self.texts(page), "\(text)")
      let shown =
        text.unicodeScalars.allSatisfy { $0.value >= 32 && $0.value != 127 }
        ? text : "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"
      #expect(found.map(Self.plain).count { $0 == shown } == 7, "\(text)")
      #expect(!page.contains("<script") && !page.contains("<img"))
    }
  }

  @Test func theHeadOfEveryListIsShownAndNoYoungPersonIsNamed() throws {
    var rows = 0
    var young = 0
    for seed in UInt64(0)..<40 {
      let region = try RandomRegion(seed: seed)
      let run = try region.lists(region.rows)
      let changes = run.lists.ranked.map { ListChanges(of: $0, since: []) }
      for force in ForceBrief.forces(of: run.lists) {
        let brief = ForceBrief(
          force: force, run: "20260401-abc", drawn: run.lists, changes: changes, since: nil,
          input: run.input, notCovered: ["nothing from \(force) & others"])
        #expect(brief.path == "brief/\(force).html")
        let texts = try #require(Self.texts(brief.html)).map(Self.plain)
        let heads = BriefRows(force: force, drawn: run.lists, input: run.input)
        for row in heads.rows("vehicle_stops/" + force).prefix(ForceBrief.rowsMax) {
          #expect(texts.contains(row["vrm"]), "seed \(seed)")
          rows += 1
        }
        for row in heads.rows("periphery/" + force) {
          #expect(row["name"].isEmpty || !brief.html.contains(row["name"]), "seed \(seed)")
          for record in row["person_ids"].split(separator: ";") {
            #expect(!brief.html.contains(record), "seed \(seed)")
          }
          young += 1
        }
        #expect(texts.contains("nothing from \(force) & others."))
      }
    }
    #expect(rows > 0 && young > 0, "a rule that nothing could break says nothing")
  }

  @Test func aCodeMarksThePage() {
    func page(_ handling: String) -> String {
      BriefPage(
        title: "t", facts: [], sections: [BriefSection(title: "s", note: "", handling: handling)],
        closing: []
      ).html
    }
    #expect(page("C").contains("handling code C") && !page("P").contains("handling code C"))
  }

  @Test func momentsAreLondonTime() {
    let table: [(String, String, String)] = [
      ("2026-04-03T17:30:00Z", "2026-04-03T20:30:00Z", "Fri 2026-04-03, 18:30–21:30"),
      (
        "2026-01-05T23:30:00Z", "2026-01-06T01:30:00Z",
        "Mon 2026-01-05, 23:30–Tue 2026-01-06, 01:30"
      ),
      ("", "", ""),
    ]
    for (from, to, text) in table { #expect(BriefWords.window(from, to) == text) }
    #expect(BriefWords.withoutBits("seen on 3 days (+1.9 bits)") == "seen on 3 days")
    #expect(BriefWords.withoutBits("seen (+1.9 bits, was +0.3)") == "seen")
    #expect(BriefWords.withoutBits("held by (north)") == "held by (north)")
    #expect(BriefWords.force("north-wales") == "North Wales")
    #expect(BriefWords.day(ofRun: "20251108-4c1a") == "Sat 2025-11-08")
    #expect(BriefWords.day(ofRun: "x") == "x")
  }
}
