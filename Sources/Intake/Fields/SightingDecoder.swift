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

  init(plan: RowPlan) {
    self.plan = plan
    vrm = plan.position("vrm")
    camera = plan.position("camera_id")
    seenAt = plan.position("seen_at")
    direction = plan.position("direction")
    confidence = plan.position("confidence")
  }

  func decode(_ block: RowBlock) -> DecodedBlock {
    var notes = BlockNotes(block, settings: plan.settings)
    var reader = TraceReader(plan: plan)
    var columns = SightingColumns()
    columns.reserveCapacity(block.count)
    let file = plan.file.value
    block.withFields { view in
      for row in 0..<view.count {
        guard plan.admits(row, view) else {
          notes.ignore()
          continue
        }
        reader.begin()
        let plate = reader.registration(vrm, row, view)
        let cameraKey = reader.key(camera, row, view)
        let time = reader.time(seenAt, row, view)
        let heading = heading(row, view, &reader)
        let share = share(row, view, &reader)
        guard reader.end(row, view, &notes) else { continue }
        let place = block.place(row)
        notes.keep(place)
        columns.plates.append(plate)
        columns.cameras.append(cameraKey)
        columns.times.append(time)
        columns.directions.append(heading)
        columns.confidences.append(share)
        columns.files.append(file)
        columns.rows.append(UInt32(clamping: place.row))
      }
    }
    columns.cameraKeys = reader.keys.keys
    let kept = columns.count
    let batch = IntakeBatch(
      rows: .sightings(columns), extras: [], lineSteps: notes.takeSteps(), rejects: [])
    return notes.finish(kept == 0 ? [] : [batch], kept: kept)
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
