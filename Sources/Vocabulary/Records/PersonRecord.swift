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

  /// `category` as one of the closed list; nil is unknown.
  public var subjectCategory: SubjectCategory? { category.flatMap(SubjectCategory.init) }

  /// The typed form of a canonical row of `persons`.
  public init(_ row: RecordRow) {
    precondition(row.kind == .persons, "the row is of another kind")
    key = row.key
    place = row.place
    let at = Self.columns
    familyName = row.text(at: at.familyName)
    givenNames = row.text(at: at.givenNames)
    dateOfBirth = row.text(at: at.dateOfBirth).flatMap { try? PartialDate($0) }
    sex = row.text(at: at.sex)
    ethnicity = row.text(at: at.ethnicity)
    pncId = row.text(at: at.pncId)
    address = row.text(at: at.address)
    postcode = row.text(at: at.postcode)
    area = row.text(at: at.area).map { RecordKey(reference: $0, in: row.source) }
    numbers = row.numbers(row.texts(at: at.numbers))
    aliases = row.texts(at: at.aliases)
    category = row.text(at: at.category)
  }

  private static let columns = Columns()

  /// Where the columns stand in a row of persons, looked up once.
  private struct Columns {
    let familyName = RecordRow.position(of: "family_name", in: .persons)
    let givenNames = RecordRow.position(of: "given_names", in: .persons)
    let dateOfBirth = RecordRow.position(of: "date_of_birth", in: .persons)
    let sex = RecordRow.position(of: "sex", in: .persons)
    let ethnicity = RecordRow.position(of: "ethnicity", in: .persons)
    let pncId = RecordRow.position(of: "pnc_id", in: .persons)
    let address = RecordRow.position(of: "address", in: .persons)
    let postcode = RecordRow.position(of: "postcode", in: .persons)
    let area = RecordRow.position(of: "area_id", in: .persons)
    let numbers = RecordRow.position(of: "numbers", in: .persons)
    let aliases = RecordRow.position(of: "aliases", in: .persons)
    let category = RecordRow.position(of: "subject_category", in: .persons)
  }
}
