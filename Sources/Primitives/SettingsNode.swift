/// A settings file as a tree that knows where each value stood.
///
/// The Engine makes it from YAML; the rooms read their own settings from it and can say, for a
/// wrong one, on which line it is. So no room below the Engine knows YAML.
public indirect enum SettingsNode: Hashable, Sendable {
  /// One value, as written.
  case scalar(String, line: Int)
  /// Values in order.
  case list([SettingsNode], line: Int)
  /// Keys and values, in the order of the file.
  case map([Entry], line: Int)

  /// One key of a map and its value.
  public struct Entry: Hashable, Sendable {
    /// The key as written.
    public var key: String
    /// The line of the key, counted from 1.
    public var line: Int
    /// What stands under it.
    public var value: SettingsNode

    /// A key with its line and value.
    public init(key: String, line: Int, value: SettingsNode) {
      self.key = key
      self.line = line
      self.value = value
    }
  }

  /// The line on which it begins, counted from 1.
  public var line: Int {
    switch self {
    case .scalar(_, let line), .list(_, let line), .map(_, let line): line
    }
  }
}

/// A settings file that cannot be used: where, why, and the mend.
public struct SettingsDefect: Error, Hashable, Sendable {
  /// The line in the file, counted from 1.
  public var line: Int
  /// The keys from the top to the place at fault, joined by dots.
  public var path: String
  /// What is wrong.
  public var reason: String
  /// What would be right.
  public var mend: String

  /// A defect with everything that must be said of it.
  public init(line: Int, path: String, reason: String, mend: String) {
    self.line = line
    self.path = path
    self.reason = reason
    self.mend = mend
  }
}
