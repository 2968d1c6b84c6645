public import Primitives
import Vocabulary

/// What a source's `feed.yaml` says: how its files and columns map onto the contract.
///
///     persons:                       a kind, or a kind, a hyphen and anything
///       files: "nodes.*.csv"         which files, when they are not named for the kind; or a list
///       delimiter: tab               one ASCII character, or tab
///       encoding: windows-1252       utf-8, windows-1252, utf-16
///       limits: { longest_row: 1000000 }   see `FeedSection.limits`
///       time_zone: Europe/London     of times without an offset; UTC; or fixed, "-07:00"
///       tables:                      look-ups in side files of the folder
///         of: { file: has.csv, key: A, value: B }
///       columns:                     contract column: column of the source
///         family_name: surname
///         address: [street, town]    several, joined by a blank
///         person_id: { from: [A, B], join: "-", otherwise: file_row }
///         numbers: { from: ":ID", through: [of] }
///       formats: { date_of_birth: dd/MM/yyyy }     see `FieldFormat`
///       values: { sex: { Male: M, "*": U } }       "*" is any other text that is not empty
///       constants: { subject_category: suspect }
///       where: { type: [Drugs, "Rob*"] }           rows of other types are counted as ignored
///       ignore: { age: why it is left out }
///       extra: [nhs_no]              further columns, compared as text by `resolve`
///     ignore_files: { "*.old.csv": why they are left alone }
///
/// A contract column that is not named is read from the source's column of the same name, unless
/// the section ignores that one or uses it for another.
///
/// Reading is strict. What is not understood is a `SettingsDefect` with line, path and mend; a key
/// that was mistyped is never taken for one that was left out.
public struct FeedMapping: Hashable, Sendable {
  /// The sections, in the order of the file.
  public let sections: [FeedSection]
  /// Files of the folder that are left alone, and why.
  public let ignoredFiles: [IgnoredFile]

  /// A file of the folder that no section reads, knowingly.
  public struct IgnoredFile: Hashable, Sendable {
    /// Its name, or a pattern of names.
    public let glob: FileGlob
    /// Why it is left alone.
    public let reason: String
  }

  /// Reads a mapping.
  ///
  /// The top holds sections keyed by a kind or `kind-anything`, and `ignore_files`, a map of file
  /// names to reasons.
  public init(_ node: SettingsNode) throws(SettingsDefect) {
    let top = SettingsCursor(node: node, path: "")
    var sections: [FeedSection] = []
    var ignoredFiles: [IgnoredFile] = []
    for (key, line, value) in try top.entries() {
      if key == "ignore_files" {
        for (name, _, reason) in try value.entries() {
          ignoredFiles.append(
            IgnoredFile(glob: FileGlob(name), reason: try FeedMapping.reason(reason)))
        }
        continue
      }
      // The name of a section is read as a file's would be, so that both follow one rule.
      guard let kind = RecordKind(fileName: key + ".") else {
        throw SettingsCursor.refuse(
          key, at: value, line: line,
          known: RecordKind.allCases.map(\.rawValue) + ["ignore_files"], what: "kind of record")
      }
      sections.append(try FeedSection(key: key, kind: kind, value))
    }
    self.sections = sections
    self.ignoredFiles = ignoredFiles
  }

  /// The section that reads a file of this name.
  ///
  /// Sections with `files` come first, in the order of the file; then the one with the longest key.
  public func section(for fileName: String) -> FeedSection? {
    if let named = sections.first(where: { !$0.files.isEmpty && $0.reads(fileName: fileName) }) {
      return named
    }
    let fitting = sections.filter { $0.files.isEmpty && $0.reads(fileName: fileName) }
    return fitting.max { $0.key.utf8.count < $1.key.utf8.count }
  }

  /// Names of the side files that look-ups are made of, each once, sorted.
  public var sideFiles: [String] {
    Set(sections.flatMap { $0.tables.map(\.file) }).sorted()
  }

  static func reason(_ cursor: SettingsCursor) throws(SettingsDefect) -> String {
    let reason = try cursor.text()
    guard !reason.isEmpty else {
      throw cursor.defect(
        "there is no reason", mend: "say in a few words why it is left out")
    }
    return reason
  }
}
