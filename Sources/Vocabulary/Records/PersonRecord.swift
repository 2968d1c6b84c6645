/// What one source says of one person.
public struct PersonRecord: Hashable, Sendable {
  /// Its name: source and identifier.
  public let key: RecordKey
  /// Where the row stood; nil for one that other records only name.
  public let place: RecordPlace?
  /// Family name as sent.
  public let familyName: String?
  /// Given names as sent.
  public let givenNames: String?
  /// Date of birth, as far as known.
  public let dateOfBirth: PartialDate?
  /// `M`, `F`, `X` or `U`.
  public let sex: String?
  /// Self-defined ethnicity code. For monitoring alone; nothing that scores may read it.
  public let ethnicity: String?
  /// Police National Computer identifier as sent.
  public let pncId: String?
  /// Address as sent.
  public let address: String?
  /// Canonical postcode.
  public let postcode: String?
  /// The area the person lives in.
  public let area: RecordKey?
  /// Telephones said to be the person's.
  public let numbers: [TelephoneNumber]
  /// Other names.
  public let aliases: [String]
  /// `suspect`, `convicted`, `victim`, `witness` or `other`; nil is unknown and never read as
  /// suspect.
  public let category: String?

  /// The typed form of a canonical row of `persons`.
  public init(_ row: RecordRow) {
    precondition(row.kind == .persons, "the row is of another kind")
    key = row.key
    place = row.place
    familyName = row.text("family_name")
    givenNames = row.text("given_names")
    dateOfBirth = row.partialDate("date_of_birth")
    sex = row.text("sex")
    ethnicity = row.text("ethnicity")
    pncId = row.text("pnc_id")
    address = row.text("address")
    postcode = row.text("postcode")
    area = row.reference("area_id")
    numbers = row.numbers("numbers")
    aliases = row.texts("aliases")
    category = row.text("subject_category")
  }
}
