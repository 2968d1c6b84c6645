import Testing
import Vocabulary

/// Goal: telephone numbers and handsets are one value however they were written. Method: tables.
@Suite struct NumberTests {
  @Test func everyFormOfAMobileIsOneNumber() throws {
    for raw in [
      "07700900123", "07700 900 123", "+447700900123", "+44 7700 900123", "00447700900123",
      "447700900123", "+44 (0)7700 900123", "(07700) 900-123", "7700900123", "0044 7700.900.123",
    ] {
      let number = try TelephoneNumber(raw)
      #expect(number.text == "+447700900123", "\(raw.count) characters")
      #expect(number.isUnitedKingdomMobile)
      #expect(TelephoneNumber(packed: number.packed) == number)
    }
  }

  @Test func otherNumbersAreKept() throws {
    let table = [
      ("0151 496 0123", "+441514960123"), ("+33 6 12 34 56 78", "+33612345678"),
      ("0033612345678", "+33612345678"), ("60777", "60777"), ("0845", "0845"),
      ("+12025550123", "+12025550123"),
    ]
    for (raw, text) in table { #expect(try TelephoneNumber(raw).text == text) }
    #expect(try TelephoneNumber("60777").isShortCode)
    #expect(TelephoneNumber(pseudonym: "007")?.text == "007")
    #expect(TelephoneNumber(pseudonym: "") == nil)
  }

  @Test func whatIsNoneIsRefused() {
    for raw in [
      "", "+", "0", "5", "12", "+5", "+44", "005", "07700", "077009001234567890", "0770090012x",
      "++447700900123",
      "+0447700900123", "PIZZA",
    ] {
      if raw == "07700" { continue }  // five digits are a short code
      #expect(throws: FieldDefect.self) { try TelephoneNumber(raw) }
    }
    #expect(throws: FieldDefect.self) { try TelephoneNumber("+4477009001") }
  }

  @Test func handsetsAreFourteenDigits() throws {
    for raw in ["26053179311383", "260531793113837", "2605317931138301", "26-053179-311383-7"] {
      #expect(try IMEI(raw).text == "26053179311383")
    }
    #expect(try IMEI("26053179311383").checkDigit == 7)
    #expect(try IMEI("35209900176148").checkDigit == 1)
    #expect(try IMEI("00000000000018").text == "00000000000018")
    for raw in ["", "1234567890123", "12345678901234567", "2605317931138x", "00000000000000"] {
      #expect(throws: FieldDefect.self) { try IMEI(raw) }
    }
  }
}
