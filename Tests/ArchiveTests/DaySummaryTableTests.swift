import GRDB
import Testing

@testable import Archive

/// Goal: a kept summary comes back as it was, for its basis alone, and a damaged one not at all.
struct DaySummaryTableTests {
  @Test func whatIsKeptComesBackForItsBasisAlone() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    let body = (0..<1003).map { UInt8(truncatingIfNeeded: $0 * 7) }
    #expect(try archive.summary(ofDay: 20_000, basis: "1-a") == nil)
    try archive.keep(summary: body, ofDay: 20_000, basis: "1-a")
    #expect(try archive.summary(ofDay: 20_000, basis: "1-a") == body)
    #expect(try archive.summary(ofDay: 20_000, basis: "1-b") == nil)
    #expect(try archive.summary(ofDay: 20_001, basis: "1-a") == nil)
    try archive.keep(summary: [], ofDay: 20_000, basis: "1-b")
    #expect(try archive.summary(ofDay: 20_000, basis: "1-a") == nil)
    #expect(try archive.summary(ofDay: 20_000, basis: "1-b") == [])
    try archive.forgetSummaries()
    #expect(try archive.summary(ofDay: 20_000, basis: "1-b") == nil)
  }

  @Test func aDamagedSummaryIsNotGivenOut() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    try archive.keep(summary: [1, 2, 3, 4, 5, 6, 7, 8, 9], ofDay: -3, basis: "1-a")
    try archive.queue.write {
      try $0.execute(sql: "UPDATE day_summary SET body = x'010203040506070809' WHERE day = -3")
    }
    #expect(try archive.summary(ofDay: -3, basis: "1-a") != nil)
    try archive.queue.write {
      try $0.execute(sql: "UPDATE day_summary SET body = x'010203040506070800' WHERE day = -3")
    }
    #expect(try archive.summary(ofDay: -3, basis: "1-a") == nil)
  }
}
