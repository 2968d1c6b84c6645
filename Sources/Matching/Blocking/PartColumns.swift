import Primitives
import Vocabulary

/// Keeps the columns that blocking reads.
///
/// Blocking asks a hundred million questions, from several threads: what is asked hands out bare
/// pointers, because counting references to it, or to arrays within it, took most of the time.
/// Whoever asks keeps this owner alive.
final class PartOwner: @unchecked Sendable {
  let memory = FrozenColumns()
  /// The columns; they live as long as this owner.
  let columns: UnsafePointer<PartColumns>
  /// The number of records.
  let count: Int

  init(persons: PreparedPersons) {
    let place = memory.allocate(PartColumns.self, count: 1)
    place[0] = PartColumns(persons, in: memory)
    guard let base = place.baseAddress else { preconditionFailure("memory for one was asked for") }
    columns = UnsafePointer(base)
    count = persons.count
  }
}

/// Reads parts of records as words; 0 where a record lacks the part.
///
/// A word's or a home's parts stand together, in one cache line.
extension PartColumns {
  /// A record's own name.
  func form(of record: Int) -> NameForm { forms[Int(formStarts[record])] }

  /// A part that has at most one value a name.
  func value(_ part: BlockingPart, _ record: Int, _ form: NameForm) -> UInt64 {
    switch part {
    case .pnc: return pncs[record]
    case .address, .postcode, .outward, .house: return place(part, record)
    case .family, .familySound, .familySounds, .familyInitial, .familyEnd:
      return form.family < 0 ? 0 : word(part, words[Int(form.family)])
    case .given, .givenClasses, .givenSound, .givenInitial, .givenEnd:
      return form.given < 0 ? 0 : word(part, first(form))
    case .birth, .year, .month, .monthDay, .birthTurned:
      return birth(part, births[record])
    case .bothNames, .bothInitials:
      guard form.family >= 0, form.given >= 0 else { return 0 }
      let family = words[Int(form.family)]
      let given = first(form)
      // The order of the two means nothing.
      if part == .bothNames { return family.hash &+ given.hash | 1 }
      let low = UInt64(min(family.initial, given.initial))
      return (low &<< 8 | UInt64(max(family.initial, given.initial))) + 1
    case .sex: return UInt64(sexes[record])
    case .telephone:
      let at = Int(numberStarts[record])
      return at == Int(numberStarts[record + 1]) ? 0 : numbers[at]
    case .extra: return 0
    }
  }

  func first(_ form: NameForm) -> PartColumns.Word {
    words[Int(nameParts[Int(form.givenStart)])]
  }

  private func word(_ part: BlockingPart, _ word: PartColumns.Word) -> UInt64 {
    switch part {
    case .familySound, .familySounds, .givenSound: UInt64(word.sound) + 1
    case .familyInitial, .givenInitial: UInt64(word.initial) + 1
    case .familyEnd, .givenEnd: UInt64(word.end)
    default: word.hash
    }
  }

  private func place(_ part: BlockingPart, _ record: Int) -> UInt64 {
    let at = Int(homeOf[record])
    guard at >= 0 else { return 0 }
    switch part {
    case .address: return homes[at].address
    case .house: return homes[at].house
    case .postcode: return homes[at].postcode
    default: return homes[at].outward
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
      for at in numberStarts[record]..<numberStarts[record + 1] {
        use(numbers[Int(at)])
      }
    case .familySounds:
      guard form.family >= 0 else { return }
      use(word(part, words[Int(form.family)]))
      guard form.familyCount > 1 else { return }
      for at in form.familyStart..<(form.familyStart + form.familyCount) {
        use(word(part, words[Int(nameParts[Int(at)])]))
      }
    case .givenClasses:
      guard form.given >= 0 else { return }
      let word = first(form)
      use(word.hash)
      var groups = word.groups
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

/// The columns that blocking reads.
struct PartColumns: BitwiseCopyable, @unchecked Sendable {
  /// Parts of a word of names.
  struct Word: BitwiseCopyable {
    var hash: UInt64
    var groups: UInt64
    var sound: UInt32
    /// The last three letters behind a 1.
    var end: UInt32
    var initial: UInt8
  }

  /// Parts of a home; 0 for none.
  struct Home: BitwiseCopyable {
    var address: UInt64
    var postcode: UInt64
    var outward: UInt64
    var house: UInt64
  }

  let words: UnsafeBufferPointer<Word>
  let nameParts: UnsafeBufferPointer<Int32>
  let forms: UnsafeBufferPointer<NameForm>
  let formStarts: UnsafeBufferPointer<Int32>
  let births: UnsafeBufferPointer<PackedBirth>
  let sexes: UnsafeBufferPointer<UInt8>
  let homeOf: UnsafeBufferPointer<Int32>
  let homes: UnsafeBufferPointer<Home>
  let pncs: UnsafeBufferPointer<UInt64>
  let numbers: UnsafeBufferPointer<UInt64>
  let numberStarts: UnsafeBufferPointer<Int32>
  /// Hashes of the records' own keys, to deal records into buckets by.
  let deals: UnsafeBufferPointer<UInt64>
  let records: Int
  /// Column after column.
  let extras: UnsafeBufferPointer<UInt64>

  init(_ persons: PreparedPersons, in owner: FrozenColumns) {
    let tokens = persons.tokens
    words = owner.freeze(
      tokens.sounds.indices.map { word in
        let letters = tokens.bytes[Int(tokens.offsets[word])..<Int(tokens.offsets[word + 1])]
        return Word(
          hash: persons.tokenHashes[word], groups: tokens.groups[word],
          sound: tokens.sounds[word],
          end: letters.suffix(3).reduce(1) { $0 &<< 8 | UInt32($1) },
          initial: letters.first ?? 0)
      })
    nameParts = owner.freeze(persons.nameParts)
    forms = owner.freeze(persons.forms)
    formStarts = owner.freeze(persons.formStarts)
    births = owner.freeze(persons.births)
    sexes = owner.freeze(persons.sexes)
    homeOf = owner.freeze(persons.homeOf)
    func hash(_ ordinal: Int32, _ hashes: [UInt64]) -> UInt64 {
      ordinal < 0 ? 0 : hashes[Int(ordinal)]
    }
    homes = owner.freeze(
      zip(persons.homes, persons.outwardHashes).map { home, outward in
        Home(
          address: hash(home.address, persons.addressHashes),
          postcode: hash(home.postcode, persons.homeHashes), outward: outward,
          house: hash(home.house, persons.homeHashes))
      })
    pncs = owner.freeze(persons.pncStems.map { hash($0, persons.pncHashes) })
    numbers = owner.freeze(persons.numbers.map { hash($0, persons.numberHashes) })
    numberStarts = owner.freeze(persons.numberStarts)
    records = persons.count
    deals = owner.freeze(
      persons.keys.map { key in
        var hash = StableHash()
        hash.combine(key.source)
        hash.combine(key.id)
        return hash.value
      })
    extras = owner.freeze(
      persons.extras.indices.flatMap { column in
        persons.extras[column].map { hash($0, persons.extraHashes[column]) }
      })
  }
}
