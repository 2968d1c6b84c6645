import Picture
import Testing

@testable import Signals

/// Goal: a text says that somebody holds a line only where it does. Method: a table of sentences.
@Suite struct LineReportsTests {
  @Test(arguments: [
    ("Said to hold the Rico line.", true), ("Boss of the Rico line", true),
    ("The RICO line is run by this male", true), ("Controls Rico line in Holyhead", true),
    ("In charge of the Rico line", true),
    ("Runs young people out for the Rico line.", false), ("Runs for the Rico line", false),
    ("No longer holds the Rico line", false), ("Not believed to hold the Rico line", false),
    ("Customer of the Rico line", false), ("Buys from the Rico line", false),
  ])
  func controlIsReadBesideTheBrandAlone(text: String, isControl: Bool) {
    #expect(LineReports.control(of: ["rico"], in: LineReports.words(text)) == isControl, "\(text)")
  }

  @Test func aBrandInsideAnotherWordIsNotNamed() {
    #expect(LineReports.control(of: ["rico"], in: LineReports.words("Holds the Ricoh line")) == nil)
    #expect(
      LineReports.control(of: ["old", "tom"], in: LineReports.words("old tom line")) == false)
    #expect(LineReports.control(of: ["a", "b"], in: ["a"]) == nil)
  }

  @Test func aRecordNeedsThePhoneOrTheBrandOfALine() throws {
    var scene = try PersonScene()
    try scene.person("a")
    try scene.event("intel", "a", ["text": "Said to hold the Rico line"])
    try scene.event("intel", "a", ["text": "Rico was seen in town"])
    try scene.event("intel", "a", ["numbers": PersonScene.lineNumber])
    try scene.event("intel", "", ["text": "Said to hold the Rico line"])
    let picture = scene.picture()
    let reports = LineReports(picture, lineages: [PersonScene.lineage(picture)])
    let found = picture.holdings.events.indices.map { reports.of(event: $0) }
    #expect(found.map(\.count) == [1, 0, 1, 0])
    #expect(found[0].first?.saysControl == true && found[0].first?.namesPhone == false)
    #expect(found[2].first?.saysControl == false && found[2].first?.namesPhone == true)
  }
}
