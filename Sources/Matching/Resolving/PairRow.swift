/// What of a record says at a glance whether a pair is worth comparing, in one cache line.
///
/// Pairs are met in no order that memory likes: reading a record's names, dates and homes from a
/// column each cost more than comparing them.
struct PairRow: BitwiseCopyable, Sendable {
  /// Ordinals of the family name and the first given name; −1 when not known.
  var family: Int32 = -1
  var given: Int32 = -1
  /// What letters the two have.
  var familyLetters = LetterSet()
  var givenLetters = LetterSet()
  var birth = PackedBirth()
  /// −1 when not known.
  var pncStem: Int32 = -1
  /// Ordinals of house, street, postcode and address; −1 for none.
  var house: Int32 = -1
  var street: Int32 = -1
  var postcode: Int32 = -1
  var address: Int32 = -1
  /// The telephone of a record that has one; −1 for none.
  var number: Int32 = -1
  var sex: UInt8 = 0
  var pncCheck: UInt8 = 0
  /// Whether the record has one name of at most one family and one given word.
  var isPlain = false
  var hasHome = false
  /// Whether the record has more than one telephone.
  var hasNumbers = false
  /// Whether the given name has short forms, and whether it is well known.
  var hasGroups = false
  var isEstablished = false

  init(_ record: Int, of columns: PairColumns) {
    let names = Int(columns.formStarts[record])..<Int(columns.formStarts[record + 1])
    let form = columns.forms[names.lowerBound]
    isPlain = names.count == 1 && form.familyCount <= 1 && form.givenCount <= 1
    family = form.family
    if family >= 0 { familyLetters = columns.words.letters[Int(family)] }
    if form.given >= 0 {
      given = columns.nameParts[Int(form.givenStart)]
      givenLetters = columns.words.letters[Int(given)]
      hasGroups = columns.groups[Int(given)] != 0
      isEstablished = columns.established[Int(given)]
    }
    birth = columns.births[record]
    pncStem = columns.pncStems[record]
    pncCheck = columns.pncChecks[record]
    sex = columns.sexes[record]
    let home = Int(columns.homeOf[record])
    if home >= 0 {
      hasHome = true
      house = columns.homes[home].house
      street = columns.homes[home].street
      postcode = columns.homes[home].postcode
      address = columns.homes[home].address
    }
    let numbers = Int(columns.numberStarts[record])..<Int(columns.numberStarts[record + 1])
    hasNumbers = numbers.count > 1
    if !numbers.isEmpty { number = columns.numbers[numbers.lowerBound] }
  }
}
