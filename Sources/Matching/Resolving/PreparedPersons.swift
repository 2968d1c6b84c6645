import Primitives
import Vocabulary

/// One name of a person: the words of one family name and of the given names.
struct NameForm: BitwiseCopyable, Sendable {
  /// The family name without its gaps; −1 when not known.
  var family: Int32
  /// Where its words stand in `nameParts`.
  var familyStart: Int32
  var familyCount: Int32
  /// The given names without their gaps; −1 when not known.
  var given: Int32
  /// Where they stand in `nameParts`.
  var givenStart: Int32
  var givenCount: Int32
}

/// A date of birth as small numbers; year 0 when not known, month or day 0 when that is not.
struct PackedBirth: Hashable, BitwiseCopyable, Sendable {
  var year: Int16 = 0
  var month: Int8 = 0
  var day: Int8 = 0

  init() {}

  init(_ date: PartialDate?) {
    guard let date,
      !SystemDate.standsForNone(year: date.year, month: date.month ?? 0, day: date.day ?? 0)
    else { return }
    year = Int16(clamping: date.year)
    month = Int8(clamping: date.month ?? 0)
    day = Int8(clamping: date.day ?? 0)
  }

  var isKnown: Bool { year != 0 }
  var isComplete: Bool { day != 0 }
  /// 1 January, which systems write when they know the year alone.
  var isPlaceholder: Bool { month == 1 && day == 1 }
  var code: Int { Int(year) * 10_000 + Int(month) * 100 + Int(day) }
  /// Days in the proleptic calendar; the 1st stands for what is not known.
  var days: Int {
    CivilDate(year: Int(year), month: max(1, Int(month)), day: max(1, Int(day)))?.daysSinceEpoch
      ?? Int(year) * 365
  }
}

/// All records, folded once, in order of their keys, as flat columns.
///
/// A pair is compared by two positions and no text is made; order of input means nothing.
struct PreparedPersons: Sendable {
  var keys: [RecordKey] = []
  var tokens = WordTable()
  var nameParts: [Int32] = []
  var forms: [NameForm] = []
  /// `forms[formStarts[i] ..< formStarts[i + 1]]` are the names of record i, its own name first.
  var formStarts: [Int32] = [0]
  var births: [PackedBirth] = []
  /// 0 not known, 1 M, 2 F.
  var sexes: [UInt8] = []
  /// The stem's ordinal; −1 when not known.
  var pncStems: [Int32] = []
  /// The different stems.
  var pncWords = TextTable()
  /// The check letter; 0 when absent.
  var pncChecks: [UInt8] = []
  /// Position in `homes`; −1 when not known.
  var homeOf: [Int32] = []
  var homes: [PackedHome] = []
  var homeWords = TextTable()
  /// House number and street together, by ordinal.
  var addressHashes: [UInt64] = []
  /// What of a home's postcode is outward, by home; 0 for none.
  var outwardHashes: [UInt64] = []
  var numbers: [Int32] = []
  var numberStarts: [Int32] = [0]
  /// The telephones, by ordinal.
  var numberHashes: [UInt64] = []
  /// Extra columns: the text's ordinal, −1 when empty; texts of a column begin at its base.
  var extras: [[Int32]] = []
  var extraTexts: [TextTable] = []
  /// Hashes of the words of `tokens`, `homeWords` and `extraTexts`, and of identifiers' stems.
  var tokenHashes: [UInt64] = []
  var homeHashes: [UInt64] = []
  var extraHashes: [[UInt64]] = []
  var pncHashes: [UInt64] = []
  var frequencies = NameFrequencies()
  /// Warnings about the input itself.
  var warnings: [MatchingWarning] = []

  var count: Int { keys.count }

  func names(of record: Int) -> Range<Int> {
    Int(formStarts[record])..<Int(formStarts[record + 1])
  }

  func given(_ form: NameForm) -> ArraySlice<Int32> {
    nameParts[Int(form.givenStart)..<Int(form.givenStart + form.givenCount)]
  }

  func family(_ form: NameForm) -> ArraySlice<Int32> {
    nameParts[Int(form.familyStart)..<Int(form.familyStart + form.familyCount)]
  }
}

/// How often values occur and what sharing them is worth.
struct NameFrequencies: Sendable {
  var family = TermFrequency(counts: [], usual: 0.004)
  var familyPart = TermFrequency(counts: [], usual: 0.004)
  var given = TermFrequency(counts: [], usual: 0.01)
  /// By record, not by value.
  var birth: [Float] = []
  var address = TermFrequency(counts: [], usual: 0.0002)
  var postcode = TermFrequency(counts: [], usual: 0.0005)
  var number = TermFrequency(counts: [], usual: 0.0001)
  var extras: [TermFrequency] = []
  /// How surprising it is that at least one of two family names has several parts, in bits.
  var partsSurprise: Float = 0
  /// How surprising it is that both of two people have further given names on record, in bits.
  var furtherSurprise: Float = 0
  /// Given names so common, or so well known, that they are no slips of others; by token.
  var established: [Bool] = []
}
