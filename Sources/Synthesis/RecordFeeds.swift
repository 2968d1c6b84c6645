import Primitives
import Vocabulary

/// One finished file of records.
struct RecordFile: Sendable {
  let name: String
  let bytes: [UInt8]
  let rows: Int
  let badRows: Int
}

extension World {
  func recordFeeds() -> RecordFeeds { RecordFeeds(world: self) }

  // Identifiers are scattered, so that the order of the making, in which lines come first, shows
  // nowhere.

  func lineIdentifier(_ line: Int, _ number: Int) -> String {
    let scatter = Scattering(space: 9_000, seed: StableHash.mix(settings.seed &+ 21))
    return "\(Places.prefixes[lines[line].recorder])L\(1000 + scatter(line * 30 + number))"
  }

  func homeIdentifier(_ home: Int) -> String {
    let scatter = Scattering(space: 90_000, seed: StableHash.mix(settings.seed &+ 22))
    return "\(Places.prefixes[source(of: homes[home].town)])H\(10_000 + scatter(home))"
  }

  func plate(_ vehicle: Int) -> String { PlateMaker.text(plates.packed(vehicle)) }

  func number(_ phone: Int) -> String { "+\(phones[phone].number)" }

  func instant(_ time: Int64) -> String { Instant(seconds: time).iso8601 }

  func day(_ time: Int64) -> String { Instant(seconds: time).utcDay.iso8601 }
}

/// The records of every kind but sightings and calls, source by source.
struct RecordFeeds: Sendable {
  let world: World

  func files(of source: Int) -> [RecordFile] {
    let dialect = Dialect.all[source]
    var files: [RecordFile] = []
    func put(_ kind: String, _ table: Table, part: String = "", asObjects: Bool = false) {
      guard !table.rows.isEmpty else { return }
      let name = kind + part + (asObjects ? ".ndjson" : ".csv")
      files.append(
        RecordFile(
          name: name, bytes: asObjects ? table.objects(dialect) : table.csv(dialect),
          rows: table.rows.count, badRows: table.badRows))
    }
    put("areas", areas(source))
    put("cameras", cameras(source))
    put("cells", cells(source))
    put("providers", providers(source))
    put("vehicles", vehicles(source))
    put("lines", lines(source))
    let persons = PersonFeed(world: world).tables(source)
    put("persons", persons.first, part: "-1")
    put("persons", persons.second, part: "-2")
    put("premises", premises(source))
    put("premises_visits", visits(source))
    put("events", EventFeed(world: world).table(source), asObjects: dialect.writesObjects)
    put("associations", associations(source))
    put("groups", groups(source))
    put("outcomes", outcomes(source))
    return files
  }

  static func decimal(_ value: Double) -> String {
    // Five places, about a metre.
    let scaled = Int((value.magnitude * 100_000).rounded())
    let places = String(scaled % 100_000)
    return (value < 0 ? "-" : "") + "\(scaled / 100_000)."
      + String(repeating: "0", count: 5 - places.count) + places
  }

  private func areas(_ source: Int) -> Table {
    var table = Table([
      "area_id", "name", "force", "role", "latitude", "longitude", "population",
    ])
    for town in Places.towns where town.source == source {
      table.add([
        "A-\(town.code)", town.name, Places.sources[source], town.role,
        Self.decimal(town.latitude), Self.decimal(town.longitude), "\(town.population)",
      ])
    }
    return table
  }

  private func cameras(_ source: Int) -> Table {
    var table = Table(["camera_id", "name", "road", "latitude", "longitude", "area_id", "force"])
    for camera in world.geography.cameras where camera.source == source {
      table.add([
        camera.identifier, camera.name, camera.road, Self.decimal(camera.position.latitude),
        Self.decimal(camera.position.longitude),
        Geography.areaReference(camera.town, from: source), Places.sources[source],
      ])
    }
    return table
  }

  private func cells(_ source: Int) -> Table {
    var table = Table(["cell_id", "latitude", "longitude", "azimuth_deg", "range_m", "area_id"])
    for mast in world.geography.masts where mast.source == source {
      table.add([
        mast.identifier, Self.decimal(mast.position.latitude),
        Self.decimal(mast.position.longitude), "\(mast.azimuth)", "\(mast.range)",
        Geography.areaReference(mast.town, from: source),
      ])
    }
    return table
  }

  private func providers(_ source: Int) -> Table {
    var table = Table([
      "provider_id", "name", "area_ids", "age_from", "age_to", "offers", "capacity",
    ])
    let offers = ["mentoring", "family support", "return-home interviews", "sport", "counselling"]
    for (index, town) in Places.towns.enumerated() where town.source == source {
      for number in 0...(index % 2) {
        let from = number == 0 ? 10 : 16
        table.add([
          "\(Places.prefixes[source])V\(100 + index * 2 + number)",
          "\(town.name) \(number == 0 ? "Youth Service" : "Next Step")",
          Geography.areaReference(index, from: source), "\(from)", "\(from + 8)",
          "\(offers[(index + number) % 5]);\(offers[(index + number + 2) % 5])",
          "\(8 + index % 13)",
        ])
      }
    }
    return table
  }

  private func vehicles(_ source: Int) -> Table {
    var table = Table([
      "vrm", "make", "model", "colour", "kind", "keeper_person_id", "keeper_from", "keeper_to",
      "markers",
    ])
    for (index, vehicle) in world.vehicles.enumerated() where vehicle.source == source {
      func add(_ keeper: String, _ from: String, _ to: String) {
        table.add([
          world.plate(index), vehicle.make, vehicle.model, vehicle.colour, vehicle.kind, keeper,
          from, to, vehicle.markers,
        ])
      }
      if vehicle.keepers.isEmpty { add("", "", "") }
      for keeper in vehicle.keepers {
        let record = world.roster.known(keeper.person, at: source)
        add(
          record.map { world.roster.identifier(of: $0) } ?? "", keeper.from.iso8601,
          keeper.to?.iso8601 ?? "")
      }
    }
    table.sort()
    return table
  }

  private func lines(_ source: Int) -> Table {
    var table = Table([
      "line_id", "number", "brand", "status", "opened_on", "closed_on", "hub_area_id",
      "market_area_ids", "holder_person_id", "source_eval", "intel_eval", "handling",
    ])
    for (index, line) in world.lines.enumerated() where line.recorder == source {
      var draws = world.generator.fork("line-record").fork(index)
      for (place, number) in line.numbers.enumerated() {
        let isOver = number.to < world.finish
        let status = isOver ? (draws.chance(0.8) ? "closed" : "dormant") : "active"
        let hasBrand = draws.chance(0.75)
        let grade = world.ordinaryGrade(using: &draws)
        guard number.isRecorded else { continue }
        table.add([
          world.lineIdentifier(index, place), world.number(number.phone),
          hasBrand ? line.brand : "", status, world.day(number.from),
          status == "closed" ? world.day(number.to) : "",
          Geography.areaReference(line.hub, from: source),
          line.markets.map { Geography.areaReference($0, from: source) }.joined(separator: ";"),
          number.holder, grade.source, grade.content, grade.handling,
        ])
      }
    }
    table.sort()
    return table
  }

  private func premises(_ source: Int) -> Table {
    var table = Table([
      "premises_id", "uprn", "address", "postcode", "latitude", "longitude", "area_id",
      "occupier_person_id", "status", "vulnerability", "first_reported_on", "last_reported_on",
      "source_eval", "intel_eval", "handling",
    ])
    let uprns = Scattering(space: 90_000_000, seed: StableHash.mix(world.settings.seed &+ 23))
    for (index, home) in world.homes.enumerated() where world.source(of: home.town) == source {
      guard let report = home.reported else { continue }
      let occupier = world.roster.known(home.occupier, at: source)
      table.add([
        world.homeIdentifier(index), "\(10_000_000_000 + uprns(index))", home.address,
        home.postcode, Self.decimal(home.position.latitude),
        Self.decimal(home.position.longitude), Geography.areaReference(home.town, from: source),
        occupier.map { world.roster.identifier(of: $0) } ?? "", home.status, home.vulnerability,
        world.day(report.first), world.day(report.last), report.grade.source,
        report.grade.content, report.grade.handling,
      ])
    }
    table.sort()
    return table
  }

  private func visits(_ source: Int) -> Table {
    var table = Table([
      "visit_id", "premises_id", "visited_at", "agency", "finding", "present_person_ids",
      "present_vrms",
    ])
    let scatter = Scattering(space: 90_000, seed: StableHash.mix(world.settings.seed &+ 24))
    for (index, visit) in world.visits.enumerated() {
      guard world.source(of: world.homes[visit.home].town) == source, visit.at < world.finish,
        world.homes[visit.home].reported != nil
      else { continue }
      table.add([
        "\(Places.prefixes[source])S\(10_000 + scatter(index))", world.homeIdentifier(visit.home),
        world.instant(visit.at), visit.agency, visit.finding,
        visit.persons.joined(separator: ";"),
        visit.vehicles.map { world.plate($0) }.joined(separator: ";"),
      ])
    }
    table.sort()
    return table
  }

  private func associations(_ source: Int) -> Table {
    var table = Table([
      "association_id", "person_id_a", "person_id_b", "kind", "since", "source_eval",
      "intel_eval", "handling",
    ])
    let scatter = Scattering(space: 900_000, seed: StableHash.mix(world.settings.seed &+ 25))
    for (index, tie) in world.ties.enumerated() where tie.source == source {
      table.add([
        "\(Places.prefixes[source])T\(100_000 + scatter(index))", tie.left, tie.right, tie.kind,
        tie.since, tie.grade.source, tie.grade.content, tie.grade.handling,
      ])
    }
    table.sort()
    return table
  }

  private func groups(_ source: Int) -> Table {
    var table = Table([
      "group_id", "name", "kind", "tier", "owner_force", "lead_responsible_officer",
      "member_person_ids",
    ])
    let scatter = Scattering(space: 900, seed: StableHash.mix(world.settings.seed &+ 26))
    for (index, group) in world.groups.enumerated() where group.source == source {
      table.add([
        "\(Places.prefixes[source])G\(100 + scatter(index))", group.name, group.kind, group.tier,
        Places.sources[source], "LRO \(1 + scatter(index) % 40)",
        group.members.joined(separator: ";"),
      ])
    }
    table.sort()
    return table
  }

  private func outcomes(_ source: Int) -> Table {
    var table = Table([
      "outcome_id", "list", "subject", "at", "force", "result", "arrests", "cash_gbp", "drugs",
      "disruption", "four_p", "lead",
    ])
    let scatter = Scattering(space: 9_000, seed: StableHash.mix(world.settings.seed &+ 27))
    for (index, row) in world.outcomes.enumerated() where row.source == source {
      table.add([
        "\(Places.prefixes[source])O\(1000 + scatter(index))", row.list, row.subject,
        world.instant(row.at), Places.sources[source], row.result, "\(row.arrests)",
        "\(row.cash)", row.drugs, row.disruption, row.aim, "lead",
      ])
    }
    table.sort()
    return table
  }
}
