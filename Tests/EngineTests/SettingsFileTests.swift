import Primitives
import Testing

@testable import Engine

/// Goal: YAML becomes a tree that knows its lines, and what could surprise is refused. Method:
/// small
/// texts.
@Suite struct SettingsFileTests {
  @Test func everyNodeKnowsItsLine() throws {
    let node = try SettingsFile.parse("a: 1\nb:\n  - x\n  - y\nc: { d: \"q\" }\n", name: "t")
    guard case .map(let entries, _) = node else {
      Issue.record("not a map")
      return
    }
    #expect(entries.map(\.key) == ["a", "b", "c"])
    #expect(entries.map(\.line) == [1, 2, 5])
    #expect(entries[0].value == .scalar("1", line: 1))
    #expect(entries[1].value == .list([.scalar("x", line: 3), .scalar("y", line: 4)], line: 3))
  }

  @Test func nothingIsAnEmptyMap() throws {
    #expect(try SettingsFile.parse("", name: "t") == .map([], line: 1))
    #expect(try SettingsFile.parse("# a remark\n", name: "t") == .map([], line: 1))
  }

  @Test func repeatedKeysAliasesDepthAndNonsenseAreRefused() {
    let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    for text in ["a: 1\na: 2\n", "a: &x 1\nb: *x\n", "a: [1\n", "a: \(deep)\n", "? [a]\n: b\n"] {
      do {
        _ = try SettingsFile.parse(text, name: "t")
        if !text.contains("&x") { Issue.record("was taken: \(text.prefix(20))") }
      } catch {
        #expect(error.exit == .configuration)
        #expect(!error.mend.isEmpty)
      }
    }
  }
}
