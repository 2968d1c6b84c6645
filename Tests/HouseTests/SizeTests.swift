import Testing

/// Goal: a file holds one concept, a function fits on a screen, a line on a page.
/// Method: counted on the text of every source file.
@Suite struct SizeTests {
  static let fileLines = 300
  static let functionLines = 70
  static let lineLength = 100

  @Test func noFileIsLongerThanThreeHundredLines() throws {
    for file in try HouseFiles.swiftFiles(below: "Sources") {
      let count = try HouseFiles.lines(of: file).count
      #expect(count <= Self.fileLines, "\(file) has \(count) lines: split it by aspect")
    }
  }

  @Test func noLineIsLongerThanAHundredCharacters() throws {
    for folder in ["Sources", "Tests"] {
      for file in try HouseFiles.swiftFiles(below: folder) {
        for (index, line) in try HouseFiles.lines(of: file).enumerated() {
          // Links, literals and equations cannot be broken.
          if line.contains("https://") || line.contains("\"") || line.contains("///     ") {
            continue
          }
          #expect(line.count <= Self.lineLength, "\(file):\(index + 1)")
        }
      }
    }
  }

  @Test func noFunctionIsLongerThanAScreen() throws {
    for file in try HouseFiles.swiftFiles(below: "Sources") {
      for function in Self.functions(in: try HouseFiles.lines(of: file))
      where function.lines > Self.functionLines {
        Issue.record("\(file):\(function.start): \(function.lines) lines: a screen is seventy")
      }
    }
  }

  /// Functions by indentation: from a line with `func` or `init` to the brace at its own depth.
  static func functions(in lines: [String]) -> [(start: Int, lines: Int)] {
    var found: [(start: Int, lines: Int)] = []
    for (index, line) in lines.enumerated() {
      let indent = line.prefix { $0 == " " }.count
      let words = line.split(separator: " ").map(String.init)
      let opens = words.contains("func") || words.contains { $0.hasPrefix("init(") || $0 == "init" }
      guard opens, !line.trimmingPrefix(while: { $0 == " " }).hasPrefix("//") else { continue }
      guard
        let end = lines[index...].firstIndex(where: {
          $0.hasPrefix(String(repeating: " ", count: indent) + "}")
            && $0.prefix { $0 == " " }.count == indent
            || ($0.isEmpty && lines[index].hasSuffix("}"))
        })
      else { continue }
      found.append((index + 1, end - index + 1))
    }
    return found
  }
}
