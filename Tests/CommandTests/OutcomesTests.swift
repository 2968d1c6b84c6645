import Foundation
import TestKit
import Testing

/// Goal: what the roads team did with a row comes back: it is counted for the row's signals, and
/// the vehicle is left alone for a while. Method: a night, a stop with nothing found, a night.
@Suite struct OutcomesTests {
  @Test func aStopComesBackAndTheVehicleRests() throws {
    let desk = try Desk()
    defer { desk.clear() }
    let inbox = desk.path("inbox")
    try FileManager.default.copyItem(
      at: Command.root.appendingPathComponent("samples/inbox"),
      to: URL(fileURLWithPath: inbox))
    #expect(try desk.nightly(inbox: inbox).status == 0)
    let first = Published(out: desk.path("lists"))
    let asOf = try #require(try first.manifest()["as_of"] as? String)
    let before = try first.tables()
    let (path, table) = try #require(
      before.sorted { $0.key < $1.key }
        .first { $0.key.hasPrefix("vehicle_stops/") && !$0.value.rows.isEmpty })
    let vehicle = table.cell(table.rows[0], "vrm")

    let moment = try #require(ISO8601DateFormatter().date(from: asOf))
    func after(_ hours: Double) -> String {
      ISO8601DateFormatter().string(from: moment.addingTimeInterval(hours * 3600))
    }
    try Data(
      """
      outcome_id,list,subject,at,force,result
      NEW-1,vehicle_stops,\(vehicle),\(after(3)),gmp,no_further_action

      """.utf8
    ).write(to: URL(fileURLWithPath: inbox + "/gmp/outcomes-new.csv"))
    let again = try desk.nightly(inbox: inbox, ["--as-of", after(24)])
    #expect(again.status == 0, "\(again.talk)")
    let now = try Published(out: desk.path("lists")).tables()
    let listed = try #require(now[path])
    #expect(!listed.rows.contains { listed.cell($0, "vrm") == vehicle })
    let changes = try #require(now["changes/" + path])
    let gone = try #require(changes.rows.first { changes.cell($0, "subject") == vehicle })
    #expect(changes.cell(gone, "change") == "gone" && changes.cell(gone, "rank_before") == "1")
    #expect(changes.cell(gone, "why").contains("no further action"))
    #expect(changes.cell(gone, "why").contains("it rests for 7 days"))

    let report = try Command.run(
      ["outcomes", "--archive", desk.path("region.db")], in: desk.folder)
    #expect(report.status == 0)
    let line = try #require(
      report.output.split(separator: "\n").first { $0.hasPrefix("vehicle_stops ") })
    #expect(line.split(separator: " ").prefix(4) == ["vehicle_stops", "0", "1", "0"])
    #expect(report.output.contains("vehicle_stops, by signal"))
  }

  @Test func anArchiveWithoutOutcomesSaysSo() throws {
    let desk = try Desk()
    defer { desk.clear() }
    let empty = desk.path("inbox")
    try FileManager.default.createDirectory(
      atPath: empty + "/gmp", withIntermediateDirectories: true)
    try Data("area_id,name,force\nA1,Leeds,gmp\n".utf8)
      .write(to: URL(fileURLWithPath: empty + "/gmp/areas.csv"))
    _ = try desk.nightly(inbox: empty, ["--as-of", "2026-03-01T00:00:00Z"])
    let report = try Command.run(
      ["outcomes", "--archive", desk.path("region.db")], in: desk.folder)
    #expect(report.status == 66 && report.talk.contains("no outcomes"))
  }
}
