import Primitives
import Tabular
import Vocabulary

/// Reads the rows of a block as calls and messages, straight into columns.
struct CallDecoder: Sendable {
  let plan: RowPlan
  private let aNumber: Int
  private let bNumber: Int
  private let startedAt: Int
  private let duration: Int
  private let kind: Int
  private let imei: Int
  private let imsi: Int
  private let cell: Int

  init(plan: RowPlan) {
    self.plan = plan
    aNumber = plan.position("a_number")
    bNumber = plan.position("b_number")
    startedAt = plan.position("started_at")
    duration = plan.position("duration_s")
    kind = plan.position("kind")
    imei = plan.position("imei")
    imsi = plan.position("imsi")
    cell = plan.position("cell_id")
  }

  func decode(_ block: RowBlock) -> DecodedBlock {
    var notes = BlockNotes(block, settings: plan.settings)
    var reader = TraceReader(plan: plan)
    var columns = CallColumns()
    columns.reserve(block.count)
    let file = plan.file.value
    block.withFields { view in
      for row in 0..<view.count {
        guard plan.admits(row, view) else {
          notes.ignore()
          continue
        }
        reader.begin()
        let a = reader.number(aNumber, row, view)
        let b = reader.number(bNumber, row, view)
        let time = reader.time(startedAt, row, view)
        let seconds = seconds(row, view, &reader)
        let what = what(row, view, &reader)
        let handset = handset(row, view, &reader)
        let subscription = subscription(row, view, &reader)
        let cellKey = reader.key(cell, row, view)
        guard reader.end(row, view, &notes) else { continue }
        let place = block.place(row)
        notes.keep(place)
        columns.aNumbers.append(a)
        columns.bNumbers.append(b)
        columns.times.append(time)
        columns.durations.append(seconds)
        columns.kinds.append(what)
        columns.imeis.append(handset)
        columns.imsis.append(subscription)
        columns.cells.append(cellKey)
        columns.files.append(file)
        columns.rows.append(UInt32(clamping: place.row))
      }
    }
    columns.cellKeys = reader.keys.keys
    let kept = columns.count
    let batch = IntakeBatch(
      rows: .calls(columns), extras: [], lineSteps: notes.takeSteps(), rejects: [])
    return notes.finish(kept == 0 ? [] : [batch], kept: kept)
  }

  @inline(__always)
  private func seconds(
    _ row: Int, _ view: borrowing RowBlock.Fields, _ reader: inout TraceReader
  ) -> UInt32 {
    let field = reader.direct[duration]
    if field >= 0 {
      let bytes = view[row, field]
      if bytes.isEmpty { return .max }
      if let value = FieldBytes.unsigned(bytes), value <= 604_800 { return UInt32(value) }
    }
    guard case .integer(let value) = reader.careful(duration, row, view) else { return .max }
    return UInt32(clamping: value)
  }

  @inline(__always)
  private func what(
    _ row: Int, _ view: borrowing RowBlock.Fields, _ reader: inout TraceReader
  ) -> UInt8 {
    let field = reader.direct[kind]
    if field >= 0 {
      let bytes = view[row, field]
      switch bytes.count {
      case 0: return 0
      // The word without its last letter, as one number: voi(c)e, sms, mms, data.
      case 3: if let kind = Self.word(bytes, [0x73_6D73: 2, 0x6D_6D73: 3]) { return kind }
      case 4: if let kind = Self.word(bytes, [0x6461_7461: 4]) { return kind }
      case 5: if let kind = Self.word(bytes, [0x76_6F69_6365: 1]) { return kind }
      default: break
      }
    }
    guard case .text(let text) = reader.careful(kind, row, view) else { return 0 }
    return CallKind(text)?.rawValue ?? 0
  }

  private static func word(
    _ bytes: UnsafeBufferPointer<UInt8>, _ known: KeyValuePairs<UInt64, UInt8>
  ) -> UInt8? {
    let word = bytes.reduce(UInt64(0)) { $0 &<< 8 | UInt64($1) }
    return known.first { $0.key == word }?.value
  }

  @inline(__always)
  private func handset(
    _ row: Int, _ view: borrowing RowBlock.Fields, _ reader: inout TraceReader
  ) -> UInt64 {
    let field = reader.direct[imei]
    if field >= 0 {
      let bytes = view[row, field]
      if bytes.isEmpty { return 0 }
      if case .success(let packed) = IMEI.pack(bytes) { return packed }
    }
    guard case .text(let text) = reader.careful(imei, row, view) else { return 0 }
    return (try? IMEI(text))?.packed ?? 0
  }

  @inline(__always)
  private func subscription(
    _ row: Int, _ view: borrowing RowBlock.Fields, _ reader: inout TraceReader
  ) -> UInt64 {
    let field = reader.direct[imsi]
    if field >= 0 {
      let bytes = view[row, field]
      if bytes.isEmpty { return 0 }
      if bytes.count <= 15, let value = FieldBytes.unsigned(bytes) { return UInt64(value) }
    }
    guard case .text(let text) = reader.careful(imsi, row, view) else { return 0 }
    return UInt64(text) ?? 0
  }
}

extension CallColumns {
  fileprivate mutating func reserve(_ rows: Int) {
    aNumbers.reserveCapacity(rows)
    bNumbers.reserveCapacity(rows)
    times.reserveCapacity(rows)
    durations.reserveCapacity(rows)
    kinds.reserveCapacity(rows)
    imeis.reserveCapacity(rows)
    imsis.reserveCapacity(rows)
    cells.reserveCapacity(rows)
    files.reserveCapacity(rows)
    self.rows.reserveCapacity(rows)
  }
}
