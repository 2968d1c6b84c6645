import Primitives

/// One way for two records to become candidates: they share a key of the rule.
enum BlockingRule: Hashable, Sendable {
  case pncId, telephone, birth, birthTurned
  case familySoundAndYear, familySoundAndDay, familyAndInitial, soundOfBoth
  case givenAndYear, givenAndDay, postcodeAndFamily, postcodeAndGiven, home, namesTurned
  case extra(Int)

  static let fixed: [BlockingRule] = [
    .pncId, .telephone, .birth, .birthTurned, .familySoundAndYear, .familySoundAndDay,
    .familyAndInitial, .soundOfBoth, .givenAndYear, .givenAndDay, .postcodeAndFamily,
    .postcodeAndGiven, .home, .namesTurned,
  ]

  /// The rule in a warning.
  var name: String {
    switch self {
    case .pncId: "PNC id"
    case .telephone: "telephone"
    case .birth: "date of birth"
    case .birthTurned: "date of birth, day and month in either order"
    case .familySoundAndYear: "sound of family name and year of birth"
    case .familySoundAndDay: "sound of family name and day of birth"
    case .familyAndInitial: "family name and initial"
    case .soundOfBoth: "sound of both names"
    case .givenAndYear: "given name and year of birth"
    case .givenAndDay: "given name and day of birth"
    case .postcodeAndFamily: "postcode and beginning of family name"
    case .postcodeAndGiven: "postcode and beginning of given name"
    case .home: "home"
    case .namesTurned: "both names in either order"
    case .extra(let column): "extra column \(column + 1)"
    }
  }

  /// Appends the record's keys; none when it lacks what the rule needs.
  func keys(of record: Int, in persons: PreparedPersons, into keys: inout [UInt64]) {
    let birth = persons.births[record]
    switch self {
    case .pncId:
      if persons.pncStems[record] >= 0 { keys.append(Self.key(1, persons.pncStems[record])) }
    case .telephone:
      let own = Int(persons.numberStarts[record])..<Int(persons.numberStarts[record + 1])
      for at in own { keys.append(Self.key(2, persons.numbers[at])) }
    case .birth:
      if birth.isComplete { keys.append(Self.key(3, Int32(birth.code))) }
    case .birthTurned:
      guard birth.isComplete, birth.day <= 12 else { return }
      let low = min(birth.day, birth.month)
      let high = max(birth.day, birth.month)
      keys.append(Self.key(4, Int32(birth.year), Int32(low) * 100 + Int32(high)))
    case .home:
      let home = persons.homeOf[record]
      guard home >= 0, persons.homes[Int(home)].address >= 0 else { return }
      keys.append(Self.key(5, persons.homes[Int(home)].address))
    case .extra(let column):
      let text = persons.extras[column][record]
      if text >= 0 { keys.append(Self.key(6, Int32(column), text)) }
    default:
      for form in persons.names(of: record) {
        nameKeys(of: persons.forms[form], birth, record, in: persons, into: &keys)
      }
    }
  }

  private func nameKeys(
    of form: NameForm, _ birth: PackedBirth, _ record: Int, in persons: PreparedPersons,
    into keys: inout [UInt64]
  ) {
    let tokens = persons.tokens
    let first = persons.given(form).first
    let sound = form.family >= 0 ? Int32(bitPattern: tokens.sounds[Int(form.family)]) : nil
    let dayOfYear: Int32? = birth.isComplete ? Int32(birth.month) * 100 + Int32(birth.day) : nil
    switch self {
    case .familySoundAndYear:
      guard birth.isKnown else { return }
      if let sound { keys.append(Self.key(11, sound, Int32(birth.year))) }
      for part in persons.family(form) where form.familyCount > 1 {
        let sound = Int32(bitPattern: tokens.sounds[Int(part)])
        keys.append(Self.key(11, sound, Int32(birth.year)))
      }
    case .familySoundAndDay:
      if let sound, let dayOfYear { keys.append(Self.key(12, sound, dayOfYear)) }
    case .familyAndInitial:
      guard form.family >= 0, let first else { return }
      let initial = Int32(tokens.initial(first))
      keys.append(Self.key(13, form.family, initial))
      for part in persons.family(form) where form.familyCount > 1 {
        keys.append(Self.key(13, part, initial))
      }
    case .soundOfBoth:
      guard let sound, let first else { return }
      Self.givenClasses(first, tokens) { keys.append(Self.key(14, sound, $0)) }
      keys.append(Self.key(15, sound, Int32(bitPattern: tokens.sounds[Int(first)])))
    case .givenAndYear:
      guard birth.isKnown, let first else { return }
      Self.givenClasses(first, tokens) { keys.append(Self.key(16, $0, Int32(birth.year))) }
    case .givenAndDay:
      guard let dayOfYear, let first else { return }
      Self.givenClasses(first, tokens) { keys.append(Self.key(17, $0, dayOfYear)) }
    case .postcodeAndFamily, .postcodeAndGiven:
      let home = persons.homeOf[record]
      guard home >= 0, persons.homes[Int(home)].postcode >= 0 else { return }
      let name = self == .postcodeAndFamily ? (form.family >= 0 ? form.family : nil) : first
      guard let name else { return }
      keys.append(
        Self.key(18, persons.homes[Int(home)].postcode, Int32(tokens.initial(name))))
    case .namesTurned:
      guard form.family >= 0, let first else { return }
      keys.append(Self.key(19, min(form.family, first), max(form.family, first)))
    default: return
    }
  }

  /// The name itself and its nickname groups.
  private static func givenClasses(_ name: Int32, _ tokens: WordTable, _ use: (Int32) -> Void) {
    use(name)
    var groups = tokens.groups[Int(name)]
    while groups != 0 {
      use(-Int32(groups & 0xFFFF))
      groups &>>= 16
    }
  }

  /// A key of the words; the first tells kinds of key apart.
  static func key(_ kind: Int32, _ first: Int32, _ second: Int32 = 0) -> UInt64 {
    let low = UInt64(UInt32(bitPattern: first)) | UInt64(UInt32(bitPattern: second)) &<< 32
    return StableHash.mix(low ^ StableHash.mix(UInt64(UInt32(bitPattern: kind))))
  }
}
