/// A pattern of file names: `*` stands for any run of characters, `?` for one; letter case counts.
public struct FileGlob: Hashable, Sendable {
  /// As written.
  public let pattern: String

  /// A pattern as written.
  public init(_ pattern: String) { self.pattern = pattern }

  /// Whether a whole name fits.
  ///
  /// - Complexity: O(name × pattern) in the worst case; no backtracking beyond the last `*`.
  public func matches(_ name: String) -> Bool {
    let text = Array(name.unicodeScalars)
    let want = Array(pattern.unicodeScalars)
    var (t, p) = (0, 0)
    var restart: (text: Int, pattern: Int)?
    while t < text.count {
      if p < want.count, want[p] == "*" {
        p += 1
        restart = (t, p)
      } else if p < want.count, want[p] == "?" || want[p] == text[t] {
        (t, p) = (t + 1, p + 1)
      } else if let from = restart {
        restart = (from.text + 1, from.pattern)
        (t, p) = (from.text + 1, from.pattern)
      } else {
        return false
      }
    }
    return want[p...].allSatisfy { $0 == "*" }
  }
}
