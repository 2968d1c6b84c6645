import Foundation
import TestKit
import Testing

/// Goal: the tools of the tests are right themselves.
/// Method: every small case of each.
struct TestKitTests {
  @Test func csvWithEverythingThatRFC4180Allows() throws {
    let text = "\u{FEFF}a,b\r\n1,\"x,\"\"y\"\"\r\nz\"\r\n,\n3,4"
    let table = try CSVTable(csv: Array(text.utf8))
    #expect(table.header == ["a", "b"])
    #expect(table.rows == [["1", "x,\"y\"\r\nz"], ["", ""], ["3", "4"]])
    #expect(table.column("b")?.last == "4")
    #expect(table.column("c") == nil)
  }

  @Test func csvThatIsNoTableIsRefused() {
    for text in ["", "a,b\n1\n", "a\n\"open\n"] {
      #expect(throws: CSVTable.Defect.self) { try CSVTable(csv: Array(text.utf8)) }
    }
  }

  @Test func objectsALineEach() throws {
    let table = try CSVTable(objects: Data("{\"b\":\"x\",\"a\":1}\n{\"b\":\"y\"}\n".utf8))
    #expect(table.header == ["a", "b"])
    #expect(table.rows == [["1", "x"], ["", "y"]])
  }

  @Test func aDifferenceShowsOnlyItsSurroundings() {
    let old = "a\nb\nc\nd\ne\nf"
    let new = "a\nb\nc\nX\ne\nf"
    #expect(lineDifference(new, old, context: 1) == "…\n  c\n- d\n+ X\n  e")
    #expect(lineDifference(old, old) == "")
  }

  @Test func aWorkingFolderIsGoneAfterwards() throws {
    var folder: WorkingFolder? = try WorkingFolder()
    let path = try #require(folder?.path)
    try folder?.write("x", to: "a/b.txt")
    #expect(folder?.allFiles() == ["a/b.txt"])
    folder = nil
    #expect(!FileManager.default.fileExists(atPath: path))
  }

  @Test func everyValueIsTried() {
    var seen: [[Int]] = []
    withEverySubset(of: [1, 2]) { seen.append($0) }
    #expect(seen == [[], [1], [2], [1, 2]])
    var sizes: [Int] = []
    withEveryChunking(of: [1, 2, 3], sizes: [1, 2]) { sizes.append($0.count) }
    #expect(sizes == [3, 2])
  }

  @Test func aThrownErrorNamesTheValueAndTheRestStillRuns() {
    struct Fault: Error {}
    var tried = 0
    withKnownIssue {
      withEvery("value", in: [1, 2, 3]) { value in
        tried += 1
        if value == 2 { throw Fault() }
      }
    }
    #expect(tried == 3)
  }
}
