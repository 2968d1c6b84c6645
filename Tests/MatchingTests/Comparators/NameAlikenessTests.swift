import Foundation
import Testing

@testable import Matching

// Goal: the score follows its definition and keeps its laws, and on the public table of labelled
// names it is right more often than wrong. Method: every pair of short words against trying every
// way; every pair of a list of names for the laws; the table when it is there.

@Suite struct NameAlikenessTests {
  /// Definition of the slips by trying every way.
  private static func slipsByTrying(_ a: ArraySlice<UInt32>, _ b: ArraySlice<UInt32>) -> Int {
    guard let x = a.first, let y = b.first else { return max(a.count, b.count) }
    var best = (x == y ? 0 : 1) + slipsByTrying(a.dropFirst(), b.dropFirst())
    best = min(best, 1 + slipsByTrying(a.dropFirst(), b))
    best = min(best, 1 + slipsByTrying(a, b.dropFirst()))
    let left = Array(a.prefix(2))
    let right = Array(b.prefix(2))
    if left.count == 2, right.count == 2, left[0] == right[1], left[1] == right[0] {
      best = min(best, 1 + slipsByTrying(a.dropFirst(2), b.dropFirst(2)))
    }
    return best
  }

  @Test func slipsFollowTheirDefinitionOnAllShortWords() {
    let words = shortTexts("ab", upTo: 4).map { $0.map { UInt32($0) } }
    for a in words {
      for b in words {
        #expect(SlipCount.between(a, b) == Self.slipsByTrying(a[...], b[...]))
      }
    }
  }

  @Test func lawsHoldOnEveryPair() {
    let letters = shortTexts("ab", upTo: 2).map { String(decoding: $0, as: UTF8.self) }
    let names =
      letters.flatMap { a in letters.map { a + " " + $0 } } + [
        "", "Anna Maria Nowak", "Nowak, Anna", "A. Nowak", "Omar bin Khalid", "Khalid bin Omar",
        "Олена Бондаренко", "Olena Bondarenko", "山田 太郎", "Bill Ashbury", "William Ashbury",
      ]
    for a in names {
      for b in names {
        let score = NameAlikeness.score(a, b)
        #expect(score == NameAlikeness.score(b, a), "\(a) | \(b)")
        #expect((0...1).contains(score))
        if a == b && !a.allSatisfy({ $0 == " " }) { #expect(score == 1) }
      }
    }
  }

  @Test(arguments: [
    ("Anna Nowak", "Nowak, Anna", true), ("William Ashbury", "Bill Ashbury", true),
    ("AnnaNowak", "Anna Nowak", true), ("A. Quarmby", "Anna Quarmby", true),
    ("Olena Bondarenko", "Олена Бондаренко", true), ("Piotr Kowalski", "Piotr Kowalksi", true),
    ("Anna Maria Nowak", "Anna Nowak", true), ("Anna Nowak", "Anna Kowalska", false),
    ("Omar bin Khalid", "Khalid bin Omar", false), ("John A Smith", "John B Smith", false),
    ("Anna", "Anna Nowak", false), ("A. N.", "Anna Nowak", false), ("", "", false),
  ])
  func namesAreToldApart(a: String, b: String, areOne: Bool) {
    #expect((NameAlikeness.score(a, b) >= NameAlikeness.threshold) == areOne)
  }

  @Test func theLabelledNamesAreMostlyRight() throws {
    guard let shared = PublicDataTests.shared,
      FileManager.default.fileExists(atPath: shared + "/data/name_bench/dev_truth.csv")
    else {
      print("skipped name_bench: it is not there")
      return
    }
    var right = 0
    var falsely = 0
    var missed = 0
    for row in try PublicDataTests.rows(shared + "/data/name_bench/dev_truth.csv")
    where row["schema"] == "Person" {
      let says =
        NameAlikeness.score(row["name1"] ?? "", row["name2"] ?? "") >= NameAlikeness.threshold
      let isOne = row["is_match"] == "true"
      if says && isOne { right += 1 }
      if says && !isOne { falsely += 1 }
      if !says && isOne { missed += 1 }
    }
    let f1 = 2 * Double(right) / Double(max(1, 2 * right + falsely + missed))
    print("name_bench persons: F1 \(f1), right \(right), false \(falsely), missed \(missed)")
    #expect(f1 >= 0.85)
  }
}
