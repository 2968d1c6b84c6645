/// What a column of the contract holds, and so how its text is read.
public enum ColumnType: Hashable, Sendable {
  /// A source's identifier of the record itself.
  case identifier
  /// A reference to a record, `id` or `source:id`; canonical with its source.
  case reference
  /// References separated by `;`.
  case references
  /// People of an event with what they are in it, `id=category`, separated by `;`.
  case roles
  /// Free text, trimmed.
  case text
  /// Texts separated by `;`.
  case texts
  /// One of a closed list, in any case.
  case choice([String])
  case registration, registrations
  case number, numbers
  case imei, imeis
  /// Digits of a subscription, kept as text.
  case imsi
  case instant
  case date
  case partialDate
  case latitude, longitude
  /// Whole number within bounds.
  case integer(ClosedRange<Int64>)
  /// Decimal number within bounds.
  case real(ClosedRange<Double>)
  case postcode, uprn
  /// `N` … `NW`.
  case direction
  case sourceEvaluation, intelligenceEvaluation, handling
}

/// One value of a record as it is stored: nothing, a text, or a number.
///
/// Instants are whole seconds since the epoch; lists are one text with `;` between.
public enum Cell: Hashable, Sendable {
  case empty
  case text(String)
  case integer(Int64)
  case real(Double)
}

/// One column of a kind.
public struct ContractColumn: Hashable, Sendable {
  /// The name in files, in the archive and in lists.
  public let name: String
  /// What it holds.
  public let type: ColumnType
  /// Whether a row without it cannot be read.
  public let isRequired: Bool
}
