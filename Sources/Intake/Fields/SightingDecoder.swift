import Primitives
import Tabular
import Vocabulary

/// Reads the rows of a block as sightings, straight into columns.
struct SightingDecoder: Sendable {
  let plan: RowPlan
  private let vrm: Int
  private let camera: Int
  private let seenAt: Int
  private let direction: Int
  private let confidence: Int
  private let states = Pool<State>()

  /// What a thread remembers from block to block.
  private struct State: Sendable {
    var reader: TraceReader
    /// nil where the columns of the file need other readers.
    let lane: SightingLane?

    init(_ decoder: SightingDecoder, form: TextBlock.PlainForm?) {
      let plan = decoder.plan
      let reader = TraceReader(plan: plan)
      self.reader = reader
      lane =
        plan.conditions.isEmpty
        ? form.flatMap {
          LanePlan(
            form: $0,
            columns: LanePlan.Columns(
              vrm: decoder.vrm, camera: decoder.camera, seenAt: decoder.seenAt,
              direction: decoder.direction, confidence: decoder.confidence),
            direct: reader.direct, absent: plan.columns.map(\.isAbsent)
          ).map { SightingLane($0) }
        } : nil
    }
  }

  init(plan: RowPlan) {
    self.plan = plan
    vrm = plan.position("vrm")
    camera = plan.position("camera_id")
    seenAt = plan.position("seen_at")
    direction = plan.position("direction")
    confidence = plan.position("confidence")
  }

  func decode(_ text: TextBlock) -> DecodedBlock {
    var state = states.take() ?? State(self, form: text.plainForm)
    state.reader.keys.beginBlock()
    var notes = BlockNotes(settings: plan.settings)
    var columns = SightingRoom.columns(
      capacity: text.recordCount, file: plan.file.value
    ) { room in
      if let lane = state.lane, text.plainForm != nil,
        text.firstRow + text.recordCount < Int(UInt32.max)
      {
        lane.beginBlock(state.reader.keys)
        read(text, lane, &state, &room, &notes)
      } else {
        read(text.rows(), &state, &room, &notes)
      }
    }
    columns.cameraKeys = state.reader.keys.keys
    states.put(state)
    let kept = columns.count
    let batch = IntakeBatch(
      rows: .sightings(columns), extras: [], lineSteps: notes.takeSteps(), rejects: [])
    return notes.finish(kept == 0 ? [] : [batch], kept: kept)
  }

  /// Reads a block on the lane, and whatever it stops at by the careful way.
  private func read(
    _ text: TextBlock, _ lane: SightingLane, _ state: inout State, _ room: inout SightingRoom,
    _ notes: inout BlockNotes
  ) {
    text.withText { bytes in
      var stop = SightingLane.Stop(
        position: text.start, row: text.firstRow, line: text.firstLine)
      // Where one row is of another form the next may be, too: then stretches grow, so that a file
      // of nothing else is read nearly as if there were no lane.
      var stretchLines = 1
      while true {
        stop = lane.run(
          bytes, from: stop, times: &state.reader.times[seenAt], keys: &state.reader.keys,
          room: &room, notes: &notes)
        notes.pass(stop.rows)
        if stop.position >= bytes.count { return }
        stretchLines = stop.rows > 16 ? 1 : min(stretchLines * 2, 1 << 16)
        let stretch = text.rows(
          from: stop.position, row: stop.row, line: stop.line, atLeast: stretchLines)
        read(stretch.rows, &state, &room, &notes)
        stop.position = stretch.end
        stop.row += stretch.rows.rowsRead
        stop.line += stretch.lineCount
      }
    }
  }

  /// Reads the rows of a block by their fields.
  private func read(
    _ block: RowBlock, _ state: inout State, _ room: inout SightingRoom, _ notes: inout BlockNotes
  ) {
    notes.open(block)
    block.withFields { view in
      for row in 0..<view.count {
        guard plan.admits(row, view) else {
          notes.ignore()
          continue
        }
        state.reader.begin()
        let plate = state.reader.registration(vrm, row, view)
        let cameraKey = state.reader.key(camera, row, view)
        let time = state.reader.time(seenAt, row, view)
        let heading = heading(row, view, &state.reader)
        let share = share(row, view, &state.reader)
        guard state.reader.end(row, view, &notes) else { continue }
        let place = block.place(row)
        notes.keep(place)
        room.append(
          plate: plate, camera: cameraKey, time: time, direction: heading, confidence: share,
          row: UInt32(clamping: place.row))
      }
    }
  }

  @inline(__always)
  private func heading(
    _ row: Int, _ view: borrowing RowBlock.Fields, _ reader: inout TraceReader
  ) -> UInt8 {
    let field = reader.direct[direction]
    if field >= 0, let raw = Compass.pack(view[row, field]) {
      return raw
    }
    guard case .text(let text) = reader.careful(direction, row, view) else { return 0 }
    return Compass(text)?.rawValue ?? 0
  }

  @inline(__always)
  private func share(
    _ row: Int, _ view: borrowing RowBlock.Fields, _ reader: inout TraceReader
  ) -> UInt8 {
    let field = reader.direct[confidence]
    if field >= 0 {
      let bytes = view[row, field]
      if bytes.isEmpty { return 255 }
      if let share = Self.perCent(bytes) { return share }
    }
    guard case .real(let value) = reader.careful(confidence, row, view) else { return 255 }
    // A hair is added because 0.285 is stored a hair below itself, and the fast way rounds it up.
    return UInt8(min(100, (value * 100 + 1e-9).rounded()))
  }

  /// The per cent of `0`, `1`, `0.9734` or `1.00`; nil for every other form.
  @inline(__always)
  private static func perCent(_ bytes: UnsafeBufferPointer<UInt8>) -> UInt8? {
    let whole = bytes[0] &- 0x30
    guard whole <= 1, bytes.count <= 8 else { return nil }
    if bytes.count == 1 { return whole &* 100 }
    guard bytes[1] == 0x2E, bytes.count > 2 else { return nil }
    var thousandths = 0
    var place = 100
    for position in 2..<bytes.count {
      guard FieldBytes.isDigit(bytes[position]) else { return nil }
      thousandths &+= Int(bytes[position] &- 0x30) &* place
      // Digits after the third cannot turn a rounding at the half, which the third decides.
      place /= 10
    }
    let total = Int(whole) &* 1000 &+ thousandths
    guard total < 1000 || (total == 1000 && bytes[2...].allSatisfy { $0 == 0x30 }) else {
      return nil
    }
    return UInt8((total &+ 5) / 10)
  }
}

extension RowPlan {
  /// The position of a column that the kind has.
  func position(_ name: String) -> Int {
    guard let position = KindContract.of(kind).position(of: name) else {
      preconditionFailure("the contract of \(kind.rawValue) has no column \(name)")
    }
    return position
  }
}
