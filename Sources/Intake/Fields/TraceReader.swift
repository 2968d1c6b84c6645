import Primitives
import Tabular
import Vocabulary

/// Reads the columns that sightings and calls share, each by a fast way over bytes that falls back
/// to the careful one: what the fast way does not know, it leaves to `BoundColumn.read`. So the
/// fast way can only be quicker, never of another opinion.
struct TraceReader {
  let plan: RowPlan
  /// For each column the field that a fast way may read by itself; −1 where there is none. Asked
  /// once a block: asking the bound column for each field made 5.5 million rows a second 2.
  let direct: [Int]
  /// For each column the only field that its text is made of; −1 where there are several or none.
  private let lone: [Int]
  /// For each column, `slots` short texts that were read without a remark.
  private var remembered: [(text: ShortText, cell: Cell)?]
  private static let slots = 16
  var times: [CivilTimeCache]
  private var scratch: [UInt8] = []
  /// The keys that this block names.
  var keys: KeyTable
  /// The first defect of the row being read.
  private(set) var failure: (defect: FieldDefect, column: Int)?
  /// The warnings of the row being read.
  private var warnings: [(defect: FieldDefect, column: Int)] = []

  init(plan: RowPlan) {
    self.plan = plan
    keys = KeyTable(source: plan.source)
    direct = plan.columns.map { $0.directField ?? -1 }
    lone = plan.columns.map { $0.fields.count == 1 && $0.constant == nil ? $0.fields[0] : -1 }
    remembered = Array(repeating: nil, count: plan.columns.count * Self.slots)
    times = plan.columns.map { CivilTimeCache(zone: $0.reader.zone) }
  }

  /// Begins a row.
  @inline(__always)
  mutating func begin() {
    if failure != nil { failure = nil }
    if !warnings.isEmpty { warnings.removeAll(keepingCapacity: true) }
  }

  /// Ends a row: notes its defect or its warnings.
  ///
  /// - Returns: Whether the row is kept.
  @inline(__always)
  mutating func end(
    _ row: Int, _ view: borrowing RowBlock.Fields, _ notes: inout BlockNotes
  ) -> Bool {
    if failure == nil && warnings.isEmpty { return true }
    return settle(row, view, &notes)
  }

  private func settle(
    _ row: Int, _ view: borrowing RowBlock.Fields, _ notes: inout BlockNotes
  ) -> Bool {
    if let failure {
      let bound = plan.columns[failure.column]
      notes.reject(row, failure.defect, column: bound.column, value: bound.text(row, view))
      return false
    }
    for warning in warnings {
      let bound = plan.columns[warning.column]
      notes.warn(row, warning.defect, column: bound.column, value: bound.text(row, view))
    }
    return true
  }

  /// The careful way; an empty cell after a defect.
  ///
  /// A direction or a share has few texts, so some of eight bytes or less are remembered: a mapped
  /// file of sightings went from 1.0 to 2.1 million rows a second.
  mutating func careful(_ column: Int, _ row: Int, _ view: borrowing RowBlock.Fields) -> Cell {
    let field = lone[column]
    guard field >= 0, let text = ShortText(view[row, field]) else {
      return slow(column, row, view)
    }
    let slot = column &* Self.slots &+ text.slot
    if let last = remembered[slot], last.text == text { return last.cell }
    let known = warnings.count
    let cell = slow(column, row, view)
    if failure == nil, warnings.count == known { remembered[slot] = (text, cell) }
    return cell
  }

  private mutating func slow(
    _ column: Int, _ row: Int, _ view: borrowing RowBlock.Fields
  ) -> Cell {
    // Traces have no identifier, so the row's number is not asked for.
    switch plan.columns[column].read(row, number: 0, view) {
    case .success(let reading):
      if let warning = reading.warning { warnings.append((warning, column)) }
      return reading.cell
    case .failure(let defect):
      if failure == nil { failure = (defect, column) }
      return .empty
    }
  }

  /// A packed registration; 0 after a defect.
  @inline(__always)
  mutating func registration(_ column: Int, _ row: Int, _ view: borrowing RowBlock.Fields) -> UInt64
  {
    let field = direct[column]
    if field >= 0,
      case .success(let packed) = VehicleRegistration.pack(view[row, field])
    {
      return packed
    }
    guard case .text(let text) = careful(column, row, view) else { return 0 }
    return (try? VehicleRegistration(text))?.packed ?? 0
  }

  /// A packed telephone number; 0 after a defect.
  @inline(__always)
  mutating func number(_ column: Int, _ row: Int, _ view: borrowing RowBlock.Fields) -> UInt64 {
    let field = direct[column]
    if field >= 0 {
      let bytes = view[row, field]
      if bytes.count > 2, FieldBytes.isDigit(bytes[bytes.count &- 1]),
        FieldBytes.isDigit(bytes[bytes.count &- 2]),
        case .success(let packed) = TelephoneNumber.pack(bytes)
      {
        return packed
      }
    }
    guard case .text(let text) = careful(column, row, view) else { return 0 }
    return FieldReader.number(text)?.packed ?? 0
  }

  /// The position of a reference's key; `UInt32.max` when the cell is empty.
  @inline(__always)
  mutating func key(_ column: Int, _ row: Int, _ view: borrowing RowBlock.Fields) -> UInt32 {
    let field = direct[column]
    if field >= 0 {
      let bytes = FieldBytes.trimmed(view[row, field])
      if !bytes.isEmpty, let position = keys.position(of: bytes) { return position }
    }
    guard case .text(let text) = careful(column, row, view) else { return .max }
    return keys.position(of: RecordKey(reference: text, in: plan.source))
  }

  /// Seconds since the epoch; 0 after a defect.
  @inline(__always)
  mutating func time(_ column: Int, _ row: Int, _ view: borrowing RowBlock.Fields) -> Int64 {
    let field = direct[column]
    if field >= 0,
      let reading = times[column].read(view[row, field])
    {
      if let oddity = reading.oddity { warn(oddity, column) }
      return reading.seconds
    }
    if let reading = patternTime(column, row, view) {
      if let oddity = reading.oddity { warn(oddity, column) }
      return reading.seconds
    }
    guard case .integer(let seconds) = careful(column, row, view) else { return 0 }
    return seconds
  }

  private mutating func warn(_ oddity: TimeText.Reading.Oddity, _ column: Int) {
    warnings.append((ColumnType.warning(for: oddity), column))
  }

  /// A time of a pattern, of one column or of several joined.
  private mutating func patternTime(
    _ column: Int, _ row: Int, _ view: borrowing RowBlock.Fields
  ) -> TimeReading? {
    let bound = plan.columns[column]
    guard bound.reader.values == nil, bound.tables.isEmpty, bound.constant == nil,
      case .pattern(let pattern)? = bound.reader.format, pattern.hasHour
    else { return nil }
    scratch.removeAll(keepingCapacity: true)
    for field in bound.fields {
      let bytes = FieldBytes.trimmed(view[row, field])
      // An empty part is left out by the careful way, which then says what is wrong.
      if bytes.isEmpty { return nil }
      if !scratch.isEmpty { scratch.append(contentsOf: bound.join.utf8) }
      scratch.append(contentsOf: bytes)
    }
    let pivot = bound.reader.centuryPivot
    guard let parts = scratch.withUnsafeBufferPointer({ pattern.read($0, centuryPivot: pivot) }),
      CivilTimeCache.sureYears.contains(parts.year),
      let day = CivilDate(year: parts.year, month: parts.month, day: parts.day)
    else { return nil }
    return times[column].reading(
      local: Int64(day.daysSinceEpoch) * 86_400 + Int64(parts.secondOfDay))
  }
}

/// Up to eight bytes as one number.
private struct ShortText: Equatable {
  private let word: UInt64
  private let count: Int

  /// - Returns: nil when there are more.
  init?(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard bytes.count <= 8 else { return nil }
    word = bytes.reduce(0) { $0 &<< 8 | UInt64($1) }
    count = bytes.count
  }

  /// 0 … 15.
  var slot: Int { Int(truncatingIfNeeded: (word ^ word &>> 5 ^ word &>> 11) & 15) }
}
