import Primitives

/// Stretches of records that were folded by themselves, as one.
///
/// Values get ordinals in order of their first appearance, stretch after stretch, as if one folder
/// had gone through all records; so the number of stretches and of threads means nothing.
enum FoldedJoin {
  /// All records of the base, then of the parts. Columns by record are copied once; of the base's
  /// values only the hashes are walked over. Homes are told apart within a stretch only.
  ///
  /// - Parameter base: What is there already; its values keep their ordinals.
  static func join(
    _ base: PreparedPersons, _ parts: [PreparedPersons], on workers: Workers
  ) throws -> PreparedPersons {
    let places = try Places(base, parts, on: workers)
    let moved = try parallelMap(chunks: parts.count, on: workers) {
      places.moved(parts[$0], $0)
    }
    var all = base
    places.addValues(of: parts, to: &all)
    let records = parts.reduce(0) { $0 + $1.count }
    all.reserve(records: records)
    for part in moved { all.append(records: part) }
    return all
  }

  /// Where the parts' values stand among all values, by kind of value.
  private struct Places: Sendable {
    let tokens: ValuePlaces
    let homeWords: ValuePlaces
    let addresses: ValuePlaces
    let pncs: ValuePlaces
    let numbers: ValuePlaces
    let extras: [ValuePlaces]

    init(_ base: PreparedPersons, _ parts: [PreparedPersons], on workers: Workers) throws {
      let columns = base.extras.count
      let found = try parallelMap(chunks: 5 + columns, on: workers) { kind -> ValuePlaces in
        switch kind {
        case 0: ValuePlaces(base.tokenHashes, parts.map(\.tokenHashes))
        case 1: ValuePlaces(base.homeHashes, parts.map(\.homeHashes))
        case 2: ValuePlaces(base.addressHashes, parts.map(\.addressHashes))
        case 3: ValuePlaces(base.pncHashes, parts.map(\.pncHashes))
        case 4: ValuePlaces(base.numberHashes, parts.map(\.numberHashes))
        default: ValuePlaces(base.extraHashes[kind - 5], parts.map { $0.extraHashes[kind - 5] })
        }
      }
      tokens = found[0]
      homeWords = found[1]
      addresses = found[2]
      pncs = found[3]
      numbers = found[4]
      extras = Array(found[5...])
    }

    /// A part with its values where they stand among all.
    func moved(_ part: PreparedPersons, _ at: Int) -> PreparedPersons {
      var part = part
      let token = tokens.places[at]
      let word = homeWords.places[at]
      func place(_ ordinal: Int32, _ places: [Int32]) -> Int32 {
        ordinal < 0 ? -1 : places[Int(ordinal)]
      }
      part.nameParts = part.nameParts.map { token[Int($0)] }
      for form in part.forms.indices {
        part.forms[form].family = place(part.forms[form].family, token)
        part.forms[form].given = place(part.forms[form].given, token)
      }
      part.pncStems = part.pncStems.map { place($0, pncs.places[at]) }
      for home in part.homes.indices {
        part.homes[home].house = place(part.homes[home].house, word)
        part.homes[home].flat = place(part.homes[home].flat, word)
        part.homes[home].street = place(part.homes[home].street, word)
        part.homes[home].postcode = place(part.homes[home].postcode, word)
        part.homes[home].address = place(part.homes[home].address, addresses.places[at])
      }
      part.numbers = part.numbers.map { numbers.places[at][Int($0)] }
      for record in 0..<part.count {
        let own = Int(part.numberStarts[record])..<Int(part.numberStarts[record + 1])
        if own.count > 1 { part.numbers[own].sort() }
      }
      for column in part.extras.indices {
        part.extras[column] = part.extras[column].map { place($0, extras[column].places[at]) }
      }
      return part
    }

    /// Adds the values that the base lacks.
    func addValues(of parts: [PreparedPersons], to all: inout PreparedPersons) {
      for (at, part) in parts.enumerated() {
        for value in tokens.new[at] {
          all.tokens.append(value, of: part.tokens)
          all.tokenHashes.append(part.tokenHashes[value])
        }
        for value in homeWords.new[at] {
          all.homeWords.append(part.homeWords.text(value))
          all.homeHashes.append(part.homeHashes[value])
        }
        for value in addresses.new[at] { all.addressHashes.append(part.addressHashes[value]) }
        for value in pncs.new[at] {
          all.pncWords.append(part.pncWords.text(value))
          all.pncHashes.append(part.pncHashes[value])
        }
        for value in numbers.new[at] { all.numberHashes.append(part.numberHashes[value]) }
        for column in extras.indices {
          for value in extras[column].new[at] {
            all.extraTexts[column].append(part.extraTexts[column].text(value))
            all.extraHashes[column].append(part.extraHashes[column][value])
          }
        }
      }
    }
  }
}

/// Where the values of several stretches stand among all values of one kind.
struct ValuePlaces: Sendable {
  /// By stretch and its ordinal, the ordinal among all.
  private(set) var places: [[Int32]] = []
  /// By stretch, its values that neither the base nor an earlier stretch has, in order.
  private(set) var new: [[Int]] = []

  /// O(values), and one look at each of the base's hashes.
  init(_ base: [UInt64], _ parts: [[UInt64]]) {
    var known = OrdinalTable()
    if !base.isEmpty {
      // A table of the few, asked by the many.
      let asked = OrdinalTable(Self.union(parts))
      for (ordinal, hash) in base.enumerated() where asked[hash] >= 0 {
        known[hash] = Int32(ordinal)
      }
    }
    var next = Int32(base.count)
    for part in parts {
      var own: [Int] = []
      places.append(
        part.enumerated().map { value, hash in
          let place = known[hash]
          if place >= 0 { return place }
          known[hash] = next
          own.append(value)
          next += 1
          return next - 1
        })
      new.append(own)
    }
  }

  private static func union(_ parts: [[UInt64]]) -> [UInt64] {
    guard parts.count > 1 else { return parts.first ?? [] }
    var seen = OrdinalTable()
    return parts.joined().filter { hash in
      guard seen[hash] < 0 else { return false }
      seen[hash] = 0
      return true
    }
  }
}

extension PreparedPersons {
  fileprivate mutating func reserve(records: Int) {
    let all = count + records
    keys.reserveCapacity(all)
    formStarts.reserveCapacity(all + 1)
    births.reserveCapacity(all)
    sexes.reserveCapacity(all)
    pncStems.reserveCapacity(all)
    pncChecks.reserveCapacity(all)
    homeOf.reserveCapacity(all)
    numberStarts.reserveCapacity(all + 1)
  }

  /// Appends records whose values stand where they stand here.
  fileprivate mutating func append(records part: PreparedPersons) {
    let nameStart = Int32(nameParts.count)
    let formStart = Int32(forms.count)
    let homeStart = Int32(homes.count)
    let numberStart = Int32(numbers.count)
    keys += part.keys
    nameParts += part.nameParts
    forms += part.forms.lazy.map { form in
      var form = form
      form.familyStart += nameStart
      form.givenStart += nameStart
      return form
    }
    formStarts += part.formStarts.dropFirst().lazy.map { $0 + formStart }
    births += part.births
    sexes += part.sexes
    pncStems += part.pncStems
    pncChecks += part.pncChecks
    homes += part.homes
    outwardHashes += part.outwardHashes
    homeOf += part.homeOf.lazy.map { $0 < 0 ? -1 : $0 + homeStart }
    numbers += part.numbers
    numberStarts += part.numberStarts.dropFirst().lazy.map { $0 + numberStart }
    for column in extras.indices { extras[column] += part.extras[column] }
  }
}
