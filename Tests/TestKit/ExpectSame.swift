public import Testing

/// Records an issue when two texts differ, showing the lines that do and not two walls of text.
///
/// - Parameters:
///   - actual: What came out.
///   - expected: What should have come out.
///   - context: Lines shown around each difference.
public func expectSame(
  _ actual: String, _ expected: String, context: Int = 2,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  guard actual != expected else { return }
  let shown = lineDifference(actual, expected, context: context)
  Issue.record("the texts differ (- expected, + actual)\n\(shown)", sourceLocation: sourceLocation)
}

/// Records an issue when two sequences differ, showing the first place where they do.
public func expectSame<Element: Equatable>(
  _ actual: [Element], _ expected: [Element], sourceLocation: SourceLocation = #_sourceLocation
) {
  guard actual != expected else { return }
  let place =
    zip(actual, expected).enumerated().first { $1.0 != $1.1 }?.offset
    ?? min(actual.count, expected.count)
  let left = place < expected.count ? "\(expected[place])" : "nothing"
  let right = place < actual.count ? "\(actual[place])" : "nothing"
  Issue.record(
    """
    the sequences differ from position \(place) on (\(actual.count) and \(expected.count) long)
    - \(left)
    + \(right)
    """, sourceLocation: sourceLocation)
}

/// The differing lines of two texts: `-` only expected, `+` only actual, ` ` both.
///
/// - Complexity: O(lines²) by the longest common subsequence; meant for pages, not for feeds.
public func lineDifference(_ actual: String, _ expected: String, context: Int = 2) -> String {
  let new = actual.split(separator: "\n", omittingEmptySubsequences: false)
  let old = expected.split(separator: "\n", omittingEmptySubsequences: false)
  let change = new.difference(from: old)
  var removed: Set<Int> = []
  var inserted: Set<Int> = []
  for step in change {
    switch step {
    case .remove(let offset, _, _): removed.insert(offset)
    case .insert(let offset, _, _): inserted.insert(offset)
    }
  }
  var lines: [(mark: String, text: Substring)] = []
  var (i, j) = (0, 0)
  while i < old.count || j < new.count {
    if i < old.count, removed.contains(i) {
      lines.append(("-", old[i]))
      i += 1
    } else if j < new.count, inserted.contains(j) {
      lines.append(("+", new[j]))
      j += 1
    } else {
      lines.append((" ", new[j]))
      i += 1
      j += 1
    }
  }
  let changed = lines.indices.filter { lines[$0].mark != " " }
  let kept = lines.indices.filter { place in changed.contains { abs($0 - place) <= context } }
  var text: [String] = []
  var last = -1
  for place in kept {
    if place != last + 1 { text.append("…") }
    text.append("\(lines[place].mark) \(lines[place].text)")
    last = place
  }
  return text.joined(separator: "\n")
}
