import Foundation
import Testing

/// Goal: what the README tells a newcomer to type works. Method: every line of its console blocks
/// is
/// run from the package's root, in the README's order.
@Suite struct ReadmeTests {
  @Test func everyConsoleLineRuns() throws {
    let desk = try Desk()
    defer { desk.clear() }
    let readme = try String(
      contentsOf: Command.root.appendingPathComponent("README.md"), encoding: .utf8)
    var inConsole = false
    var ran = 0
    for line in readme.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.hasPrefix("```") {
        inConsole = line == "```console"
      } else if inConsole, line.hasPrefix("$ countylines ") {
        let words = line.dropFirst("$ countylines ".count).split(separator: " ").map { word in
          word.replacingOccurrences(of: "/tmp/", with: desk.folder.path + "/")
            .replacingOccurrences(of: "samples/", with: Command.root.path + "/samples/")
        }
        let answer = try Command.run(words, in: desk.folder)
        #expect(answer.status == 0, "\(line): \(answer.talk)")
        ran += 1
      }
    }
    #expect(ran >= 6)
  }

  @Test func theReadmeIsShort() throws {
    let readme = try String(
      contentsOf: Command.root.appendingPathComponent("README.md"), encoding: .utf8)
    #expect(readme.split(separator: "\n", omittingEmptySubsequences: false).count <= 250)
  }
}
