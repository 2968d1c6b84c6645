import Primitives
import Vocabulary

extension ByteColumns {
  mutating func append(settings: MatchingSettings, asOf: CivilDate) {
    append([settings.threshold, settings.childThreshold, settings.keptFrom])
    append([
      Int64(settings.blockCeiling), Int64(settings.randomPairsMax),
      Int64(settings.estimationPairsMax), Int64(settings.estimationPassesMax),
      Int64(bitPattern: settings.seed), Int64(asOf.daysSinceEpoch),
    ])
  }

  mutating func append(judgements: [MatchingJudgement], together: [RecordPair]) {
    append(keys: judgements.map(\.left))
    append(keys: judgements.map(\.right))
    append(texts: judgements.map(\.verdict.rawValue))
    append(keys: together.map(\.first))
    append(keys: together.map(\.second))
  }

  mutating func append(keys: [RecordKey]) {
    // Sources are few: each is written once.
    let sources = Set(keys.map(\.source)).sorted()
    let places = Dictionary(
      uniqueKeysWithValues: sources.enumerated().map { ($0.element, UInt32($0.offset)) })
    append(texts: sources)
    append(keys.map { places[$0.source] ?? 0 })
    append(texts: keys.map(\.id))
  }

  mutating func append(persons: PreparedPersons) {
    append(keys: persons.keys)
    append(texts: persons.tokens.bytes, persons.tokens.offsets)
    append(persons.nameParts)
    append(
      persons.forms.flatMap { form -> [Int32] in
        [
          form.family, form.familyStart, form.familyCount, form.given, form.givenStart,
          form.givenCount,
        ]
      })
    append(persons.formStarts)
    append(persons.births.map { Int32($0.code) })
    append(persons.sexes)
    append(persons.pncStems)
    append(persons.pncChecks)
    append(texts: persons.pncWords.bytes, persons.pncWords.offsets)
    append(persons.homeOf)
    append(
      persons.homes.flatMap { home -> [Int32] in
        [
          home.house, home.flat, home.street, home.postcode, home.outwardCount,
          home.isWhole ? 1 : 0, home.address,
        ]
      })
    append(texts: persons.homeWords.bytes, persons.homeWords.offsets)
    append(persons.addressHashes)
    append(persons.outwardHashes)
    append(persons.numbers)
    append(persons.numberStarts)
    append(persons.numberHashes)
    append([Int32(persons.extras.count)])
    for column in persons.extras.indices {
      append(persons.extras[column])
      append(texts: persons.extraTexts[column].bytes, persons.extraTexts[column].offsets)
    }
  }

  private mutating func append(texts bytes: [UInt8], _ offsets: [Int32]) {
    append(bytes)
    append(offsets)
  }
}

extension ByteColumnReader {
  mutating func settings() throws(HeldResolutionDefect) -> (MatchingSettings, CivilDate) {
    let shares = try list(Double.self)
    let counts = try list(Int64.self)
    guard shares.count == 3, counts.count == 6 else { throw Self.misfit }
    var settings = MatchingSettings()
    settings.threshold = shares[0]
    settings.childThreshold = shares[1]
    settings.keptFrom = shares[2]
    settings.blockCeiling = Int(counts[0])
    settings.randomPairsMax = Int(counts[1])
    settings.estimationPairsMax = Int(counts[2])
    settings.estimationPassesMax = Int(counts[3])
    settings.seed = UInt64(bitPattern: counts[4])
    return (settings, CivilDate(daysSinceEpoch: Int(counts[5])))
  }

  mutating func judgements() throws(HeldResolutionDefect) -> [MatchingJudgement] {
    let left = try keys()
    let right = try keys()
    let verdicts = try texts().compactMap { MatchingJudgement.Verdict(rawValue: $0) }
    guard left.count == right.count, left.count == verdicts.count else { throw Self.misfit }
    return left.indices.map {
      MatchingJudgement(left: left[$0], right: right[$0], verdict: verdicts[$0])
    }
  }

  mutating func together() throws(HeldResolutionDefect) -> [RecordPair] {
    let first = try keys()
    let second = try keys()
    guard first.count == second.count else { throw Self.misfit }
    return zip(first, second).map { RecordPair($0, $1) }
  }

  private mutating func keys() throws(HeldResolutionDefect) -> [RecordKey] {
    let sources = try texts()
    let places = try list(UInt32.self)
    let ids = try texts()
    guard places.count == ids.count, places.allSatisfy({ Int($0) < sources.count }) else {
      throw Self.misfit
    }
    return zip(places, ids).map { RecordKey(source: sources[Int($0)], id: $1) }
  }

  /// The records; every ordinal is checked against what it points into.
  mutating func persons() throws(HeldResolutionDefect) -> PreparedPersons {
    var persons = PreparedPersons(extraColumns: 0)
    persons.keys = try keys()
    let words = try splitTexts()
    for word in words { persons.tokens.append(word[...]) }
    persons.tokenHashes = words.map { ValueHash.of($0[...]) }
    guard persons.tokens.count == words.count else { throw Self.misfit }
    persons.nameParts = try list(Int32.self)
    let forms = try list(Int32.self)
    persons.formStarts = try list(Int32.self)
    persons.births = try list(Int32.self).map { PackedBirth(code: Int($0)) }
    persons.sexes = try list(UInt8.self)
    persons.pncStems = try list(Int32.self)
    persons.pncChecks = try list(UInt8.self)
    persons.pncWords = try table()
    persons.pncHashes = persons.pncWords.hashes
    persons.homeOf = try list(Int32.self)
    let homes = try list(Int32.self)
    persons.homeWords = try table()
    persons.homeHashes = persons.homeWords.hashes
    persons.addressHashes = try list(UInt64.self)
    persons.outwardHashes = try list(UInt64.self)
    persons.numbers = try list(Int32.self)
    persons.numberStarts = try list(Int32.self)
    persons.numberHashes = try list(UInt64.self)
    let columns = try list(Int32.self)
    guard forms.count % 6 == 0, homes.count % 7 == 0, columns.count == 1,
      (0...Int32(MatchingInput.extraColumnsMax)).contains(columns[0])
    else { throw Self.misfit }
    for _ in 0..<columns[0] {
      persons.extras.append(try list(Int32.self))
      let texts = try table()
      persons.extraHashes.append(texts.hashes)
      persons.extraTexts.append(texts)
    }
    for at in stride(from: 0, to: forms.count, by: 6) {
      persons.forms.append(
        NameForm(
          family: forms[at], familyStart: forms[at + 1], familyCount: forms[at + 2],
          given: forms[at + 3], givenStart: forms[at + 4], givenCount: forms[at + 5]))
    }
    for at in stride(from: 0, to: homes.count, by: 7) {
      persons.homes.append(
        PackedHome(
          house: homes[at], flat: homes[at + 1], street: homes[at + 2], postcode: homes[at + 3],
          outwardCount: homes[at + 4], isWhole: homes[at + 5] != 0, address: homes[at + 6]))
    }
    guard persons.isConsistent else { throw Self.misfit }
    return persons
  }

  private mutating func table() throws(HeldResolutionDefect) -> TextTable {
    var table = TextTable()
    for text in try splitTexts() { _ = table.append(text) }
    return table
  }

  /// Texts that are not empty. Words are made anew from their letters, so that what is derived of
  /// them is this version's.
  private mutating func splitTexts() throws(HeldResolutionDefect) -> [[UInt8]] {
    let bytes = try list(UInt8.self)
    let offsets = try list(Int32.self)
    guard offsets.first == 0, Int(offsets[offsets.count - 1]) == bytes.count,
      zip(offsets, offsets.dropFirst()).allSatisfy({ $0 < $1 })
    else { throw Self.misfit }
    return offsets.indices.dropLast().map {
      Array(bytes[Int(offsets[$0])..<Int(offsets[$0 + 1])])
    }
  }

  private static let misfit = HeldResolutionDefect(
    reason: "its columns do not fit together: resolve everything anew")
}

extension PreparedPersons {
  /// Whether every column has its length and every ordinal points at something.
  var isConsistent: Bool {
    let lengths = [
      births.count, sexes.count, pncStems.count, pncChecks.count, homeOf.count,
    ]
    guard lengths.allSatisfy({ $0 == count }), homes.count == outwardHashes.count,
      Self.areStarts(formStarts, of: count, end: forms.count),
      Self.areStarts(numberStarts, of: count, end: numbers.count),
      // Every record has a name, be it an empty one.
      zip(formStarts, formStarts.dropFirst()).allSatisfy({ $0 < $1 })
    else { return false }
    guard Self.fits(nameParts, tokens.count, from: 0), forms.allSatisfy(isConsistent),
      Self.fits(pncStems, pncWords.count), Self.fits(homeOf, homes.count),
      Self.fits(numbers, numberHashes.count, from: 0), homes.allSatisfy(isConsistent)
    else { return false }
    return extras.indices.allSatisfy {
      extras[$0].count == count && Self.fits(extras[$0], extraTexts[$0].count)
    }
  }

  private func isConsistent(_ form: NameForm) -> Bool {
    let parts = Int32(nameParts.count)
    guard form.familyStart >= 0, form.familyCount >= 0, form.givenStart >= 0, form.givenCount >= 0,
      form.familyStart <= parts - form.familyCount, form.givenStart <= parts - form.givenCount
    else { return false }
    return Self.fits([form.family, form.given], tokens.count)
      && (form.family < 0 || form.familyCount > 0) && (form.given < 0 || form.givenCount > 0)
  }

  private func isConsistent(_ home: PackedHome) -> Bool {
    Self.fits([home.house, home.flat, home.street, home.postcode], homeWords.count)
      && Self.fits([home.address], addressHashes.count)
      && (home.street >= 0) == (home.address >= 0) && (0...12).contains(home.outwardCount)
  }

  private static func fits(_ ordinals: [Int32], _ count: Int, from least: Int32 = -1) -> Bool {
    ordinals.allSatisfy { $0 >= least && Int($0) < count }
  }

  private static func areStarts(_ starts: [Int32], of count: Int, end: Int) -> Bool {
    starts.count == count + 1 && starts[0] == 0 && Int(starts[count]) == end
      && zip(starts, starts.dropFirst()).allSatisfy { $0 <= $1 }
  }
}

extension PackedBirth {
  /// The date that has this code.
  init(code: Int) {
    year = Int16(clamping: code / 10_000)
    month = Int8(clamping: code / 100 % 100)
    day = Int8(clamping: code % 100)
  }
}
