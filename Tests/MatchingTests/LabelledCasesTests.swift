import Foundation
import Testing
import Vocabulary

@testable import Matching

// Goal: pairs that a person has judged come out as judged. Method: a hand-kept table here and one
// in `Tests/Labelled/people_cases.csv`, graded: clear cases must hold; of the likely ones three in
// four; the borderline ones are counted and reported; the open ones are known to be decided
// wrongly.

@Suite struct LabelledCasesTests {
  enum Grade: String {
    case clear, likely, borderline
    /// As clear as the clear ones, and still decided wrongly. A mend makes the known issue vanish,
    /// which fails the test until the case is graded clear.
    case open
  }

  struct Case {
    let a: PersonForMatching
    let b: PersonForMatching
    let isOne: Bool
    let grade: Grade
    let why: String

    init(
      _ a: PersonForMatching, _ b: PersonForMatching, isOne: Bool, _ grade: Grade, _ why: String
    ) {
      self.a = a
      self.b = b
      self.isOne = isOne
      self.grade = grade
      self.why = why
    }
  }

  static let cases: [Case] = [
    Case(
      person("a", "Smith", "John", "1980-06-15", postcode: "M1 1AE"),
      person("b", "SMITH", "JOHN", "1980-06-15", postcode: "M11AE"), isOne: true, .clear, "same"),
    Case(
      person("a", "O'Brien", "Niamh", "1991-03-08", address: "4 Mill Lane"),
      person("b", "OBrien", "Niamh", "1991-03-08", address: "4 Mill Ln"), isOne: true, .clear,
      "apostrophe"),
    Case(
      person("a", "McDonald", "William", "1975-11-30"),
      person("b", "MacDonald", "Bill", "1975-11-30"), isOne: true, .clear, "Mac and nickname"),
    Case(
      person("a", "Kowalski", "Piotr", "1988-04-09", numbers: [447_700_900_222]),
      person("b", "Kowalksi", "Peter", "1988-09-04", numbers: [447_700_900_222]), isOne: true,
      .clear, "typing slip, other language, day and month swapped, one telephone"),
    Case(
      person("a", "Hussain", "Mohammed", "1999-02-11", sex: "M", postcode: "BL1 4QR"),
      person("b", "Hussein", "Muhammad", "1999-02-11", sex: "M", postcode: "BL1 4QR"), isOne: true,
      .clear, "spellings"),
    Case(
      person("a", "Clark", "Violet", "1990-05-12"), person("b", "Violet", "Clark", "1990-05-12"),
      isOne: true, .clear, "names in each other's column"),
    Case(
      person("a", "Fenwick-Doyle", "Rhys", "1993-08-22", address: "9 Moor Street"),
      person("b", "Doyle", "Rhys", "1993-08-22", address: "71 Dock Road"), isOne: true, .clear,
      "double-barrelled and moved"),
    Case(
      person("a", "Walker", "Stephen", "1983-07-19", pnc: "2001/445566T"),
      person("b", "Wolker", "Steve", nil, pnc: "01/445566T"), isOne: true, .clear, "one PNC id"),
    Case(
      person("a", "Ashbury", "Katherine", "1979-10-10", sex: "F", address: "22 Hope Street"),
      person("b", "Ashbury", "Kate", nil, sex: "F", address: "22 Hope St"), isOne: true, .likely,
      "no date of birth"),
    Case(
      person("a", "Nowak", "Tomasz", "1987-01-01", sex: "M", postcode: "WN1 2BB"),
      person("b", "Nowak", "Tomek", "1987-05-23", sex: "M", postcode: "WN1 2BB"), isOne: true,
      .likely, "1 January for the year alone"),
    Case(
      person("a", "Radley", "Ann Marie", "1985-12-03"), person("b", "Radley", "A M", "1985-12-03"),
      isOne: true, .likely, "initials"),
    Case(
      person("a", "Ingham", "Rebecca", "1992-06-17", sex: "F", numbers: [447_700_900_333]),
      person("b", "Thornley", "Becky", "1992-06-17", sex: "F", numbers: [447_700_900_333]),
      isOne: true, .likely, "family name changed, one telephone"),
    Case(
      person("a", "Quarmby", "Lee", "1994-02-25"), person("b", "Quarmby", "Lee", "1984-02-25"),
      isOne: true, .borderline, "a wrong digit in the year of a rare name"),
    Case(
      person("a", "Evans", "Gareth", "1986"), person("b", "Evans", "Gareth", "1986-04-14"),
      isOne: true, .borderline, "the year alone, a common name"),
    Case(
      person("a", "Smith", "John", "1980-06-15", postcode: "M1 1AE"),
      person("b", "Smith", "John", "1991-09-02", postcode: "CH4 2QQ"), isOne: false, .clear,
      "a common name, other birth date"),
    Case(
      person("a", "Begum", "Fatima", "1990-01-01"), person("b", "Begum", "Nusrat", "1990-01-01"),
      isOne: false, .clear, "1 January"),
    Case(
      person(
        "a", "Doyle", "Sean", "1960-04-02", sex: "M", address: "5 Elm Road", postcode: "L4 1AA"),
      person(
        "b", "Doyle", "Sean", "1989-10-21", sex: "M", address: "5 Elm Road", postcode: "L4 1AA"),
      isOne: false, .clear, "father and son"),
    Case(
      person(
        "a", "Doyle", "Sean", "1989-10-21", sex: "M", address: "5 Elm Road", postcode: "L4 1AA"),
      person(
        "b", "Doyle", "Kevin", "1989-10-21", sex: "M", address: "5 Elm Road", postcode: "L4 1AA"),
      isOne: false, .clear, "twins"),
    Case(
      person("a", "Doyle", "Sean", "1989-10-21", address: "5 Elm Road", numbers: [447_700_900_444]),
      person(
        "b", "Doyle", "Niall", "1993-03-05", address: "5 Elm Road", numbers: [447_700_900_444]),
      isOne: false, .clear, "brothers with one telephone"),
    Case(
      person("a", "Jones", "David", nil), person("b", "Jones", "David", nil), isOne: false, .clear,
      "a common name and nothing else"),
    Case(
      person("a", "Khan", "Ali", "1995-07-07", sex: "M"),
      person("b", "Khan", "Ali", "1995-03-21", sex: "M"), isOne: false, .likely,
      "a common name of one year"),
    Case(
      person("a", "Taylor", "Emma", "1990-03-03", pnc: "2010/1A"),
      person("b", "Taylor", "Emma", "1990-03-03", pnc: "2010/2A"), isOne: false, .clear,
      "two PNC ids"),
    Case(
      person("a", "Harland", "Paul", "1981-05-05", sex: "M", address: "8 Park Lane"),
      person("b", "Harland", "Paula", "1981-05-05", sex: "F", address: "8 Park Lane"),
      isOne: false, .likely, "twins of like names"),
    Case(
      person("a", "Patel", "Priya", "1996-10-09"), person("b", "Patel", "Priya", "1996-10-19"),
      isOne: false, .borderline, "a common name, a day apart by one digit"),
  ]

  /// The cases of the file; a row that cannot be read fails the test.
  static func fileCases() throws -> [Case] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Labelled/people_cases.csv")
    return try PublicDataTests.rows(file.path).map { row in
      func side(_ id: String) -> PersonForMatching {
        person(
          id, row[id + "_family"], row[id + "_given"], row[id + "_birth"], sex: row[id + "_sex"],
          address: row[id + "_address"], postcode: row[id + "_postcode"], pnc: row[id + "_pnc"],
          numbers: row[id + "_number"].flatMap { UInt64($0) }.map { [$0] } ?? [],
          aliases: row[id + "_alias"].map { [$0] } ?? [])
      }
      let grade = try #require(row["grade"].flatMap { Grade(rawValue: $0) })
      return Case(
        side("a"), side("b"), isOne: row["is_one"] == "yes", grade, try #require(row["why"]))
    }
  }

  @Test func judgedPairsComeOutAsJudged() throws {
    var right: [Grade: Int] = [:]
    var all: [Grade: Int] = [:]
    let fromFile = try Self.fileCases()
    #expect(fromFile.count >= 60)
    for one in Self.cases + fromFile {
      let resolution = try Background.resolve([one.a, one.b])
      let bits = resolution.resolution.pairs.first { $0.first == key("a") && $0.second == key("b") }
      let isRight = resolution.areOne("a", "b") == one.isOne
      all[one.grade, default: 0] += 1
      if isRight { right[one.grade, default: 0] += 1 }
      if one.grade == .clear {
        #expect(isRight, "\(one.why): \(bits.map { "\($0.bits) of \($0.levels)" } ?? "no pair")")
      }
      if one.grade == .open {
        withKnownIssue("decided wrongly: \(one.why)") { #expect(isRight) }
      }
      if one.grade == .likely && !isRight { print("likely case missed: \(one.why)") }
    }
    let likely = Double(right[.likely] ?? 0) / Double(max(1, all[.likely] ?? 0))
    #expect(likely >= 0.75)
    print("borderline cases: \(right[.borderline] ?? 0) of \(all[.borderline] ?? 0) as judged")
  }
}
