import Vocabulary

extension DaySummary {
  /// The form of `bytes`; a kept summary of another form is made anew.
  public static let form = 1

  /// The summary as it is kept. The same summary always has the same bytes.
  public var bytes: [UInt8] {
    var writer = SummaryWriter()
    writer.add(Self.form)
    writer.add(signed: day)
    for count in [reads, repeated, checked, impossible] { writer.add(count) }
    writer.add(signed: first)
    writer.add(ground)
    writer.add(cameras.count)
    for key in cameras { writer.add(key) }
    writer.add(areas.count)
    for key in areas { writer.add(key) }
    for time in newest { writer.add(signed: time - first) }
    writer.add(sources.count)
    for source in sources {
      writer.add(source.source)
      writer.add(signed: source.time - first)
    }
    writer.add(ascending: gaps)
    writer.add(conflicts.count)
    for conflict in conflicts {
      writer.add(conflict.plate)
      writer.add(signed: conflict.time - first)
      writer.add(UInt64(conflict.camera))
      writer.add(signed: conflict.nextTime - conflict.time)
      writer.add(UInt64(conflict.nextCamera))
    }
    writer.add(ascending: faulty.map(UInt64.init))
    writer.add(ascending: lanes)
    for count in laneHours { writer.add(UInt64(count)) }
    plates.write(to: &writer)
    return writer.bytes
  }

  /// Reads `bytes`; nil when they are something else or of another form.
  public init?(bytes: [UInt8]) {
    var reader = SummaryReader(bytes)
    guard reader.number() == UInt64(Self.form), let day = reader.signed(),
      let reads = reader.number(), let repeated = reader.number(), let checked = reader.number(),
      let impossible = reader.number(), let first = reader.signed(), let ground = reader.number(),
      let cameras = reader.list({ $0.key() }), let areas = reader.list({ $0.key() })
    else { return nil }
    self.init(day: day)
    (self.reads, self.repeated) = (
      Int(truncatingIfNeeded: reads), Int(truncatingIfNeeded: repeated)
    )
    (self.checked, self.impossible) = (
      Int(truncatingIfNeeded: checked), Int(truncatingIfNeeded: impossible)
    )
    (self.first, self.ground, self.cameras, self.areas) = (first, ground, cameras, areas)
    for _ in cameras {
      guard let time = reader.signed() else { return nil }
      newest.append(first &+ time)
    }
    let sources = reader.list { reader -> Newest? in
      guard let source = reader.text(), let time = reader.signed() else { return nil }
      return Newest(source: source, time: first &+ time)
    }
    guard let sources, let gaps = reader.ascending() else { return nil }
    let conflicts = reader.list { reader -> Conflict? in
      guard let plate = reader.number(), let time = reader.signed(), let camera = reader.number(),
        let later = reader.signed(), let next = reader.number()
      else { return nil }
      return Conflict(
        plate: plate, time: first &+ time, camera: UInt32(truncatingIfNeeded: camera),
        nextTime: first &+ time &+ later, nextCamera: UInt32(truncatingIfNeeded: next))
    }
    guard let conflicts, let faulty = reader.ascending(), let lanes = reader.ascending() else {
      return nil
    }
    (self.sources, self.gaps, self.conflicts, self.lanes) = (sources, gaps, conflicts, lanes)
    self.faulty = faulty.map { UInt32(truncatingIfNeeded: $0) }
    laneHours.reserveCapacity(24 * lanes.count)
    for _ in 0..<(24 * lanes.count) {
      guard let count = reader.number() else { return nil }
      laneHours.append(UInt32(truncatingIfNeeded: count))
    }
    guard let plates = PlateTable(from: &reader), reader.isAtEnd, isWhole else { return nil }
    self.plates = plates
  }

  /// Whether no number points outside the lists of the day.
  private var isWhole: Bool {
    let count = UInt64(cameras.count)
    return gaps.allSatisfy { $0 &>> 40 < count && ($0 &>> 16) & 0xFF_FFFF < count }
      && conflicts.allSatisfy { UInt64($0.camera) < count && UInt64($0.nextCamera) < count }
      && faulty.allSatisfy { UInt64($0) < count } && lanes.allSatisfy { $0 < 9 * count }
  }
}
