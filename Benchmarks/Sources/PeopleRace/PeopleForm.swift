import Matching
import Vocabulary

/// How the columns of the sets that peers are measured on are read.
///
/// A column is known by its name, so one reading serves every set; what none of the fixed columns
/// takes is compared as text, but for columns that repeat others or mean nothing.
struct PeopleForm {
  /// Columns compared as text, in the order of the file.
  let extraNames: [String]
  private let idName: String
  private let header: Set<String>

  private static let ids = ["rec_id", "record_id", "unique_id", "person_id"]
  private static let families = ["surname", "family_name", "last_name"]
  private static let givens = ["given_name", "first_name", "given_names"]
  private static let births = ["dob", "date_of_birth"]
  private static let sexes = ["sex", "gender"]
  private static let houses = ["street_number", "house_no"]
  private static let streets = ["address_1", "street"]
  private static let postcodes = ["postcode", "postcode_fake"]
  private static let numbers = ["phone", "telephone"]
  /// Names once more, the force that wrote the record, and lines of an address that is read.
  private static let passedOver = [
    "full_name", "first_and_surname", "force", "address_2", "town",
  ]

  /// - Throws: When no column names the record.
  init(header: [String], path: String) throws {
    guard let id = header.first(where: Self.ids.contains) else {
      throw DelimitedFile.Failure.column(path: path, name: Self.ids[0])
    }
    idName = id
    self.header = Set(header)
    let known = [
      Self.ids, Self.families, Self.givens, Self.births, Self.sexes, Self.houses, Self.streets,
      Self.postcodes, Self.numbers, Self.passedOver, ["pnc_id", "state"],
    ].flatMap { $0 }
    extraNames = header.filter { !known.contains($0) }
  }

  /// The record's identifier and what is known of the person; nil without an identifier.
  func person(_ row: [String: String]) -> PersonForMatching? {
    guard let id = row[idName] else { return nil }
    func first(_ names: [String]) -> String? { names.lazy.compactMap { row[$0] }.first }
    let address = [first(Self.houses), first(Self.streets)].compactMap { $0 }
    return PersonForMatching(
      key: Self.key(id), familyName: first(Self.families), givenNames: first(Self.givens),
      dateOfBirth: first(Self.births).flatMap(Self.date), sex: first(Self.sexes).flatMap(Self.sex),
      pncId: row["pnc_id"],
      address: address.isEmpty ? row["town"] : address.joined(separator: " "),
      postcode: first(Self.postcodes), numbers: first(Self.numbers).flatMap(Self.number) ?? [],
      extra: extraNames.map { row[$0] })
  }

  static func key(_ id: String) -> RecordKey { RecordKey(source: "race", id: id) }

  /// `1990-05-12` or `19900512`.
  private static func date(_ text: String) -> PartialDate? {
    if text.utf8.count == 8, text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      return try? PartialDate(
        "\(text.prefix(4))-\(text.dropFirst(4).prefix(2))-\(text.suffix(2))")
    }
    return try? PartialDate(text)
  }

  private static func sex(_ text: String) -> String? {
    switch text.lowercased() {
    case "m", "male": "M"
    case "f", "female": "F"
    default: nil
    }
  }

  private static func number(_ text: String) -> [UInt64]? {
    (try? TelephoneNumber(text)).map { [$0.packed] }
  }
}
