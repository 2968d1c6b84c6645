import Testing
import Vocabulary

/// Goal: registrations of every style are read, packed and told apart. Method: tables, and packing
/// laws over all short texts of an alphabet.
@Suite struct RegistrationTests {
  @Test func everyStyleIsKnown() throws {
    let table: [(String, String, RegistrationStyle)] = [
      ("ab12 cde", "AB12CDE", .current), ("A123 BCD", "A123BCD", .prefix),
      ("a1bcd", "A1BCD", .prefix),
      ("ABC 123D", "ABC123D", .suffix), ("abc1d", "ABC1D", .suffix),
      ("ABZ 1234", "ABZ1234", .northernIreland),
      ("IA 1", "IA1", .northernIreland), ("1234 AB", "1234AB", .dateless),
      ("AB-1234", "AB1234", .dateless),
      ("ABC 123", "ABC123", .dateless), ("1 A", "1A", .dateless),
      ("101 D 234", "101D234", .diplomatic),
      ("101X234", "101X234", .diplomatic), ("WX 12345 K", "WX12345K", .foreign),
      ("B-AB 1234", "BAB1234", .foreign),
      ("1234567", "1234567", .foreign), ("AI12 CDE", "AI12CDE", .foreign),
      ("AB00 CDE", "AB00CDE", .foreign),
      ("AB50CDE", "AB50CDE", .foreign), ("AB51CDE", "AB51CDE", .current),
    ]
    for (raw, canonical, style) in table {
      let registration = try VehicleRegistration(raw)
      #expect(registration.text == canonical)
      #expect(registration.style == style, "\(canonical)")
    }
  }

  @Test func whatIsNoneIsRefusedWithItsCode() {
    for raw in ["", " ", "A", "AB12?CDE", "ÄB12CDE", "AB12CDEFGHI", "AB_12", "AB12\u{0}"] {
      do {
        let read = try VehicleRegistration(raw)
        Issue.record("\(read.text.count) characters were read")
      } catch {
        #expect(error.code.hasPrefix("INTAKE-VRM-"))
        #expect(!error.mend.isEmpty)
      }
    }
  }

  @Test func packingKeepsTextAndOrder() throws {
    let letters = Array("09AZ")
    var texts: [String] = []
    var words = [""]
    for _ in 0..<5 {
      words = words.flatMap { word in letters.map { word + String($0) } }
      texts += words
    }
    texts = texts.filter { $0.count >= 2 }
    for text in texts { #expect(try VehicleRegistration(text).text == text) }
    let byWord = try texts.map { try VehicleRegistration($0) }.sorted().map(\.text)
    #expect(byWord == texts.sorted())
  }
}
