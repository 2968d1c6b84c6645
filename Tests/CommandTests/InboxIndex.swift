import Foundation
import TestKit

/// The records of an inbox by the references that lists cite, found in the plainest way: every file
/// read as a recipient could, digests from the manifest's own tool.
struct InboxIndex {
  private var records: Set<String> = []
  private var rows: [String: Int] = [:]

  private static let identifiers = [
    "areas": "area_id", "cameras": "camera_id", "cells": "cell_id", "vehicles": "vrm",
    "lines": "line_id",
    "persons": "person_id", "premises": "premises_id", "premises_visits": "visit_id",
    "events": "event_id",
    "associations": "association_id", "groups": "group_id", "providers": "provider_id",
    "outcomes": "outcome_id",
  ]

  init(folder: URL) throws {
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path).sorted() {
      let parts = path.split(separator: "/").map(String.init)
      guard parts.count == 2, !parts[1].hasSuffix(".yaml") else { continue }
      let kind =
        parts[1].hasPrefix("premises_visits")
        ? "premises_visits" : String(parts[1].prefix { $0 != "-" && $0 != "." })
      let file = folder.appendingPathComponent(path).path
      let text =
        try parts[1].hasSuffix(".gz")
        ? Self.output(of: "gzip", ["-dc", file])
        : Data(contentsOf: URL(fileURLWithPath: file))
      if kind == "sightings" || kind == "calls" {
        // One row a line in these files, bad rows too; a CSV has a header before them.
        let lines = text.split(separator: 0x0A).count
        let digest = String(decoding: try Self.output(of: "sha256sum", [file]), as: UTF8.self)
          .prefix(12)
        rows["\(parts[0]):\(kind):\(digest)"] = parts[1].contains(".csv") ? lines - 1 : lines
      } else if let column = Self.identifiers[kind] {
        let table =
          try parts[1].contains(".csv")
          ? CSVTable(csv: text, path: path) : CSVTable(objects: text, path: path)
        for row in table.rows {
          let id =
            kind == "vehicles"
            ? table.cell(row, column).uppercased().filter { $0.isLetter || $0.isNumber }
            : table.cell(row, column)
          records.insert("\(parts[0]):\(kind):\(id)")
        }
      }
    }
  }

  /// Whether a reference leads to a row that is there.
  func leads(_ reference: String) -> Bool {
    if records.contains(reference) { return true }
    guard let colon = reference.lastIndex(of: ":"),
      let row = Int(reference[reference.index(after: colon)...]),
      let count = rows[String(reference[..<colon])]
    else { return false }
    return (1...count).contains(row)
  }

  private static func output(of tool: String, _ arguments: [String]) throws -> Data {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [tool] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return data
  }
}
