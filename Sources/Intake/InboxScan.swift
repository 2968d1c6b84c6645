import Primitives
public import Vocabulary

/// Which files of an inbox belong to which source and kind, and which are not understood.
///
/// It is given names and touches no folder, so that it can be tried without one.
public struct InboxScan: Sendable {
  /// One source's folder as it was listed.
  public struct Folder: Sendable {
    /// The folder's name, which must be the source's.
    public var name: String
    /// Names of the files in it, in any order; no subfolders.
    public var fileNames: [String]
    /// The source's `feed.yaml`, read; nil when it has none.
    public var mapping: FeedMapping?

    /// A folder as it was listed.
    public init(name: String, fileNames: [String], mapping: FeedMapping? = nil) {
      self.name = name
      self.fileNames = fileNames
      self.mapping = mapping
    }
  }

  /// A file to read.
  public struct Found: Hashable, Sendable {
    /// The source that sent it.
    public var source: String
    /// What its rows are.
    public var kind: RecordKind
    /// Its name in the source's folder.
    public var fileName: String
    /// The section of the source's mapping that reads it; nil for the contract.
    public var section: FeedSection?
  }

  /// A file, or a whole folder, that nothing is done with.
  public struct Passed: Hashable, Sendable {
    /// The name of the folder in the inbox, as it can be shown: see `fileName`.
    public var folder: String
    /// The name of the file in it; nil for the folder as a whole. Characters that a terminal would
    /// act on or that turn the text about them are written as their numbers, `\u{202E}`.
    public var fileName: String?
    /// Why, as a sentence.
    public var reason: String
  }

  /// Files to read: by source, then by the date in the name (those without one first), then by the
  /// name without its extension, then by the name.
  public let files: [Found]
  /// What is not understood; somebody should look.
  public let notUnderstood: [Passed]
  /// What the mapping says is to be left alone, with its reason.
  public let leftAlone: [Passed]

  /// Sorts out an inbox.
  ///
  /// - Parameters:
  ///   - folders: The folders of the inbox, in any order.
  ///   - strayFiles: Files that stand in the inbox itself, beside the folders.
  public init(_ folders: [Folder], strayFiles: [String] = []) {
    var files: [Found] = []
    var notUnderstood: [Passed] = []
    var leftAlone: [Passed] = []
    for folder in folders.sorted(by: { $0.name < $1.name }) where !Self.isHidden(folder.name) {
      guard RecordKey.isSource(folder.name) else {
        notUnderstood.append(
          Passed(
            folder: Self.shown(folder.name), fileName: nil,
            reason: "the folder's name is not a source's: lower-case letters, digits and hyphens"))
        continue
      }
      for name in folder.fileNames.sorted() {
        switch Self.sort(name, in: folder) {
        case .found(let file): files.append(file)
        case .notUnderstood(let reason):
          notUnderstood.append(
            Passed(folder: folder.name, fileName: Self.shown(name), reason: reason))
        case .leftAlone(let reason):
          leftAlone.append(
            Passed(folder: folder.name, fileName: Self.shown(name), reason: reason))
        case .nothing: break
        }
      }
    }
    for name in strayFiles.sorted() where !Self.isHidden(name) {
      notUnderstood.append(
        Passed(
          folder: "", fileName: Self.shown(name),
          reason: "it stands in the inbox itself; files belong in a folder named for their source"))
    }
    self.files = files.sorted { Self.order($0) < Self.order($1) }
    self.notUnderstood = notUnderstood
    self.leftAlone = leftAlone
  }

  private enum Sorted {
    case found(Found)
    case notUnderstood(String)
    case leftAlone(String)
    case nothing
  }

  private static func sort(_ name: String, in folder: Folder) -> Sorted {
    if isHidden(name) || name == "feed.yaml" { return .nothing }
    let section = folder.mapping?.section(for: name)
    if section == nil {
      if let ignored = folder.mapping?.ignoredFiles.first(where: { $0.glob.matches(name) }) {
        return .leftAlone(ignored.reason)
      }
      if folder.mapping?.sideFiles.contains(name) == true { return .nothing }
    }
    guard let kind = section?.kind ?? RecordKind(fileName: name) else {
      return .notUnderstood(unknownKind(name, folder.mapping))
    }
    guard shown(name) == name else {
      return .notUnderstood("its name holds a character that cannot be shown; rename it")
    }
    guard InboxName(name).format != nil else {
      return .notUnderstood("its name does not end in .csv, .csv.gz, .ndjson or .ndjson.gz")
    }
    return .found(Found(source: folder.name, kind: kind, fileName: name, section: section))
  }

  private static func unknownKind(_ name: String, _ mapping: FeedMapping?) -> String {
    let word = String(name.prefix { $0 != "-" && $0 != "." })
    let nearest = Suggestion.nearest(to: word, among: RecordKind.allCases.map(\.rawValue))
    let hint = nearest.map { "; did you mean \($0)?" } ?? ""
    return mapping == nil
      ? "its name does not begin with a kind of record\(hint)"
      : "its name does not begin with a kind of record, and no section of feed.yaml reads it\(hint)"
  }

  /// A name with what cannot be shown written as its number.
  private static func shown(_ name: String) -> String {
    var shown = ""
    for scalar in name.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control, .format, .lineSeparator, .paragraphSeparator, .privateUse, .unassigned:
        shown += "\\u{" + String(scalar.value, radix: 16, uppercase: true) + "}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }

  private static func isHidden(_ name: String) -> Bool { name.hasPrefix(".") }

  private static func order(_ file: Found) -> (String, String, String, String) {
    let name = InboxName(file.fileName)
    return (file.source, name.dateStamp ?? "", name.stem, file.fileName)
  }
}
