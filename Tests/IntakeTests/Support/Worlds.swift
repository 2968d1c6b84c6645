import Primitives
import Vocabulary

/// Random rows of a few kinds, some of them broken, as tables of texts.
struct RandomTable {
  var kind: RecordKind
  var columns: [String]
  var rows: [[String]]

  static let kinds: [RecordKind] = [.sightings, .calls, .persons, .events]

  init(_ kind: RecordKind, rows count: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed).fork(kind.rawValue)
    self.kind = kind
    columns = KindContract.of(kind).columns.map(\.name)
    rows = []
    for row in 0..<count {
      rows.append(
        KindContract.of(kind).columns.map { column in
          if !column.isRequired, generator.chance(0.3) { return "" }
          if generator.chance(0.02) { return Self.wrong.pick(&generator) }
          return Self.text(column, row: row, &generator)
        })
    }
  }

  private static let wrong = ["?", "", "x;y", "99", "2026-02-30", " ", "-", "AB12CDE"]

  private static func text(
    _ column: ContractColumn, row: Int, _ generator: inout SeededGenerator
  ) -> String {
    let day = 1 + generator.below(28)
    let date = "2026-\(two(1 + generator.below(12)))-\(two(day))"
    let clock =
      "\(two(generator.below(24))):\(two(generator.below(60))):\(two(generator.below(60)))"
    switch column.type {
    case .identifier: return "R\(row)"
    case .reference: return ["C\(generator.below(9))", "nca:C1", " C2 "].pick(&generator)
    case .references: return "P\(generator.below(9));nca:P\(generator.below(3))"
    case .roles:
      return "P\(generator.below(9))=suspect;nca:P\(generator.below(3))=victim"
    case .registration, .registrations:
      return ["AB\(two(10 + generator.below(80))) CDE", "abz\(1000 + generator.below(9000))"]
        .pick(&generator)
    case .number, .numbers:
      return ["07700 900\(100 + generator.below(899))", "+447700900123", "85000"].pick(&generator)
    case .imei, .imeis: return "2605317931138\(generator.below(10))"
    case .imsi: return "00101012345\(two(generator.below(99)))"
    case .instant:
      return [
        "\(date)T\(clock)Z", "\(date)T\(clock)", "\(date) \(clock)+01:00", date,
        "\(date)T\(clock).5Z",
      ]
      .pick(&generator)
    case .date, .partialDate: return date
    case .latitude: return "53.\(generator.below(99_999))"
    case .longitude: return "-2.\(generator.below(99_999))"
    case .integer: return "\(generator.below(500))"
    case .real:
      return ["0.\(generator.below(1000))", "1", "1.0", "0", "0.285", "5e-1"].pick(&generator)
    case .direction: return ["N", "se", "W"].pick(&generator)
    case .choice(let choices): return choices.pick(&generator)
    case .sourceEvaluation: return ["1", "B"].pick(&generator)
    case .intelligenceEvaluation: return ["C", "4"].pick(&generator)
    case .handling: return ["P", "5"].pick(&generator)
    case .postcode: return "M1 1AE"
    case .uprn: return "\(1 + generator.below(99_999))"
    case .text, .texts: return ["Zoë", "a, \"b\"", "two\nlines", "Ann"].pick(&generator)
    }
  }

  private static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

  func csv(delimiter: String = ",") -> String {
    func quoted(_ text: String) -> String {
      text.contains { $0 == "\"" || $0 == "\n" || String($0) == delimiter }
        ? "\""
          + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
          + "\"" : text
    }
    return ([columns] + rows).map { $0.map(quoted).joined(separator: delimiter) + "\n" }.joined()
  }

  func ndjson() -> String {
    func string(_ text: String) -> String {
      var result = "\""
      for character in text {
        switch character {
        case "\"": result += "\\\""
        case "\\": result += "\\\\"
        case "\n": result += "\\n"
        default: result.append(character)
        }
      }
      return result + "\""
    }
    return rows.map { row in
      "{" + zip(columns, row).map { string($0) + ":" + string($1) }.joined(separator: ",") + "}\n"
    }.joined()
  }
}

extension Array {
  fileprivate func pick(_ generator: inout SeededGenerator) -> Element {
    self[generator.below(count)]
  }
}
