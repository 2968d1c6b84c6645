import Foundation
import Primitives
import Testing
import Vocabulary

@testable import Engine

/// G05, G16, G17. Goal: nothing leaves without an agreement that allows it. Method: a table of
/// everything that an agreement can lack or overstep, each with the word its refusal must hold.
@Suite struct SharingAgreementTests {
  static let text = """
    agreement: ISA-1
    recipient: Sample Borough
    class: partner
    purposes: [protect, rehouse]
    from: 2026-01-01
    until: 2026-12-31
    valid_days: 14
    newest_days: 3
    lists:
      premises: [band, address]
    """

  private func agreement(
    _ replaced: String = "", with text: String = ""
  ) throws -> SharingAgreement {
    let whole =
      replaced.isEmpty ? Self.text : Self.text.replacingOccurrences(of: replaced, with: text)
    return try SharingAgreement(SettingsFile.parse(whole, name: "sharing.yaml"))
  }

  private static func day(_ text: String) throws -> CivilDate { try PartialDate(text).earliest }

  @Test func whatTheAgreementAllowsIsGiven() throws {
    let agreement = try self.agreement()
    let given = try agreement.permits(
      purpose: "protect", asked: [], on: Self.day("2026-06-01"))
    #expect(given == [SharingAgreement.List(list: .premises, fields: ["band", "address"])])
    // Both days included.
    for day in ["2026-01-01", "2026-12-31"] {
      #expect(
        try agreement.permits(purpose: "rehouse", asked: ["premises"], on: Self.day(day)).count == 1
      )
    }
    #expect(agreement.audience == Audience(meetsConditions: false, blankHandling: .conditions))
  }

  @Test func everythingElseIsRefusedWithItsMend() throws {
    let refusals: [(String, String, purpose: String, asked: [String], day: String, word: String)] =
      [
        ("", "", "sell", [], "2026-06-01", "purpose"),
        ("", "", "", [], "2026-06-01", "purpose"),
        ("", "", "protect", ["controllers"], "2026-06-01", "does not allow the list"),
        ("", "", "protect", [], "2025-12-31", "in force from"),
        ("", "", "protect", [], "2027-01-01", "ended"),
        (
          "premises: [band, address]", "controllers: [band]", "protect", [], "2026-06-01",
          "never given the list"
        ),
        (
          "premises: [band, address]", "periphery: [name]", "protect", [], "2026-06-01",
          "never given"
        ),
        ("[band, address]", "[score]", "protect", [], "2026-06-01", "never given score"),
        ("[band, address]", "[rank]", "protect", [], "2026-06-01", "never given rank"),
      ]
    for (old, new, purpose, asked, day, word) in refusals {
      let agreement = try self.agreement(old, with: new)
      let today = try Self.day(day)
      do throws(EngineError) {
        _ = try agreement.permits(purpose: purpose, asked: asked, on: today)
        Issue.record("\(word) was not refused")
      } catch {
        #expect(error.exit == .noPermission)
        #expect(error.message.contains(word), "\(error.message)")
        #expect(!error.mend.isEmpty)
      }
    }
  }

  /// Only a body that protects children may be told of one, whatever an agreement says.
  @Test func youngPeopleGoToSafeguardingBodiesAlone() throws {
    for recipient in RecipientClass.allCases {
      #expect(recipient.lists.contains(.periphery) == (recipient == .safeguarding))
      for field in ExportField.all(of: .periphery)
      where ["name", "age", "area", "indicators", "safeguarding"].contains(field.name) {
        #expect(field.classes == [.safeguarding], "\(field.name)")
      }
    }
    #expect(!RecipientClass.partner.lists.contains(.controllers))
  }

  @Test func aFileThatIsWrongSaysWhereAndWhatInstead() throws {
    let faults: [(String, String, word: String)] = [
      ("class: partner", "class: anybody", "force, safeguarding, partner"),
      ("agreement: ISA-1\n", "", "an agreement needs it"),
      ("until: 2026-12-31", "until: 2026-02-30", "YYYY-MM-DD"),
      ("valid_days: 14", "valid_days: 91", "1 to 90"),
      ("purposes: [protect, rehouse]", "purposes: []", "at least one"),
      ("purposes: [protect, rehouse]", "purposes: [protect, protect]", "once"),
      ("recipient:", "recipent:", "recipient"),
      ("[band, address]", "[band, person_ids]", "known are"),
      ("[band, address]", "[bnd]", "band"),
      ("premises: [", "premisses: [", "premises"),
      ("newest_days: 3", "newest_days: 3\nblank_handling: yes", "permitted, conditions"),
    ]
    for (old, new, word) in faults {
      #expect(throws: SettingsDefect.self) { try agreement(old, with: new) }
      do {
        _ = try agreement(old, with: new)
      } catch let defect as SettingsDefect {
        #expect(
          (defect.reason + defect.mend).contains(word), "\(new): \(defect.reason), \(defect.mend)")
        #expect(defect.line >= 1)
      }
    }
  }

  @Test func aCopyOutlivesNeitherItsDaysNorItsAgreement() throws {
    let agreement = try self.agreement()
    func end(_ time: String) throws -> String {
      let now = try #require(TimeText.read(time)).instant
      return agreement.validUntil(from: now).iso8601
    }
    #expect(try end("2026-06-01T10:00:00Z") == "2026-06-15T10:00:00Z")
    #expect(try end("2026-12-30T10:00:00Z") == "2027-01-01T00:00:00Z")
  }

  @Test func dataThatAreTooOldAreNotGiven() throws {
    let agreement = try self.agreement()
    let now = Instant(seconds: 1_800_000_000)
    for (age, isGiven) in [(-60, true), (0, true), (3 * 86_400, true), (3 * 86_400 + 1, false)] {
      let through = now.adding(seconds: -Int64(age))
      var refusal: EngineError?
      do throws(EngineError) {
        try agreement.checkAge(of: through, now: now)
      } catch {
        refusal = error
      }
      #expect((refusal == nil) == isGiven, "\(age) seconds")
      #expect(refusal.map { $0.exit == .noPermission } ?? true)
    }
  }

  /// Identifiers of sources, evidence and sentences are not columns that anybody could ask for.
  @Test func whatIsProtectedIsNoField() {
    let never = [
      "evidence", "reasons", "person_ids", "entity_id", "line_ids", "premises_id", "lineage_ids",
      "imeis", "hub_area_id", "market_area_ids", "area_id", "next_camera_ids", "warnings",
      "provider_ids", "holder_entity_id", "status",
    ]
    for list in ListKind.allCases {
      let fields = ExportField.all(of: list)
      #expect(Set(fields.map(\.name)).count == fields.count)
      for field in fields {
        #expect(!never.contains(field.name))
        if case .cell(let column) = field.value {
          #expect(!never.contains(column), "\(list): \(field.name)")
        }
      }
    }
  }
}
