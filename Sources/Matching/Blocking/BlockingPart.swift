import Primitives
import Vocabulary

/// A piece of a blocking key: what two records must have in common.
///
/// Raw values stay: a frozen model's keys stand on them.
enum BlockingPart: UInt8, CaseIterable, Sendable {
  case pnc = 1
  case telephone = 2
  case address = 3
  case postcode = 4
  case outward = 5
  case family = 6
  case familySound = 7
  case familyInitial = 8
  case given = 9
  case givenSound = 10
  case givenInitial = 11
  case birth = 12
  case year = 13
  case month = 14
  case monthDay = 15
  case birthTurned = 16
  case bothNames = 17
  case sex = 18
  /// Sounds of every word of the family name.
  case familySounds = 19
  /// Given name and its nickname groups.
  case givenClasses = 20
  /// The last three letters, which a slip in the first ones leaves alone.
  case familyEnd = 21
  case givenEnd = 22
  /// Both initials, in either order.
  case bothInitials = 23
  /// The number of the house.
  case house = 24
  /// Extra columns: this and the ones above, one for each column.
  case extra = 64

  /// The part in a report.
  var name: String {
    switch self {
    case .pnc: "PNC id"
    case .telephone: "telephone"
    case .address: "address"
    case .postcode: "postcode"
    case .outward: "outward postcode"
    case .family: "family name"
    case .familySound: "sound of family name"
    case .familyInitial: "family initial"
    case .given: "given name"
    case .givenSound: "sound of given name"
    case .givenInitial: "given initial"
    case .birth: "date of birth"
    case .year: "year of birth"
    case .month: "month of birth"
    case .monthDay: "day of birth"
    case .birthTurned: "date of birth, day and month in either order"
    case .bothNames: "both names in either order"
    case .sex: "sex"
    case .familySounds: "sound of a family name"
    case .givenClasses: "given name or nickname"
    case .familyEnd: "end of family name"
    case .givenEnd: "end of given name"
    case .bothInitials: "both initials"
    case .house: "house number"
    case .extra: "extra column"
    }
  }
}

/// Reads parts of records as words; 0 where a record lacks the part.
///
/// A class, because a copy of the persons counts thirty references: that doubled the time of
/// blocking.
final class PartReader: Sendable {
  let persons: PreparedPersons

  init(persons: PreparedPersons) { self.persons = persons }

  /// A hash of the record's own key, to deal records into buckets by.
  func recordHash(_ record: Int) -> UInt64 {
    var hash = StableHash()
    hash.combine(persons.keys[record].source)
    hash.combine(persons.keys[record].id)
    return hash.value
  }

  /// A part that has at most one value a name.
  func value(_ part: BlockingPart, _ record: Int, _ form: NameForm) -> UInt64 {
    switch part {
    case .pnc:
      return persons.pncStems[record] < 0 ? 0 : persons.pncHashes[Int(persons.pncStems[record])]
    case .address, .postcode, .outward, .house: return place(part, record)
    case .family: return form.family < 0 ? 0 : persons.tokenHashes[Int(form.family)]
    case .familySound, .familySounds: return form.family < 0 ? 0 : sound(form.family)
    case .familyInitial:
      return form.family < 0 ? 0 : UInt64(persons.tokens.initial(form.family)) + 1
    case .given, .givenClasses:
      return form.given < 0 ? 0 : persons.tokenHashes[Int(first(form))]
    case .givenSound: return form.given < 0 ? 0 : sound(first(form))
    case .givenInitial:
      return form.given < 0 ? 0 : UInt64(persons.tokens.initial(first(form))) + 1
    case .familyEnd: return form.family < 0 ? 0 : end(form.family)
    case .givenEnd: return form.given < 0 ? 0 : end(first(form))
    case .birth, .year, .month, .monthDay, .birthTurned:
      return birth(part, persons.births[record])
    case .bothNames:
      guard form.family >= 0, form.given >= 0 else { return 0 }
      // A sum, so that the order means nothing.
      return persons.tokenHashes[Int(form.family)] &+ persons.tokenHashes[Int(first(form))] | 1
    case .bothInitials:
      guard form.family >= 0, form.given >= 0 else { return 0 }
      let a = UInt64(persons.tokens.initial(form.family))
      let b = UInt64(persons.tokens.initial(first(form)))
      return (min(a, b) &<< 8 | max(a, b)) + 1
    case .sex: return UInt64(persons.sexes[record])
    case .telephone:
      let at = persons.numberStarts[record]
      return at == persons.numberStarts[record + 1]
        ? 0 : persons.numberHashes[Int(persons.numbers[Int(at)])]
    case .extra: return 0
    }
  }

  private func first(_ form: NameForm) -> Int32 { persons.nameParts[Int(form.givenStart)] }

  private func sound(_ word: Int32) -> UInt64 { UInt64(persons.tokens.sounds[Int(word)]) + 1 }

  private func end(_ word: Int32) -> UInt64 {
    let start = Int(persons.tokens.offsets[Int(word)])
    let end = Int(persons.tokens.offsets[Int(word) + 1])
    return persons.tokens.bytes[max(start, end - 3)..<end].reduce(1) { $0 &<< 8 | UInt64($1) }
  }

  private func place(_ part: BlockingPart, _ record: Int) -> UInt64 {
    guard persons.homeOf[record] >= 0 else { return 0 }
    let at = Int(persons.homeOf[record])
    switch part {
    case .address:
      return persons.homes[at].address < 0
        ? 0 : persons.addressHashes[Int(persons.homes[at].address)]
    case .house:
      return persons.homes[at].house < 0 ? 0 : persons.homeHashes[Int(persons.homes[at].house)]
    case .postcode:
      return persons.homes[at].postcode < 0
        ? 0 : persons.homeHashes[Int(persons.homes[at].postcode)]
    default: return persons.outwardHashes[at]
    }
  }

  private func birth(_ part: BlockingPart, _ birth: PackedBirth) -> UInt64 {
    switch part {
    case .year: return birth.isKnown ? UInt64(birth.year) : 0
    case .month: return UInt64(birth.month)
    case .birth: return birth.isComplete ? UInt64(birth.code) : 0
    case .monthDay:
      return birth.isComplete ? UInt64(birth.month) * 100 + UInt64(birth.day) : 0
    default:
      guard birth.isComplete, birth.day <= 12 else { return 0 }
      let low = UInt64(min(birth.day, birth.month))
      let high = UInt64(max(birth.day, birth.month))
      return (UInt64(birth.year) * 100 + low) * 100 + high
    }
  }

  /// Calls `use` with every value of a part that may have several.
  func values(
    _ part: BlockingPart, _ record: Int, _ form: NameForm, _ use: (UInt64) -> Void
  ) {
    switch part {
    case .telephone:
      for at in persons.numberStarts[record]..<persons.numberStarts[record + 1] {
        use(persons.numberHashes[Int(persons.numbers[Int(at)])])
      }
    case .familySounds:
      guard form.family >= 0 else { return }
      use(sound(form.family))
      guard form.familyCount > 1 else { return }
      for at in form.familyStart..<(form.familyStart + form.familyCount) {
        use(sound(persons.nameParts[Int(at)]))
      }
    case .givenClasses:
      guard form.given >= 0 else { return }
      use(persons.tokenHashes[Int(first(form))])
      var groups = persons.tokens.groups[Int(first(form))]
      while groups != 0 {
        use(ValueHash.of(groups & 0xFFFF))
        groups &>>= 16
      }
    default:
      let value = value(part, record, form)
      if value != 0 { use(value) }
    }
  }
}
