import Testing
import Vocabulary

/// G07. Goal: every grade is read as the table says, and putting reports together never raises a
/// grade. Method: all 30 grades of 3x5x2, all pairs, all triples; every older code; junk.
@Suite struct GradingTests {
  static let all: [Grading] = Grading.Source.allCases.flatMap { source in
    Grading.Intelligence.allCases.flatMap { intelligence in
      Handling.allCases.map {
        Grading(source: source, intelligence: intelligence, handling: $0)
      }
    }
  }

  @Test func allThirtyAreThere() {
    #expect(Self.all.count == 30)
    #expect(Set(Self.all.map(\.text)).count == 30)
  }

  @Test func mergingTakesTheStrictestOfEachPart() {
    for one in Self.all {
      #expect(one.merged(with: one) == one, "idempotent")
      for other in Self.all {
        let both = one.merged(with: other)
        #expect(both == other.merged(with: one), "commutative")
        // A twin of another shape: the last of the sorted letters.
        let letters = zip(one.text, other.text).enumerated().map { at, pair in
          // P before C: in handling the alphabet runs the other way.
          at == 2 ? String(min(pair.0, pair.1)) : String(max(pair.0, pair.1))
        }
        #expect(both.text == letters.joined())
        #expect(both.weight <= min(one.weight, other.weight), "\(one.text) and \(other.text)")
        #expect(both.handling >= max(one.handling, other.handling))
      }
    }
  }

  @Test func theOrderOfMergingDoesNotMatter() {
    for one in Self.all {
      for other in Self.all {
        for third in Self.all {
          #expect(
            one.merged(with: other).merged(with: third)
              == one.merged(with: other.merged(with: third)))
        }
      }
    }
    #expect(Grading.merged(Self.all)?.text == "3EC")
    #expect(Grading.merged([Grading]()) == nil)
    let best = Grading(source: .reliable, intelligence: .knownDirectly, handling: .permitted)
    for one in Self.all { #expect(Grading.merged([best, one]) == one) }
  }

  @Test func suspectedFalseWeighsNothingAndNothingElseDoes() {
    for one in Self.all { #expect((one.weight == 0) == (one.intelligence == .suspectedFalse)) }
  }

  @Test func everyOlderCodeIsMappedAndNeverRaised() {
    let sources = ["A": "1", "B": "1", "C": "3", "D": "3", "E": "2"]
    let contents = ["1": "A", "2": "B", "3": "B", "4": "D", "5": "E"]
    let handlings = ["1": "P", "2": "C", "3": "C", "4": "C", "5": "C"]
    for (old, new) in sources { #expect(GradeReading.source(old) == new) }
    for (old, new) in contents { #expect(GradeReading.intelligence(old) == new) }
    for (old, new) in handlings { #expect(GradeReading.handling(old) == new) }
    for junk in ["", "0", "6", "F", "P1", "É", "11"] {
      #expect(GradeReading.source(junk) == nil)
      #expect(GradeReading.intelligence(junk) == nil)
      #expect(GradeReading.handling(junk) == nil)
    }
  }
}
