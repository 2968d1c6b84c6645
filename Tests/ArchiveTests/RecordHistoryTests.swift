import Primitives
import Testing
import Vocabulary

@testable import Archive

/// Goal: the current row of an identity is what the newest file says, whatever order files came in.
/// Method: small cases by hand; all orders of dated files; random worlds against a plain model.
@Suite struct RecordHistoryTests {
  private func name(_ row: RecordRow) -> Cell { row.cells[1] }

  @Test("B13: the same content is held, other content supersedes")
  func sameContentIsHeldAndOtherContentSupersedes() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    let rows = [Made.person("a", "Ann", row: 1), Made.person("b", "Bob", row: 2)]
    try archive.ingest(Made.file(1, .persons), rows)
    let again = try archive.ingest(
      Made.file(2, .persons), [Made.person("a", "Ann", row: 1), Made.person("b", "Bea", row: 2)])
    #expect(again.counts == FileCounts(rowsStored: 1, rowsQuarantined: 0, rowsHeld: 1))
    #expect(try archive.records(.persons).map(name) == [.text("Ann"), .text("Bea")])
    let history = try archive.history(.persons, source: "cheshire", identity: "b")
    #expect(history.map { name($0.row) } == [.text("Bob"), .text("Bea")])
    #expect(history.map(\.isCurrent) == [false, true])
  }

  @Test func ofTwoRowsInOneFileTheLaterWins() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    let outcome = try archive.ingest(
      Made.file(1, .persons),
      [
        Made.person("a", "First", row: 1), Made.person("a", "Second", row: 2),
        Made.person("a", "Second", row: 3),
      ])
    #expect(outcome.counts == FileCounts(rowsStored: 2, rowsQuarantined: 0, rowsHeld: 1))
    let current = try archive.records(.persons)
    #expect(current.map(name) == [.text("Second")] && current[0].place.row == 3)
  }

  @Test func aLateOldFileIsHistoryAtOnce() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    try archive.ingest(
      Made.file(2, .persons, "persons-2026-03-02.csv"), [Made.person("a", "New", row: 1)])
    let late = try archive.ingest(
      Made.file(1, .persons, "persons-20260301.csv"), [Made.person("a", "Old", row: 1)])
    #expect(late.counts.rowsStored == 1)
    #expect(try archive.records(.persons).map(name) == [.text("New")])
    // Without a date a file speaks from the last date that had arrived, so it is newer here.
    try archive.ingest(Made.file(3, .persons, "persons.csv"), [Made.person("a", "Newest", row: 1)])
    #expect(try archive.records(.persons).map(name) == [.text("Newest")])
    let history = try archive.history(.persons, source: "cheshire", identity: "a")
    #expect(history.map { name($0.row) } == [.text("Old"), .text("New"), .text("Newest")])
    #expect(history.map(\.stamp) == [20_260_301, 20_260_302, 20_260_302])
  }

  @Test func aRepeatedStatementIsAsNewAsItsLastFile() throws {
    let days = [(1, "Ann"), (2, "Bea"), (3, "Ann")]
    for order in [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]] {
      let folder = ArchiveFolder()
      let archive = try folder.archive()
      for (day, said) in order.map({ days[$0] }) {
        try archive.ingest(
          Made.file(day, .persons, "persons-2026-03-0\(day).csv"),
          [Made.person("a", said, row: UInt32(day))])
      }
      let current = try archive.records(.persons)
      #expect(current.map(name) == [.text("Ann")], "order \(order)")
      #expect(current.map(\.place.row) == [3], "order \(order)")
      #expect(try archive.verify().findings == [])
    }
  }

  @Test func keepersOfOneVehicleDoNotReplaceEachOther() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    try archive.ingest(
      Made.file(1, .vehicles),
      [
        Made.vehicle("AB12CDE", from: "2024-01-01", colour: "red", row: 1),
        Made.vehicle("AB12CDE", from: "2025-01-01", colour: "red", row: 2),
        Made.vehicle("AB12CDE", from: nil, colour: "red", row: 3),
      ])
    #expect(try archive.records(.vehicles).count == 3)
    let key = RecordKey(source: "cheshire", id: "AB12CDE")
    #expect(try archive.locate(.record(kind: .vehicles, key: key))?.row == 2)
  }

  @Test func cellsOfEveryKindComeBack() throws {
    let folder = ArchiveFolder()
    let archive = try folder.archive()
    var random = SeededGenerator(seed: 41)
    for (number, kind) in RecordKind.allCases.enumerated() where !kind.isColumnar {
      let rows = (1...20).map { row in
        let cells = KindContract.of(kind).columns.enumerated().map { position, column -> Cell in
          if position == 0 { return .text("id\(row)") }
          if !column.isRequired && random.chance(0.3) { return .empty }
          switch column.type {
          case .instant: return .integer(Int64(bitPattern: random.next()))
          case .integer: return .integer(Int64(random.below(1_000_000)))
          case .real, .latitude, .longitude: return .real(random.unit() * 90)
          default: return .text(["", "å;ß", "x'\"\u{0}y", "日本"][random.below(4)])
          }
        }
        return Made.record(kind, cells, row: UInt32(row))
      }
      let file = Made.file(number, kind)
      try archive.ingest(file, rows)
      let read = try archive.records(kind)
      let byIdentity = Dictionary(uniqueKeysWithValues: rows.map { ($0.identity, $0.cells) })
      #expect(read.count == 20)
      for row in read { #expect(byIdentity[row.identity] == row.cells, "\(kind), seed 41") }
      let again = try archive.ingest(Made.file(100 + number, kind), rows)
      #expect(again.counts.rowsHeld == 20, "\(kind)")
    }
  }

  @Test("B14: any order of dated files gives the same records")
  func anyOrderOfDatedFilesGivesTheSameRecords() throws {
    for seed in 1...3 {
      var random = SeededGenerator(seed: UInt64(seed))
      let files = (1...6).map { day in
        (
          Made.file(day, .persons, "persons-2026-03-0\(day).csv"),
          (1...8).map { row in
            Made.person("p\(random.below(5))", "Name \(random.below(3))", row: UInt32(row))
          }
        )
      }
      // The model: the last row of the newest file is what is current.
      var model: [String: RecordRow] = [:]
      for (_, rows) in files { for row in rows { model[row.identity] = row } }
      var first: [RecordRow]?
      for _ in 0..<3 {
        let folder = ArchiveFolder()
        let archive = try folder.archive()
        for (file, rows) in files.shuffled(using: &random) { try archive.ingest(file, rows) }
        let current = try archive.records(.persons)
        #expect(
          current.map(\.cells) == model.keys.sorted().map { model[$0]?.cells }, "seed \(seed)")
        #expect(current.map(\.place.row) == model.keys.sorted().map { model[$0]?.place.row })
        #expect(first == nil || first == current, "seed \(seed)")
        first = current
        #expect(try archive.verify().findings == [])
      }
    }
  }
}
