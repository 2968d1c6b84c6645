import Archive
import Foundation
import Picture
import Primitives
import TestKit
import Testing
import Vocabulary

@testable import Engine

/// A16, G04, G05, G06, G09, G10, O03. Goal: an export holds what the agreement names and nothing
/// else, and tells which copy it is. Method: random regions in which every protected value is a
/// marker, searched byte by byte; each signature against manifests with one bit turned.
@Suite struct ExportPackageTests {
  static let now = RegionInbox.end.adding(seconds: 3_600)

  private func outcomes(_ seed: UInt64, _ work: (Correlation.Outcome, RegionInbox) throws -> Void)
    throws
  {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("export-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let made = RegionInbox(seed: seed)
    let arm = try NonInterferenceTests.Arm(folder, made) { _ in true }
    for audience in [
      Audience.holders, Audience(meetsConditions: false, blankHandling: .permitted),
    ] {
      try work(try arm.outcome(audience), made)
    }
  }

  private static func package(
    _ outcome: Correlation.Outcome, _ recipient: RecipientClass, _ format: ExportFormat,
    name: String = "Recipient", key: SigningKey
  ) throws -> ExportPackage {
    var agreement = NonInterferenceTests.agreement(recipient, blank: .permitted)
    agreement.recipient = name
    return try ExportPackage(
      outcome, agreement: agreement, purpose: "protect",
      given: agreement.permits(
        purpose: "protect", asked: [], on: LondonTime.civil(now).day), format: format, now: now,
      key: key)
  }

  @Test(arguments: [UInt64(1), 2]) func noProtectedValueIsInAnyFile(seed: UInt64) throws {
    let key = SigningKey()
    try outcomes(seed) { outcome, made in
      let markers =
        [RegionInbox.marker, RegionInbox.officer, RegionInbox.report]
        + ["north:", "south:", "HUB", "MKA", "MKB", "CAM0", "CELL0", "-2.1"]
      var times: Set<String> = []
      for row in made.rows where ["events", "calls", "sightings"].contains(row.kind) {
        times.formUnion(row.cells.filter { $0.hasSuffix("Z") && $0.contains("T") })
      }
      // The newest moment is said of the whole copy.
      times.remove(outcome.answers.picture.asOf.iso8601)
      for recipient in RecipientClass.allCases {
        for format in ExportFormat.allCases {
          for file in try Self.package(outcome, recipient, format, key: key).files
          where file.path != "MANIFEST.sig" {
            let text = file.path + "\n" + String(decoding: file.bytes, as: UTF8.self)
            for marker in markers {
              #expect(!text.contains(marker), "\(recipient) \(file.path), seed \(seed): \(marker)")
            }
            let words = text.split { $0 == "," || $0 == "\"" || $0 == ";" || $0.isNewline }
            #expect(times.isDisjoint(with: words.map(String.init)), "\(file.path), seed \(seed)")
          }
        }
      }
    }
  }

  @Test func everyFileAndRowSaysItsMarkingAndItsCopy() throws {
    let key = SigningKey()
    var rows = 0
    try outcomes(5) { outcome, _ in
      for recipient in RecipientClass.allCases {
        let copies = try ["One", "Two"].map {
          try Self.package(outcome, recipient, .machine, name: $0, key: key)
        }
        for copy in copies {
          #expect(copy.files.count == copy.counts.count + 2)
          for file in copy.files where file.path.hasSuffix(".csv") {
            #expect(file.path.contains("OFFICIAL-SENSITIVE"))
            let table = try CSVTable(csv: file.bytes)
            for row in table.rows {
              rows += 1
              #expect(table.cell(row, "marking") == "OFFICIAL-SENSITIVE")
              #expect(table.cell(row, "copy") == copy.disclosure.copy)
              #expect(table.cell(row, "valid_until") == copy.disclosure.validUntil.iso8601)
              #expect(
                table.cell(row, "data_through") == outcome.answers.picture.asOf.iso8601)
            }
          }
        }
        // Any row of a copy is in the register of that copy alone, and no two copies are alike.
        let entries = copies.map { Set($0.entries.map(\.entry)) }
        #expect(entries[0].isDisjoint(with: entries[1]))
        #expect(copies[0].disclosure.copy != copies[1].disclosure.copy)
        #expect(copies[0].entries.map(\.subject) == copies[1].entries.map(\.subject))
      }
    }
    #expect(rows > 20, "\(rows) rows are little to judge by")
  }

  /// What a person is stays beside them to the last column; what is not known is no suspicion.
  @Test func everyRowOfAPersonSaysWhatTheyAre() throws {
    let key = SigningKey()
    var people = 0
    try outcomes(6) { outcome, _ in
      for recipient in [RecipientClass.force, .safeguarding] {
        for file in try Self.package(outcome, recipient, .machine, key: key).files
        where file.path.hasPrefix("controllers") || file.path.hasPrefix("periphery") {
          let table = try CSVTable(csv: file.bytes)
          for row in table.rows {
            people += 1
            let said = table.cell(row, "categories").split(separator: ";").map(String.init)
            let known = SubjectCategory.allCases.map(\.rawValue)
            #expect(said == ["unknown"] || (!said.isEmpty && Set(said).isSubset(of: known)))
            #expect(said != ["victim"] || file.path.hasPrefix("periphery"))
            let grounds = table.cell(row, "grounds").split(separator: ";")
            let basis = table.cell(row, "basis").split(separator: ";").map(String.init)
            #expect(grounds.count == basis.count)
            #expect(Set(basis).isSubset(of: ["fact", "assessment", "inferred"]))
            guard file.path.hasPrefix("periphery") else { continue }
            for word in ["offender", "gang member", "target", "dealer"] {
              #expect(!row.joined(separator: " ").lowercased().contains(word), "\(word)")
            }
          }
        }
      }
    }
    #expect(people > 5)
  }

  @Test func theSignatureIsOfEveryBit() throws {
    let key = SigningKey()
    try outcomes(7) { outcome, _ in
      let package = try Self.package(outcome, .force, .ndjson, key: key)
      let files = package.files.reduce(into: [String: Data]()) { $0[$1.path] = $1.bytes }
      let manifest = try #require(files["MANIFEST.json"])
      let signature = try #require(files["MANIFEST.sig"])
      #expect(signature.count == 64)
      #expect(key.verifying.isRight(signature, of: manifest))
      var draws = SeededGenerator(seed: 7)
      for _ in 0..<(LongRuns.areWanted ? 10_000 : 500) {
        let bit = draws.below((manifest.count + signature.count) * 8)
        var bytes = manifest + signature
        bytes[bit / 8] ^= 1 << UInt8(bit % 8)
        #expect(
          !key.verifying.isRight(
            bytes.suffix(signature.count), of: bytes.prefix(manifest.count)), "bit \(bit)")
      }
      let said = try #require(
        try JSONSerialization.jsonObject(with: manifest) as? [String: Any])
      #expect(said["conditions_authorised_by"] == nil)
      let listed = try #require(said["files"] as? [[String: Any]])
      #expect(listed.count == package.counts.count)
      for file in listed {
        let path = try #require(file["path"] as? String)
        #expect(file["sha256"] as? String == FileDigest.sha256(data: try #require(files[path])))
      }
    }
  }
}
