import Foundation
import TestKit
import Testing

/// Goal: the three rooms that are used alone keep the contract of their tables. Method: small
/// tables
/// with answers worked out by hand, and laws on the samples.
@Suite struct TableTests {
  private func write(_ text: String, _ desk: Desk, _ name: String) throws -> String {
    try Data(text.utf8).write(to: URL(fileURLWithPath: desk.path(name)))
    return desk.path(name)
  }

  @Test func measuresOfAPathAreThoseOfTheirDefinitions() throws {
    let desk = try Desk()
    defer { desk.clear() }
    // A path of four with a loop and a repeat.
    let edges = try write("source,target\na,b\nb,c\nc,d\nb,b\nb,a\n", desk, "edges.csv")
    let expected: [String: (header: [String], rows: [[Double]])] = [
      "degree": (["node", "value"], [[1], [2], [2], [1]]),
      "betweenness": (["node", "value"], [[0], [2], [2], [0]]),
      "harmonic": (["node", "value"], [[11.0 / 6], [2.5], [2.5], [11.0 / 6]]),
      "closeness": (["node", "value", "reached"], [[0.5, 3], [0.75, 3], [0.75, 3], [0.5, 3]]),
      "core": (["node", "value"], [[1], [1], [1], [1]]),
      "clustering": (["node", "triangles", "local"], [[0, 0], [0, 0], [0, 0], [0, 0]]),
      "components": (["node", "group"], [[0], [0], [0], [0]]),
    ]
    for (measure, answer) in expected.sorted(by: { $0.key < $1.key }) {
      let run = try Command.run(
        ["network", measure, "--edges", edges, "--out", desk.path("out.csv")], in: desk.folder)
      #expect(run.status == 0, "\(run.talk)")
      let table = try CSVTable(file: desk.path("out.csv"))
      #expect(table.header == answer.header)
      #expect(table.rows.map { $0[0] } == ["a", "b", "c", "d"])
      for (row, values) in zip(table.rows, answer.rows) {
        for (cell, value) in zip(row.dropFirst(), values) {
          #expect(abs((Double(cell) ?? .infinity) - value) < 1e-9, "\(measure)")
        }
      }
    }
  }

  @Test func everyMeasureOfTheContractRuns() throws {
    let desk = try Desk()
    defer { desk.clear() }
    let edges = Command.root.appendingPathComponent("samples/tables/edges.csv").path
    let measures =
      "degree betweenness betweenness-sampled closeness harmonic eigenvector katz pagerank hits core truss components strong-components leiden constraint effective-size clustering articulation core-periphery key-players efficiency biconnected bridges rombach fragmentation reach label-propagation"
    for measure in measures.split(separator: " ").map(String.init) {
      for more in [[], ["--directed"], ["--weights", "weight"]] {
        let run = try Command.run(
          ["network", measure, "--edges", edges, "--out", desk.path("out.csv")] + more,
          in: desk.folder)
        #expect(run.status == 0, "\(measure) \(more): \(run.talk)")
      }
    }
    let wrong = try Command.run(
      ["network", "pagerenk", "--edges", edges, "--out", desk.path("out.csv")], in: desk.folder)
    #expect(wrong.status == 64 && wrong.talk.contains("did you mean pagerank?"))
  }

  @Test func resolveKeepsEveryRecordAndJoinsThePlainCase() throws {
    let desk = try Desk()
    defer { desk.clear() }
    var text = "record_id,family_name,given_names,date_of_birth,sex,postcode,numbers\n"
    for index in 0..<60 {
      let name = ["Ashworth", "Birtles", "Calland", "Dewhurst", "Entwistle", "Fazackerley"][
        index % 6]
      let given = ["Aidan", "Bethan", "Callum", "Dilys", "Ewan"][index % 5]
      text +=
        "r\(index),\(name),\(given),19\(50 + index)-0\(1 + index % 9)-1\(index % 9),M,M1 1A\(["A", "B", "D"][index % 3]),\n"
    }
    text += "x1,Featherstonehaugh,Marmaduke,1984-05-17,M,LA9 4QT,07700900123\n"
    text += "x2,Fetherstonehaugh,Marmaduke,1984-05-17,M,LA9 4QT,07700900123\n"
    text += "x3,Nobody,,not a date,?,??,??\n"
    let run = try Command.run(
      ["resolve", "--records", try write(text, desk, "r.csv"), "--out", desk.path("out.csv")],
      in: desk.folder)
    #expect(run.status == 0, "\(run.talk)")
    let table = try CSVTable(file: desk.path("out.csv"))
    #expect(table.header == ["record_id", "entity_id", "probability"])
    #expect(table.rows.count == 63)
    let entity = Dictionary(uniqueKeysWithValues: table.rows.map { ($0[0], $0[1]) })
    #expect(entity["x1"] == entity["x2"] && entity["x1"] != nil)
    #expect(Set(entity.values).count == 62)
  }

  @Test func convoysCountsAsTheContractDefines() throws {
    let desk = try Desk()
    defer { desk.clear() }
    var text = "vrm,camera_id,seen_at,direction\n"
    for day in 1...3 {
      for camera in 1...5 {
        text += "AB12CDE,C\(camera),2026-03-0\(day)T10:0\(camera):00Z,N\n"
        text += "FG34HJK,C\(camera),2026-03-0\(day)T10:0\(camera):60Z,N\n".replacingOccurrences(
          of: ":60Z", with: ":59Z")
        // The other direction never meets.
        text += "LM56NOP,C\(camera),2026-03-0\(day)T10:0\(camera):00Z,S\n"
      }
    }
    let run = try Command.run(
      ["convoys", "--sightings", try write(text, desk, "s.csv"), "--out", desk.path("out.csv")],
      in: desk.folder)
    #expect(run.status == 0, "\(run.talk)")
    let table = try CSVTable(file: desk.path("out.csv"))
    #expect(table.header == ["vrm_a", "vrm_b", "occasions", "cameras", "days"])
    #expect(table.rows == [["AB12CDE", "FG34HJK", "15", "5", "3"]])
  }
}
