import Testing
import Vocabulary

@testable import Matching

// Goal: what is a person's own overrules a wrong date and a mistyped identifier; what a family
// shares does not. Method: planted pairs among others.

@Suite struct OverruledFactsTests {
  @Test func oneIdentifierOverrulesADateThatDoesNotFit() throws {
    let groups = try Background.resolve([
      person("a", "Walmsley", "Curtis", "1961-04-08", address: "6 Beck Row", pnc: "1999/335511T"),
      person("b", "Walmsley", "Curtis", "1989-11-23", address: "6 Beck Row", pnc: "99/335511T"),
    ])
    #expect(groups.areOne("a", "b"))
  }

  @Test func fatherAndSonShareEverythingButThat() throws {
    let groups = try Background.resolve([
      person(
        "a", "Walmsley", "Curtis Lee", "1961-04-08", sex: "M", address: "6 Beck Row",
        postcode: "M3 4RR", numbers: [447_700_900_601]),
      person(
        "b", "Walmsley", "Curtis Lee", "1989-11-23", sex: "M", address: "6 Beck Row",
        postcode: "M3 4RR", numbers: [447_700_900_601]),
    ])
    #expect(!groups.areOne("a", "b"))
  }

  @Test(arguments: [
    ("2004/1234567K", "2004/1234568K", PncLevel.close), ("2004/1234567K", "2004/1234567L", .close),
    ("2004/1234567K", "2004/1243567K", .close), ("2004/1234567K", "04/1234567", .same),
    ("2004/1234567K", "2004/1234568L", .differ), ("2004/1234567", "2004/1234568", .differ),
    ("2010/1A", "2010/2A", .differ),
  ])
  func aSlipInAnIdentifierIsOneWithItsCheckLetter(a: String, b: String, level: PncLevel) {
    for (one, other) in [(a, b), (b, a)] {
      let pair = pairOf(
        person("a", nil, nil, pnc: one), person("b", nil, nil, pnc: other))
      #expect(pair.pncLevel(0, 1) == level)
    }
  }

  @Test func aMistypedIdentifierDoesNotSplitAPerson() throws {
    let groups = try Background.resolve([
      person("a", "Walmsley", "Curtis", "1961-04-08", address: "6 Beck Row", pnc: "1999/335511T"),
      person("b", "Walmsley", "Curtis", "1961-04-08", address: "6 Beck Row", pnc: "1999/335571T"),
      person("c", "Walmsley", "Curtis", "1961-04-08", address: "6 Beck Row", pnc: "1999/335512W"),
    ])
    #expect(groups.areOne("a", "b"))
    #expect(!groups.areOne("a", "c"))
  }
}
