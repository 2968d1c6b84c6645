import Picture
import Primitives
import Vocabulary

/// A picture built by hand, record by record, for tests of lines and homes.
struct SmallPicture {
  struct Call {
    var from: UInt64
    var to: UInt64
    var at: Int64
    var kind: CallKind?
    var cell: String?
    var imei: UInt64
    var seconds: UInt32
  }

  /// Midnight of 2026-03-01, UTC.
  static let day0: Int64 = 20_513 * 86_400

  var asOf: Int64
  var calls: [Call] = []
  var rows: [RecordRow] = []
  private let file = SourceFile(
    source: "s", kind: .calls, name: "calls.csv", digest: String(repeating: "0", count: 64))

  /// - Parameter days: How many days after `day0` the picture stands at.
  init(days: Double) { asOf = Self.day0 + Int64(days * 86_400) }

  /// A made-up mobile number.
  static func number(_ index: Int) -> UInt64 { 447_000_000_000 + UInt64(index) }

  static func text(_ number: UInt64) -> String { TelephoneNumber(packed: number).text }

  /// `2026-03-01` and so many days.
  static func date(_ days: Int) -> String {
    CivilDate(daysSinceEpoch: Int(day0 / 86_400) + days).iso8601
  }

  /// A time so many days after `day0`, as text.
  static func time(_ days: Double) -> String {
    Instant(seconds: day0 + Int64(days * 86_400)).iso8601
  }

  mutating func call(
    _ from: UInt64, _ to: UInt64, days: Double, kind: CallKind? = .voice, cell: String? = nil,
    imei: UInt64 = 0, seconds: UInt32 = 40
  ) {
    calls.append(
      Call(
        from: from, to: to, at: Self.day0 + Int64(days * 86_400), kind: kind, cell: cell,
        imei: imei, seconds: seconds))
  }

  /// Adds a record; columns by the names of the contract.
  mutating func add(_ kind: RecordKind, _ values: [String: String]) {
    let contract = KindContract.of(kind)
    let cells = contract.columns.map { column -> Cell in
      guard let text = values[column.name], let reading = try? column.type.read(text, source: "s")
      else { return .empty }
      return reading.cell
    }
    precondition(
      values.keys.allSatisfy { contract.position(of: $0) != nil }, "a column is not in the contract"
    )
    rows.append(
      RecordRow(
        kind: kind, source: "s",
        place: RecordPlace(file: Ordinal(0), row: UInt32(rows.count + 1), line: 1), cells: cells))
  }

  /// Freezes it; every record of a person is its own person.
  func picture() -> RegionalPicture {
    var builder = HoldingsBuilder(asOf: Instant(seconds: asOf), files: [file])
    builder.add(rows)
    var columns = CallColumns()
    columns.cellKeys = Set(calls.compactMap(\.cell)).map { RecordKey(source: "s", id: $0) }.sorted()
    let cells = Dictionary(
      uniqueKeysWithValues: columns.cellKeys.enumerated().map { ($1.id, UInt32($0)) })
    let sorted = calls.enumerated().sorted {
      ($0.element.from, $0.element.at, $0.element.to, $0.offset)
        < ($1.element.from, $1.element.at, $1.element.to, $1.offset)
    }
    for (row, call) in sorted {
      columns.aNumbers.append(call.from)
      columns.bNumbers.append(call.to)
      columns.times.append(call.at)
      columns.durations.append(call.seconds)
      columns.kinds.append(call.kind?.rawValue ?? 0)
      columns.imeis.append(call.imei)
      columns.imsis.append(0)
      columns.cells.append(call.cell.flatMap { cells[$0] } ?? .max)
      columns.files.append(0)
      columns.rows.append(UInt32(row + 1))
    }
    builder.set(columns)
    let holdings = builder.build()
    let people = holdings.persons.indices.map {
      PersonEntity(id: "p-" + holdings.persons[$0].key.id, records: [$0], probabilities: [1])
    }
    return RegionalPicture(holdings: holdings, entities: people)
  }
}
