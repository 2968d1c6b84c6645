import Primitives

/// What is true of a world, as tables for a scorer. Times are `…Z`; persons are `T`-numbers of
/// this world only; a record is `source:person_id`. Nothing here is ever in the inbox.
///
///     controllers.csv    record,person,lineage
///                        every record of every true controller
///     members.csv        record,person,lineage,role
///                        roles controller second manager runner edge
///     lineages.csv       lineage,position,number,line_id,from,to,imei,carried_over,kept_handset,
///                        brand,hub_area_id,market_area_ids,closed_at
///                        one row a number, in order; line_id empty when no source knows it
///     vehicles.csv       vrm,role,lineage,kind,forces,next_trips
///                        forces: whose cameras lie on the line's ways; next_trips: in the seven
///                        days after the period, so 0 is a car that the line has given up
///                        roles resupply scout swapped_plate cloned commuter taxi van carer family
///     next_trips.csv     vrm,lineage,hub,market,leaves_at,arrives_at,turns_at,returns_at,by_rail
///                        the seven days after the period; areas are source:area_id
///     next_passes.csv    vrm,camera,passed_at
///                        every camera that a line's car passes in those seven days, read or not;
///                        private drives of the first day among them
///     keepers.csv        vrm,person                    whoever keeps or hires a vehicle, or did
///     periphery.csv      record,person,lineage,exploited,edge,age
///                        the runners of a line who are under 25
///     premises.csv       premises,role,lineage,cuckooed_from,cuckooed_to,now
///                        every recorded home; an open end lies after the period
///     persons.csv        record,person
///     same_user.csv      personal,deal,lineage,from,to
///                        lineage empty: an innocent's private and work phone
///     convoys.csv        vrm_a,vrm_b,kind,occasions             vrm_a < vrm_b
///     clones.csv         vrm,user_vrm,from,to
///     clock_faults.csv   camera,from,to,offset_seconds
///     misreads.csv       source,reads,misreads
///     innocents.csv      kind,subject,role
///                        kinds person (one row a record), vehicle, premises, number
///     files.csv          source,file,rows,bad_rows
struct GroundTruth {
  let world: World
  let faults: [ClockFault]
  let counts: WorldCounts

  func tables() -> [(String, Table)] {
    let records = world.roster.recordsByPerson()
    return [
      ("controllers.csv", controllers(records)), ("members.csv", members(records)),
      ("lineages.csv", lineages()), ("vehicles.csv", vehicles()), ("next_trips.csv", nextTrips()),
      ("next_passes.csv", nextPasses()), ("keepers.csv", keepers()),
      ("periphery.csv", periphery(records)), ("premises.csv", premises()),
      ("persons.csv", persons()), ("same_user.csv", sameUser()), ("convoys.csv", convoys()),
      ("clones.csv", clones()), ("clock_faults.csv", clockFaults()),
      ("misreads.csv", misreads()), ("innocents.csv", innocents(records)),
      ("files.csv", files()),
    ]
  }

  private func keys(_ person: Int, _ records: [[Int]]) -> [String] {
    records[person].map { world.roster.key(of: world.roster.records[$0]) }
  }

  private func person(_ index: Int) -> String { "T\(index)" }

  private func controllers(_ records: [[Int]]) -> Table {
    var table = Table(["record", "person", "lineage"])
    for (index, line) in world.lines.enumerated() {
      for key in keys(line.controller, records) {
        table.add([key, person(line.controller), World.lineageName(index)])
      }
    }
    return table
  }

  private func members(_ records: [[Int]]) -> Table {
    var table = Table(["record", "person", "lineage", "role"])
    for (index, line) in world.lines.enumerated() {
      let roles =
        [(line.controller, "controller"), (line.second, "second")]
        + line.managers.map { ($0, "manager") }
        + line.runners.map { ($0.person, $0.isEdge ? "edge" : "runner") }
      for (member, role) in roles {
        for key in keys(member, records) {
          table.add([key, person(member), World.lineageName(index), role])
        }
      }
    }
    return table
  }

  private func area(_ town: Int) -> String {
    "\(Places.sources[world.source(of: town)]):A-\(Places.towns[town].code)"
  }

  private func lineages() -> Table {
    var table = Table([
      "lineage", "position", "number", "line_id", "from", "to", "imei", "carried_over",
      "kept_handset", "brand", "hub_area_id", "market_area_ids", "closed_at",
    ])
    for (index, line) in world.lines.enumerated() {
      for (place, number) in line.numbers.enumerated() {
        let identifier =
          number.isRecorded
          ? "\(Places.sources[line.recorder]):\(world.lineIdentifier(index, place))" : ""
        table.add([
          World.lineageName(index), "\(place + 1)", world.number(number.phone), identifier,
          world.instant(number.from), world.instant(number.to),
          "\(world.phones[number.phone].handset)",
          RecordFeeds.decimal(number.carriedOver), number.keptHandset ? "yes" : "no", line.brand,
          area(line.hub), line.markets.map { area($0) }.joined(separator: ";"),
          line.closes.map { world.instant($0) } ?? "",
        ])
      }
    }
    return table
  }

  private func forces(of line: DealLine) -> String {
    var forces: Set<Int> = []
    for market in line.markets {
      for passage in world.geography.route(from: line.hub, to: market).passages {
        forces.insert(world.geography.cameras[Int(passage.camera)].source)
      }
    }
    return forces.sorted().map { Places.sources[$0] }.joined(separator: ";")
  }

  private func vehicles() -> Table {
    var table = Table(["vrm", "role", "lineage", "kind", "forces", "next_trips"])
    for (index, vehicle) in world.vehicles.enumerated() where vehicle.role != "ordinary" {
      let line = vehicle.lineage.map { world.lines[$0] }
      let next = (line?.trips ?? []).filter {
        $0.leaves >= world.finish && ($0.plate == index || $0.scout == index) && !$0.isByRail
      }.count
      table.add([
        world.plate(index), vehicle.role, vehicle.lineage.map { World.lineageName($0) } ?? "",
        vehicle.kind, line.map { forces(of: $0) } ?? "", "\(next)",
      ])
    }
    table.sort()
    return table
  }

  private func nextTrips() -> Table {
    var table = Table([
      "vrm", "lineage", "hub", "market", "leaves_at", "arrives_at", "turns_at", "returns_at",
      "by_rail",
    ])
    for (index, line) in world.lines.enumerated() {
      for trip in line.trips where trip.leaves >= world.finish {
        for vehicle in [trip.plate] + (trip.scout.map { [$0] } ?? []) {
          table.add([
            world.plate(vehicle), World.lineageName(index), area(line.hub), area(trip.market),
            world.instant(trip.leaves), world.instant(trip.arrives), world.instant(trip.turns),
            world.instant(trip.returns), trip.isByRail ? "yes" : "no",
          ])
        }
      }
    }
    return table
  }

  private func periphery(_ records: [[Int]]) -> Table {
    var table = Table(["record", "person", "lineage", "exploited", "edge", "age"])
    for (index, line) in world.lines.enumerated() {
      for runner in line.runners where runner.age < 25 {
        for key in keys(runner.person, records) {
          table.add([
            key, person(runner.person), World.lineageName(index),
            runner.isExploited ? "yes" : "no", runner.isEdge ? "yes" : "no", "\(runner.age)",
          ])
        }
      }
    }
    return table
  }

  private func premises() -> Table {
    var table = Table(["premises", "role", "lineage", "cuckooed_from", "cuckooed_to", "now"])
    for (index, home) in world.homes.enumerated() where home.reported != nil {
      let key = "\(Places.sources[world.source(of: home.town)]):\(world.homeIdentifier(index))"
      let time = home.cuckooed.last
      let isNow = time.map { $0.from < world.finish && world.finish <= $0.to } ?? false
      table.add([
        key, home.role, time.map { World.lineageName($0.lineage) } ?? "",
        time.map { world.instant($0.from) } ?? "", time.map { world.instant($0.to) } ?? "",
        isNow ? "yes" : "no",
      ])
    }
    table.sort()
    return table
  }

  private func persons() -> Table {
    var table = Table(["record", "person"])
    for record in world.roster.records {
      table.add([world.roster.key(of: record), person(record.person)])
    }
    table.sort()
    return table
  }

  private func sameUser() -> Table {
    var table = Table(["personal", "deal", "lineage", "from", "to"])
    for (index, line) in world.lines.enumerated() {
      for number in line.numbers {
        table.add([
          world.number(line.controllerPhone), world.number(number.phone),
          World.lineageName(index), world.instant(number.from), world.instant(number.to),
        ])
      }
    }
    for pair in world.carriers {
      table.add([
        world.number(pair.own), world.number(pair.work), "", world.instant(world.start),
        world.instant(world.finish),
      ])
    }
    return table
  }

  private func convoys() -> Table {
    var table = Table(["vrm_a", "vrm_b", "kind", "occasions"])
    for convoy in world.convoys {
      let pair = [world.plate(convoy.left), world.plate(convoy.right)].sorted()
      table.add([pair[0], pair[1], convoy.kind, "\(convoy.occasions)"])
    }
    table.sort()
    return table
  }

  private func clones() -> Table {
    var table = Table(["vrm", "user_vrm", "from", "to"])
    for clone in world.clones {
      table.add([
        world.plate(clone.original), world.plate(clone.user), world.instant(clone.from),
        world.instant(clone.to),
      ])
    }
    return table
  }

  private func clockFaults() -> Table {
    var table = Table(["camera", "from", "to", "offset_seconds"])
    for fault in faults {
      let camera = world.geography.cameras[fault.camera]
      table.add([
        "\(Places.sources[camera.source]):\(camera.identifier)", world.instant(fault.from),
        world.instant(fault.to), "\(fault.offset)",
      ])
    }
    return table
  }

  private func misreads() -> Table {
    var table = Table(["source", "reads", "misreads"])
    for (index, source) in Places.sources.enumerated() {
      table.add([source, "\(counts.reads[index])", "\(counts.misreads[index])"])
    }
    return table
  }

  private func innocents(_ records: [[Int]]) -> Table {
    var table = Table(["kind", "subject", "role"])
    for innocent in world.innocents {
      switch innocent.subject {
      case .person(let index):
        for key in keys(index, records) { table.add(["person", key, innocent.role]) }
      case .vehicle(let index):
        table.add(["vehicle", world.plate(index), innocent.role])
      case .home(let index):
        let source = Places.sources[world.source(of: world.homes[index].town)]
        table.add(["premises", "\(source):\(world.homeIdentifier(index))", innocent.role])
      case .phone(let index): table.add(["number", world.number(index), innocent.role])
      }
    }
    return table
  }

  private func files() -> Table {
    var table = Table(["source", "file", "rows", "bad_rows"])
    for file in counts.files {
      table.add([file.source, file.name, "\(file.rows)", "\(file.badRows)"])
    }
    return table
  }
}
