import Primitives

/// One file of sightings or calls.
struct TracePage: Sendable {
  var bytes: [UInt8] = []
  var rows = 0
  var badRows = 0
  var misreads = 0
}

/// Reads as a source's file of sightings.
struct TrafficFeed: Sendable {
  private let world: World
  private let faults: [Int: [ClockFault]]
  private let plates: [UInt64]

  init(world: World, faults: [ClockFault]) {
    self.world = world
    self.faults = Dictionary(grouping: faults, by: \.camera)
    plates = (0..<(world.vehicles.count + world.settings.backgroundVehicles))
      .map { world.plates.packed($0) }
  }

  /// Whether a time lies in what this world's feeds cover.
  func covers(_ time: Int64) -> Bool {
    world.settings.preset == .night
      ? time >= world.finish && time < world.horizon : time >= world.start && time < world.finish
  }

  func page(_ reads: [Read], source: Int, week: Int) -> TracePage {
    let dialect = Dialect.all[source]
    var draws = world.generator.fork("sightings-file").fork(source * 1000 + week)
    var buffer = FeedBuffer(dialect, capacity: reads.count * (dialect.writesObjects ? 110 : 52))
    var page = TracePage()
    let names = world.geography.cameras.map(\.identifier)
    if !dialect.writesObjects {
      buffer.begin()
      buffer.add("vrm,camera_id,seen_at,direction,confidence" as StaticString)
      buffer.endLine()
    }
    for read in reads {
      var plate = plates[Int(read.vehicle)]
      if read.slip > 0, let wrong = Self.misread(plate, at: Int(read.slip) - 1) {
        plate = wrong
        page.misreads += 1
      }
      var time = read.time
      for fault in faults[Int(read.camera)] ?? [] where fault.from <= time && time < fault.to {
        time += fault.offset
        break
      }
      let isBad = draws.unit() < world.rates.badRow
      if isBad { page.badRows += 1 }
      let camera = names[Int(read.camera)]
      if dialect.writesObjects {
        addObject(read, plate: plate, camera: camera, time: time, isBad: isBad, to: &buffer)
      } else {
        if isBad { buffer.add("??" as StaticString) }
        buffer.add(plate: plate)
        buffer.add(0x2C)
        buffer.add(camera)
        buffer.add(0x2C)
        buffer.add(time: time)
        buffer.add(0x2C)
        buffer.add(Self.directions[Int(read.direction)])
        buffer.add(0x2C)
        buffer.add(hundredths: read.confidence)
      }
      buffer.endLine()
    }
    page.rows = reads.count
    page.bytes = buffer.bytes
    return page
  }

  private func addObject(
    _ read: Read, plate: UInt64, camera: String, time: Int64, isBad: Bool,
    to buffer: inout FeedBuffer
  ) {
    buffer.add("{\"vrm\":\"" as StaticString)
    if isBad { buffer.add("??" as StaticString) }
    buffer.add(plate: plate)
    buffer.add("\",\"camera_id\":\"" as StaticString)
    buffer.add(camera)
    buffer.add("\",\"seen_at\":\"" as StaticString)
    buffer.add(time: time)
    buffer.add("\",\"direction\":\"" as StaticString)
    buffer.add(Self.directions[Int(read.direction)])
    buffer.add("\",\"confidence\":" as StaticString)
    buffer.add(hundredths: read.confidence)
    buffer.add("}" as StaticString)
  }

  static let directions = ["", "N", "NE", "E", "SE", "S", "SW", "W", "NW"]

  /// Characters that cameras take for one another.
  static let confusions: [[UInt8]] = ["O0QD", "I1L", "S5", "B8", "Z2", "G6"].map { Array($0.utf8) }

  /// The plate with the first character at or after a place that has a look-alike exchanged for
  /// it; nil when no character has one.
  static func misread(_ plate: UInt64, at place: Int) -> UInt64? {
    for step in 0..<7 {
      let shift = UInt64((place + step) % 7) * 8
      let byte = UInt8(truncatingIfNeeded: plate &>> shift)
      guard let set = confusions.first(where: { $0.contains(byte) }),
        let at = set.firstIndex(of: byte)
      else { continue }
      let other = set[(at + 1 + place % (set.count - 1)) % set.count]
      return plate & ~(0xFF &<< shift) | UInt64(other) &<< shift
    }
    return nil
  }
}

/// Calls as a source's file.
struct CallFeed: Sendable {
  let world: World

  /// The calls of phones whose home the source polices.
  func page(_ calls: [Call], source: Int, week: Int) -> TracePage {
    let dialect = Dialect.all[source]
    var draws = world.generator.fork("calls-file").fork(source * 1000 + week)
    var buffer = FeedBuffer(dialect)
    var page = TracePage()
    let names = world.geography.masts.map {
      ($0.source == source ? "" : "\(Places.sources[$0.source]):") + $0.identifier
    }
    if !dialect.writesObjects {
      buffer.begin()
      buffer.add(
        "a_number,b_number,started_at,duration_s,kind,imei,imsi,cell_id" as StaticString)
      buffer.endLine()
    }
    for call in calls {
      let phone = world.phones[Int(call.from)]
      guard Places.towns[phone.home].source == source else { continue }
      page.rows += 1
      let isBad = draws.unit() < world.rates.badRow
      if isBad { page.badRows += 1 }
      let hasCell = !draws.chance(world.rates.missingField / 3)
      let hasHandset = !draws.chance(world.rates.missingField / 3)
      let cells: [(StaticString, (inout FeedBuffer) -> Void)] = [
        (
          "a_number", { isBad ? $0.add("not known" as StaticString) : $0.add(number: phone.number) }
        ),
        ("b_number", { $0.add(number: world.phones[Int(call.to)].number) }),
        ("started_at", { $0.add(time: call.time) }),
        ("duration_s", { $0.add(whole: UInt64(call.duration)) }),
        ("kind", { $0.add(Self.kinds[Int(call.kind)]) }),
        ("imei", { if hasHandset { $0.add(whole: phone.handset) } }),
        ("imsi", { $0.add(whole: phone.subscription) }),
        ("cell_id", { if hasCell { $0.add(names[Int(call.mast)]) } }),
      ]
      if dialect.writesObjects { buffer.add(0x7B) }
      for (index, (name, cell)) in cells.enumerated() {
        if index > 0 { buffer.add(0x2C) }
        if dialect.writesObjects {
          buffer.add(0x22)
          buffer.add(name)
          buffer.add("\":\"" as StaticString)
        }
        cell(&buffer)
        if dialect.writesObjects { buffer.add(0x22) }
      }
      if dialect.writesObjects { buffer.add(0x7D) }
      buffer.endLine()
    }
    page.bytes = buffer.bytes
    return page
  }

  private static let kinds = ["voice", "sms", "mms", "data"]
}
