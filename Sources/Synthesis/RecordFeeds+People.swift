import Primitives
import Vocabulary

/// Persons as a source writes them down: each record with its own slips and gaps.
struct PersonFeed: Sendable {
  let world: World

  private static let header = [
    "person_id", "family_name", "given_names", "date_of_birth", "sex", "ethnicity", "pnc_id",
    "address", "postcode", "area_id", "numbers", "aliases", "subject_category",
  ]

  /// Two deliveries; the second repeats some rows of the first, unchanged.
  func tables(_ source: Int) -> (first: Table, second: Table) {
    var rows: [[String]] = []
    for record in world.roster.records where record.source == source {
      var draws = world.generator.fork("person-record").fork(source).fork(record.serial)
      rows.append(row(record, using: &draws))
    }
    rows.sort { $0[0] < $1[0] }
    var draws = world.generator.fork("person-file").fork(source)
    var (first, second) = (Table(Self.header), Table(Self.header))
    for row in rows {
      let isLater = draws.chance(0.3)
      if isLater { second.add(row) } else { first.add(row) }
      if !isLater && draws.chance(0.02) { second.add(row) }
      guard draws.chance(world.rates.badRow) else { continue }
      // A row that nobody misses: its own identifier, and a birth that no calendar has.
      var bad = row
      bad[0] += "X"
      bad[3] = "31/13/1999"
      second.add(bad)
      second.badRows += 1
    }
    return (first, second)
  }

  private func row(_ record: PersonRecord, using draws: inout SeededGenerator) -> [String] {
    let person = world.roster.persons[record.person]
    let rates = world.rates
    let isHome = world.source(of: person.home) == record.source
    var family = person.familyName
    var given = person.givenName
    if draws.chance(0.10), let short = Words.nicknames[given] { given = short }
    if draws.chance(rates.typo) { given = Self.slip(given, using: &draws) }
    if draws.chance(rates.typo) { family = Self.slip(family, using: &draws) }
    if !person.middleName.isEmpty, draws.chance(0.6) { given += " \(person.middleName)" }
    if draws.chance(0.012) { (family, given) = (given, family) }
    if draws.chance(0.25) { (family, given) = (family.uppercased(), given.uppercased()) }
    let gap = { (draws: inout SeededGenerator) in draws.chance(rates.missingField) }
    let isFormer = draws.chance(isHome ? 0.15 : 0.4)
    var numbers = ""
    if let phone = person.phone, !gap(&draws), draws.chance(0.55) {
      numbers = "0\(world.phones[phone].number % 10_000_000_000)"
    }
    return [
      world.roster.identifier(of: record), family, given,
      gap(&draws) ? "" : birth(person, using: &draws),
      draws.chance(0.03) ? "U" : person.sex, gap(&draws) ? "" : person.ethnicity,
      draws.chance(0.55) ? person.pncIdentifier ?? "" : "",
      gap(&draws) ? "" : isFormer ? person.formerAddress : person.address,
      gap(&draws) ? "" : isFormer ? person.formerPostcode : person.postcode,
      gap(&draws) ? "" : Geography.areaReference(person.home, from: record.source),
      numbers, draws.chance(0.6) ? person.alias ?? "" : "",
      gap(&draws) ? "" : person.category,
    ]
  }

  private func birth(_ person: Person, using draws: inout SeededGenerator) -> String {
    let (year, month, day) = person.birth.parts
    let dice = draws.unit()
    // Day and month swapped where the calendar lets it, the first of January for "not known",
    // a digit wrong, or only a part.
    if dice < 0.025, let swapped = CivilDate(year: year, month: day, day: month) {
      return swapped.iso8601
    }
    if dice < 0.045, let first = CivilDate(year: year, month: 1, day: 1) { return first.iso8601 }
    if dice < 0.07 {
      let other = (day + 9) % 28 + 1
      return (CivilDate(year: year, month: month, day: other) ?? person.birth).iso8601
    }
    let text = person.birth.iso8601
    return dice < 0.085 ? String(text.prefix(4)) : dice < 0.095 ? String(text.prefix(7)) : text
  }

  /// One slip of the keyboard: two letters exchanged, one left out, one doubled, one wrong.
  static func slip(_ word: String, using draws: inout SeededGenerator) -> String {
    var letters = Array(word)
    guard letters.count > 3 else { return word }
    let at = 1 + draws.below(letters.count - 2)
    switch draws.below(4) {
    case 0: letters.swapAt(at, at + 1)
    case 1: letters.remove(at: at)
    case 2: letters.insert(letters[at], at: at)
    default: letters[at] = Array("aeioursnt")[draws.below(9)]
    }
    return String(letters)
  }
}

/// Events of a source.
struct EventFeed: Sendable {
  let world: World

  func table(_ source: Int) -> Table {
    var table = Table([
      "event_id", "kind", "at", "area_id", "latitude", "longitude", "person_ids", "vrms",
      "numbers", "imeis", "premises_ids", "drugs", "cash_gbp", "weapon", "text", "source_eval",
      "intel_eval", "handling",
    ])
    let scatter = Scattering(space: 900_000, seed: StableHash.mix(world.settings.seed &+ 28))
    for (index, event) in world.incidents.enumerated() where event.source == source {
      var draws = world.generator.fork("event-record").fork(index)
      let place = Geography.scatter(event.town, kilometres: 1, using: &draws)
      let isBad = draws.unit() < world.rates.badRow
      if isBad { table.badRows += 1 }
      let homes = event.homes.filter {
        world.homes[$0].reported != nil && world.source(of: world.homes[$0].town) == source
      }
      table.add([
        "\(Places.prefixes[source])E\(100_000 + scatter(index))", isBad ? "unclear" : event.kind,
        world.instant(event.at), Geography.areaReference(event.town, from: source),
        event.isPlaced ? RecordFeeds.decimal(place.latitude) : "",
        event.isPlaced ? RecordFeeds.decimal(place.longitude) : "",
        unique(event.persons), unique(event.vehicles.map { world.plate($0) }),
        unique(event.phones.map { world.number($0) }),
        unique(event.handsets.map { "\(world.phones[$0].handset)" }),
        unique(homes.map { world.homeIdentifier($0) }), event.drugs,
        event.cash.map(String.init) ?? "", event.weapon, event.text, event.grade.source,
        event.grade.content, event.grade.handling,
      ])
    }
    table.sort()
    return table
  }

  private func unique(_ items: [String]) -> String {
    var kept: [String] = []
    for item in items where !kept.contains(item) { kept.append(item) }
    return kept.joined(separator: ";")
  }
}
