public import Tabular
public import Vocabulary

/// How one source writes one kind of record: a section of its `feed.yaml`.
public struct FeedSection: Hashable, Sendable {
  /// The clocks by which times without an offset are read.
  public enum Zone: Hashable, Sendable {
    /// Europe/London, both clock changes included.
    case london
    /// A fixed number of seconds ahead of UTC.
    case fixed(seconds: Int64)
  }

  /// A look-up made of a side file of the same folder: key to values.
  public struct Table: Hashable, Sendable {
    /// The name by which `through` speaks of it.
    public let name: String
    /// The side file's name.
    public let file: String
    /// The side file's column that is looked for.
    public let key: String
    /// The side file's column that is found. Several rows of one key give several values.
    public let value: String
    let line: Int
  }

  /// Where a contract column's text comes from.
  struct Column: Hashable, Sendable {
    /// Columns of the source, at least one.
    var from: [String]
    /// What stands between them when there are several.
    var join: String
    /// Names of tables, each looked up with what the one before gave.
    var through: [String]
    /// Whether a row without a text gets one made of its file and row.
    var orFileRow: Bool
    let line: Int
  }

  /// Texts of the source and what they mean. An empty cell stays empty.
  struct Values: Hashable, Sendable {
    var meanings: [String: String]
    /// The meaning of any other text; nil leaves the text as it is.
    var other: String?
    let line: Int
  }

  /// A text that every row gets.
  struct Constant: Hashable, Sendable {
    var text: String
    let line: Int
  }

  /// The key of the section: a kind, or a kind, a hyphen and anything.
  public let key: String
  /// What its rows are.
  public let kind: RecordKind
  /// Names of files this section reads; empty means those that begin with `key`.
  public internal(set) var files: [FileGlob] = []
  /// Look-ups, in the order of the file.
  public internal(set) var tables: [Table] = []
  /// Columns of the source that `resolve` compares as text beside the contract's.
  public internal(set) var extra: [String] = []
  /// The text's encoding.
  public internal(set) var encoding = TextEncoding.utf8
  /// How much of a file is taken before saying no.
  public internal(set) var limits = ReadingLimits()
  /// How a CSV of it is written.
  public internal(set) var dialect = Dialect.comma
  /// The clocks of times without an offset.
  public internal(set) var zone = Zone.london
  /// Columns of the source that are left out, and why, in the order of the file.
  public var ignored: [(column: String, reason: String)] {
    ignoredColumns.map { ($0.name, $0.reason) }
  }

  struct Ignored: Hashable, Sendable {
    var name: String
    var reason: String
  }

  var ignoredColumns: [Ignored] = []
  var columns: [String: Column] = [:]
  var formats: [String: FieldFormat] = [:]
  var values: [String: Values] = [:]
  var constants: [String: Constant] = [:]
  /// Conditions on columns of the source that a row must meet to be read, in the order of the
  /// file: one of these texts, `*` standing for any run of characters.
  var conditions: [Condition] = []

  struct Condition: Hashable, Sendable {
    var column: String
    var allowed: [FileGlob]
  }

  init(key: String, kind: RecordKind) {
    self.key = key
    self.kind = kind
  }

  /// A section that says nothing: the contract's own columns and forms.
  public static func contract(of kind: RecordKind) -> FeedSection {
    FeedSection(key: kind.rawValue, kind: kind)
  }

  /// The section with a contract column read from a source column, unless it says already where
  /// that column comes from. For tables with a name of their own, such as `record_id`.
  ///
  /// - Parameter column: A column of the section's kind.
  public func reading(_ column: String, from name: String) -> FeedSection {
    precondition(
      KindContract.of(kind).position(of: column) != nil,
      "the contract of \(kind.rawValue) has no column \(column)")
    guard columns[column] == nil, constants[column] == nil else { return self }
    var section = self
    section.columns[column] = Column(
      from: [name], join: " ", through: [], orFileRow: false, line: 0)
    return section
  }

  /// Whether this section reads a file of this name.
  public func reads(fileName: String) -> Bool {
    if !files.isEmpty { return files.contains { $0.matches(fileName) } }
    guard fileName.hasPrefix(key) else { return false }
    let rest = fileName.dropFirst(key.count)
    guard rest.first == "-" || rest.first == "." else { return false }
    return RecordKind(fileName: fileName) == kind
  }
}
