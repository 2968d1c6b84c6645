import Glibc
import Picture
import Primitives
import Vocabulary

/// What each kind of record says of pairs of people.
extension PersonNetwork {
  /// A record with more people than this is a gathering.
  static let crowd = 12

  private static func people(_ keys: [RecordKey], _ picture: RegionalPicture) -> [Int] {
    Array(Set(keys.compactMap { picture.entity(of: $0) })).sorted()
  }

  private static func pairs(
    _ people: [Int], strength: Double, evidence: Evidence, isBeyondHome: Bool = true
  ) -> [TiePiece] {
    guard (2...crowd).contains(people.count) else { return [] }
    let share = strength / Double(people.count - 1)
    return people.indices.flatMap { i in
      ((i + 1)..<people.count).compactMap { j in
        TiePiece(
          people[i], people[j], strength: share, evidence: evidence, isBeyondHome: isBeyondHome)
      }
    }
  }

  static func eventPieces(_ picture: RegionalPicture, _ tie: TieStrength) -> [TiePiece] {
    picture.holdings.events.enumerated().flatMap { index, event -> [TiePiece] in
      guard event.persons.count > 1 else { return [] }
      let strength =
        event.grading.weight * tie.decay(ageSeconds: picture.asOf - event.at)
        * TieStrength.specificity(ofEvent: event.kind)
      return pairs(
        people(event.persons, picture), strength: strength,
        evidence: Evidence(.events, index))
    }
  }

  static func associationPieces(_ picture: RegionalPicture, _ tie: TieStrength) -> [TiePiece] {
    picture.holdings.associations.enumerated().compactMap { index, association in
      guard let a = picture.entity(of: association.personA),
        let b = picture.entity(of: association.personB)
      else { return nil }
      var strength =
        association.grading.weight * TieStrength.specificity(ofAssociation: association.kind)
      if let until = association.until {
        let end = Int64(until.latest.daysSinceEpoch) * 86_400
        strength *= tie.decay(ageSeconds: picture.asOf.seconds - end)
      }
      let home = ["family", "cohabit", "school"].contains(association.kind)
      return TiePiece(
        a, b, strength: strength, evidence: Evidence(.associations, index), isBeyondHome: !home)
    }
  }

  static func groupPieces(_ picture: RegionalPicture) -> [TiePiece] {
    picture.holdings.groups.enumerated().flatMap { index, group -> [TiePiece] in
      guard group.kind == "ocg" || group.kind == "usg" else { return [] }
      // A mapped group is assessed, but says little about any two members of a large one.
      return pairs(
        people(group.members, picture), strength: 0.6, evidence: Evidence(.groups, index))
    }
  }

  static func visitPieces(_ picture: RegionalPicture, _ tie: TieStrength) -> [TiePiece] {
    picture.holdings.visits.enumerated().flatMap { index, visit in
      pairs(
        people(visit.presentPersons, picture),
        strength: 0.6 * tie.decay(ageSeconds: picture.asOf - visit.at),
        evidence: Evidence(.premisesVisits, index))
    }
  }

  /// Calls between two phones that records give to one person each. Ten contacts say most of what
  /// a hundred do.
  static func callPieces(_ picture: RegionalPicture) -> [TiePiece] {
    let calls = picture.holdings.calls
    // Keyed by both people in one word, the smaller first.
    var between: [UInt64: (count: Int, last: Int)] = [:]
    for (number, owners) in picture.peopleOfNumber where owners.count == 1 {
      for row in picture.callRows(from: number) {
        guard let other = picture.peopleOfNumber[calls.bNumbers[row]], other.count == 1,
          other[0] != owners[0]
        else { continue }
        let pair =
          UInt64(min(owners[0], other[0])) &<< 32 | UInt64(max(owners[0], other[0]))
        let known = between[pair] ?? (0, row)
        let last =
          calls.times[row] > calls.times[known.last]
            || (calls.times[row] == calls.times[known.last] && row < known.last) ? row : known.last
        between[pair] = (known.count + 1, last)
      }
    }
    return between.compactMap { pair, found in
      TiePiece(
        Int(pair &>> 32), Int(pair & 0xFFFF_FFFF),
        strength: 0.6 * (1 - exp(-Double(found.count) / 5)),
        evidence: Evidence(.calls, found.last), isBeyondHome: true)
    }
  }
}
