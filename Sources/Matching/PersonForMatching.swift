public import Vocabulary

/// What matching may know of one person record.
///
/// It has no field for ethnicity, so nothing here can read it.
public struct PersonForMatching: Hashable, Sendable {
  /// The record's name; no two records of one input may share it.
  public var key: RecordKey
  /// Family name as sent.
  public var familyName: String?
  /// Given names as sent, first name first.
  public var givenNames: String?
  /// Other names: `Given Family`, `Family, Given`, or one word (read as a given name).
  public var aliases: [String]
  /// Date of birth, as far as known.
  public var dateOfBirth: PartialDate?
  /// `M` or `F`; everything else counts as not known.
  public var sex: String?
  /// Police National Computer identifier in any writing.
  public var pncId: String?
  /// Address as sent.
  public var address: String?
  /// Postcode, whole or its outward half; other countries' codes are compared as wholes.
  public var postcode: String?
  /// Telephones, as `TelephoneNumber.packed`. Short codes are passed over.
  public var numbers: [UInt64]
  /// Further columns compared as text, in the order of `MatchingInput.extraNames`.
  public var extra: [String?]

  /// A record from its parts; everything but the key may be unknown.
  public init(
    key: RecordKey, familyName: String? = nil, givenNames: String? = nil, aliases: [String] = [],
    dateOfBirth: PartialDate? = nil, sex: String? = nil, pncId: String? = nil,
    address: String? = nil, postcode: String? = nil, numbers: [UInt64] = [], extra: [String?] = []
  ) {
    self.key = key
    self.familyName = familyName
    self.givenNames = givenNames
    self.aliases = aliases
    self.dateOfBirth = dateOfBirth
    self.sex = sex
    self.pncId = pncId
    self.address = address
    self.postcode = postcode
    self.numbers = numbers
    self.extra = extra
  }

  /// The part of a person record that matching may see.
  public init(_ record: PersonRecord, extra: [String?] = []) {
    self.init(
      key: record.key, familyName: record.familyName, givenNames: record.givenNames,
      aliases: record.aliases, dateOfBirth: record.dateOfBirth, sex: record.sex,
      pncId: record.pncId, address: record.address, postcode: record.postcode,
      numbers: record.numbers.map(\.packed), extra: extra)
  }
}
