import Picture
import Vocabulary

/// Calls between the phones of people and the phones of lineages, either way.
struct LineContacts: Sendable {
  /// For each other number, the rows of `holdings.calls` with each lineage, ascending.
  private let rowsOfNumber: [UInt64: [Int: [Int]]]

  init(_ picture: RegionalPicture, lineages: [Lineage]) {
    var lineOfNumber: [UInt64: Int] = [:]
    for (line, lineage) in lineages.enumerated() {
      for spell in lineage.spells { lineOfNumber[spell.number] = line }
    }
    let calls = picture.holdings.calls
    var rows: [UInt64: [Int: [Int]]] = [:]
    for row in 0..<calls.count {
      let (a, b) = (calls.aNumbers[row], calls.bNumbers[row])
      if let line = lineOfNumber[a], picture.peopleOfNumber[b] != nil {
        rows[b, default: [:]][line, default: []].append(row)
      } else if let line = lineOfNumber[b], picture.peopleOfNumber[a] != nil {
        rows[a, default: [:]][line, default: []].append(row)
      }
    }
    rowsOfNumber = rows
  }

  /// Rows between a person's own phones and each lineage, by lineage. Numbers that records give
  /// to several people are left out.
  func rows(of entity: Int, _ picture: RegionalPicture) -> [(line: Int, rows: [Int])] {
    var found: [Int: [Int]] = [:]
    for number in picture.numbers(of: entity) where picture.peopleOfNumber[number]?.count == 1 {
      for (line, rows) in rowsOfNumber[number] ?? [:] { found[line, default: []] += rows }
    }
    return found.map { (line: $0.key, rows: $0.value.sorted()) }.sorted { $0.line < $1.line }
  }
}
