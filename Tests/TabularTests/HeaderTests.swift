import Primitives
import Testing

@testable import Tabular

// Goal: a header names every column once, or the file is refused with a sentence and no value.

@Suite struct HeaderTests {
  @Test func namesAreFoundByName() {
    let reading = read("b,a\n1,2\n")
    #expect(reading.names == ["b", "a"])
    do throws(TabularError) {
      let header = try Header(names: ["b", "a"])
      #expect(header.position(of: "a") == 1)
      #expect(header.position(of: "c") == nil)
      #expect(header.count == 2)
    } catch {
      Issue.record("\(error)")
    }
  }

  @Test func namesMayBeQuoted() {
    #expect(read("\"a,\"\"1\"\"\",\"b\nc\"\n1,2\n").names == ["a,\"1\"", "b\nc"])
  }

  @Test(
    "B03: what is no header stops the file",
    arguments: [
      ("", "TABULAR-HEADER-MISSING"), ("\n\r\n", "TABULAR-HEADER-MISSING"),
      ("a,\n", "TABULAR-HEADER-EMPTY"), ("a, ,c\n", "TABULAR-HEADER-EMPTY"),
      ("a,b,a\n", "TABULAR-HEADER-REPEATED"), ("a\"b,c\n", "TABULAR-QUOTE"),
      ("\"a\"x\n", "TABULAR-QUOTE"), ("\"a\nb", "TABULAR-QUOTE-OPEN"), ("a\0\n", "TABULAR-NUL"),
      ("a,b\r1,2\r3,4", "TABULAR-CR"),
    ])
  func whatIsNoHeaderStopsTheFile(_ text: String, _ code: String) {
    for push in Push.all {
      #expect(read(text, push: push).error?.code == code, "\(text.debugDescription)")
    }
  }

  @Test func theSentencesHoldNoValue() {
    let error = read("secret,other,secret\n").error
    #expect(
      error?.description
        == "[TABULAR-HEADER-REPEATED] columns 1 and 3 have the same name; "
        + "give every column a name of its own")
    #expect(read("x\"secret,b\n").error?.description.contains("secret") == false)
  }

  @Test func dialectsThatCannotBeAreRefused() {
    for byte in [0, 10, 13, 34, 128, 255] as [UInt8] {
      #expect(throws: TabularError.self) { try Dialect(delimiter: byte) }
    }
  }
}
