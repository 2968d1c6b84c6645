import Archive
import Foundation
import Picture
import Primitives
import Signals
import Tasking
import TestKit
import Testing
import Vocabulary

@testable import Engine

/// G08. Goal: what a recipient may not see cannot be told from what they get. Method: random
/// regions taken in twice, with and without the items that have conditions; every table, export and
/// manifest for each class of recipient in every format, compared byte by byte. Two controls: to
/// the holders the same items make a difference, and the exports have rows.
@Suite struct NonInterferenceTests {
  static let seeds: UInt64 = LongRuns.areWanted ? 1_000 : 24
  static let batches: UInt64 = 4
  /// Seeds on which it is seen that the items do move the holders' lists.
  static let controls: UInt64 = 16

  /// What one seed came to.
  struct Count {
    var differences = 0
    var compared = 0
    var moved = 0
    var rows: [String: Int] = [:]
  }

  @Test(arguments: 0..<batches) func whatMayNotBeSeenCannotBeTold(batch: UInt64) throws {
    var sum = Count()
    for seed in stride(from: batch, to: Self.seeds, by: Int(Self.batches)) {
      try Self.compare(seed: seed, into: &sum)
    }
    #expect(sum.differences == 0)
    #expect(sum.compared > 0)
    // Controls.
    #expect(sum.moved * 2 > Int(Self.controls / Self.batches), "the items moved \(sum.moved) lists")
    for list in ["controllers", "vehicle_stops", "premises", "lines", "periphery"] {
      #expect(sum.rows[list] ?? 0 > 0, "\(list) never had a row to compare")
    }
    print(
      "G08: \(sum.compared) files compared, \(sum.differences) differences, moved \(sum.moved)")
  }

  private static func compare(seed: UInt64, into sum: inout Count) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("g08-" + UUID().uuidString)
    defer { try? FileManager.default.removeItem(at: folder) }
    let inbox = RegionInbox(seed: seed)
    // Every other seed an empty handling cell is a permission, by agreement.
    let blank = seed % 2 == 0 ? Handling.conditions : .permitted
    let hidden: Set<String> = blank == .conditions ? ["C", ""] : ["C"]
    let arms = [
      try Arm(folder.appendingPathComponent("with"), inbox) { _ in true },
      try Arm(folder.appendingPathComponent("without"), inbox) {
        $0.handling.map { !hidden.contains($0) } ?? true
      },
    ]
    // A night that saw everything leaves its people, ranks and summaries in the archive.
    if seed % 3 == 0 { try arms[0].nightly() }
    let audience = Audience(meetsConditions: false, blankHandling: blank)
    let seen = try arms.map { try $0.outcome(audience) }
    func tables(_ outcome: Correlation.Outcome) -> [String: Data] {
      outcome.drawn.tables.reduce(into: [:]) {
        $0[$1.path + ".csv"] = Data($1.csv.utf8)
        $0[$1.path + ".json"] = Data($1.json.utf8)
      }
    }
    if seed < controls {
      let all = try arms.map { try $0.outcome(.holders) }
      sum.moved += tables(all[0]) != tables(all[1]) ? 1 : 0
    }
    expectSame(tables(seen[0]), tables(seen[1]), "tables, seed \(seed)", &sum)
    let key = SigningKey()
    for recipient in RecipientClass.allCases {
      for format in ExportFormat.allCases {
        let copies = try seen.map {
          try package($0, recipient, blank, format, key: key)
        }
        let files = copies.map { copy in
          copy.files.reduce(into: [String: Data]()) { $0[$1.path] = $1.bytes }
        }
        expectSame(files[0], files[1], "\(recipient) \(format), seed \(seed)", &sum)
        #expect(copies[0].entries == copies[1].entries, "register, seed \(seed)")
        #expect(copies[0].disclosure == copies[1].disclosure, "log, seed \(seed)")
        for entry in copies[0].entries { sum.rows[entry.list, default: 0] += 1 }
      }
    }
  }

  private static func expectSame(
    _ one: [String: Data], _ other: [String: Data], _ what: String, _ sum: inout Count
  ) {
    #expect(one.keys.sorted() == other.keys.sorted(), "\(what)")
    for (path, bytes) in one.sorted(by: { $0.key < $1.key }) {
      sum.compared += 1
      guard bytes != other[path] else { continue }
      sum.differences += 1
      Issue.record("\(what): \(path) tells of what may not be seen")
    }
  }

  /// Everything that a recipient of a class may ever have.
  static func agreement(_ recipient: RecipientClass, blank: Handling) -> SharingAgreement {
    SharingAgreement(
      id: "ISA-1", recipient: "Recipient", recipientClass: recipient, purposes: ["protect"],
      from: CivilDate(daysSinceEpoch: 20_000), until: CivilDate(daysSinceEpoch: 30_000),
      validDays: 7, newestDays: 60, conditionsAuthorisedBy: nil, blankHandling: blank, forces: nil,
      lists: recipient.lists.map { list in
        SharingAgreement.List(
          list: list,
          fields: ExportField.all(of: list).filter { $0.classes.contains(recipient) }.map(\.name))
      })
  }

  private static func package(
    _ outcome: Correlation.Outcome, _ recipient: RecipientClass, _ blank: Handling,
    _ format: ExportFormat, key: SigningKey
  ) throws -> ExportPackage {
    let agreement = Self.agreement(recipient, blank: blank)
    let now = RegionInbox.end.adding(seconds: 3_600)
    try agreement.checkAge(of: outcome.answers.picture.asOf, now: now)
    return try ExportPackage(
      outcome, agreement: agreement, purpose: "protect",
      given: agreement.permits(
        purpose: "protect", asked: [], on: LondonTime.civil(now).day), format: format, now: now,
      key: key)
  }

  /// One archive.
  struct Arm {
    let folder: URL
    let inbox: URL
    let configuration: EngineConfiguration

    init(_ folder: URL, _ made: RegionInbox, where isWanted: (RegionInbox.Row) -> Bool) throws {
      self.folder = folder
      inbox = folder.appendingPathComponent("inbox")
      try made.write(to: inbox, where: isWanted)
      var configuration = EngineConfiguration(
        inbox: inbox.path, archive: folder.appendingPathComponent("a.db").path,
        out: folder.appendingPathComponent("out").path)
      configuration.threads = 1
      configuration.policy = folder.appendingPathComponent("policy.yaml").path
      let floors = ListKind.allCases.map { "  \($0.rawValue): { floor: 0 }\n" }.joined()
      try Data("resamples: 5\nlists:\n\(floors)".utf8)
        .write(to: folder.appendingPathComponent("policy.yaml"))
      self.configuration = configuration
      try IngestOnly(archive: configuration.archive).run(inbox.path)
    }

    func nightly() throws { _ = try NightlyRun(configuration).run { _ in } }

    func outcome(_ audience: Audience) throws -> Correlation.Outcome {
      try ExportLists(
        configuration,
        request: ExportLists.Request(agreement: "", purpose: "", lists: [], format: .json),
        now: RegionInbox.end
      ).outcome(
        for: audience, store: StandingArchive.open(configuration.archive, .writing),
        progress: { _ in })
    }
  }
}
