public import Primitives

/// What a source says of a deal line.
public struct LineRecord: Hashable, Sendable {
  /// Its name: source and identifier.
  public let key: RecordKey
  /// Where the row stood; nil for one that other records only name.
  public let place: RecordPlace?
  /// The number it sells through.
  public let number: TelephoneNumber
  /// The name it trades under.
  public let brand: String?
  /// `active`, `dormant` or `closed`.
  public let status: String
  /// First known day.
  public let openedOn: CivilDate?
  /// Day of closure.
  public let closedOn: CivilDate?
  /// Where it is run from.
  public let hub: RecordKey?
  /// Where it sells.
  public let markets: [RecordKey]
  /// Who is said to hold it.
  public let holder: RecordKey?
  /// How far that can be relied on.
  public let grading: Grading

  /// The typed form of a canonical row of `lines`.
  public init(_ row: RecordRow) {
    precondition(row.kind == .lines, "the row is of another kind")
    key = row.key
    place = row.place
    number = row.numbers("number").first ?? TelephoneNumber(packed: 0)
    brand = row.text("brand")
    status = row.need("status")
    openedOn = row.date("opened_on")
    closedOn = row.date("closed_on")
    hub = row.reference("hub_area_id")
    markets = row.references("market_area_ids")
    holder = row.reference("holder_person_id")
    grading = row.grading()
  }
}
