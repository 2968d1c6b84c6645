import Glibc
import Primitives
import TestKit
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

  private func refusal(_ body: () throws(EngineError) -> SettingsNode) -> EngineError? {
    do throws(EngineError) {
      _ = try body()
      return nil
    } catch {
      return error
    }
  }

  @Test("B20: repeated keys, aliases, depth and nonsense are refused")
  func repeatedKeysAliasesDepthAndNonsenseAreRefused() {
    let deep = String(repeating: "[", count: 40) + String(repeating: "]", count: 40)
    // As deep as the library goes, and deeper.
    let deeper = [999, 100_000].flatMap { count -> [String] in
      let open = String(repeating: "[", count: count)
      return [open, open + String(repeating: "]", count: count)]
    }
    for text in [
      "a: 1\na: 2\n", "a: &x 1\nb: *x\n", "a: [1\n", "a: \(deep)\n", "? [a]\n: b\n", "a: *x\n",
      "a: 1\n---\nb: 2\n", "a: \u{1}\n", "a: \"x\n", "\t- a\n",
    ] + deeper {
      let error = refusal { () throws(EngineError) in try SettingsFile.parse(text, name: "t") }
      #expect(error?.exit == .configuration, "was taken: \(text.prefix(20))")
      #expect(error?.mend.isEmpty == false && error?.message.hasPrefix("t") == true)
    }
  }

  // Nine lines of ten aliases are a thousand million nodes, if each is replaced by what it stands
  // for; as a key they are compared one by one.
  @Test("B09, B20: a small file does not unfold into a large tree")
  func aSmallFileDoesNotUnfold() {
    var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for level in 1..<10 {
      let row = Array(repeating: "*a\(level - 1)", count: 10).joined(separator: ", ")
      bomb += "a\(level): &a\(level) [\(row)]\n"
    }
    let tagged = bomb.replacing("&", with: "!!seq &")
    for text in [bomb, bomb + "? *a9\n: x\n? *a8\n: y\n", tagged] {
      let error = refusal { () throws(EngineError) in try SettingsFile.parse(text, name: "t") }
      #expect(error?.message == "t:1: anchors and aliases are not read")
    }
  }

  @Test("B20: an ampersand is an anchor only where it could begin one")
  func anAmpersandIsAnAnchorOnlyWhereItCouldBeginOne() {
    for text in [
      "a: M&S\n", "a: Marks & Spencer\n", "a: \"&x\"\n", "a: '&x'\n", "  # see &x\na: 1\n",
      "a: x&\n", "a: |\n  this & that\n", "\"a&b\": 1\n",
    ] {
      #expect(SettingsFile.anchorLine(in: text) == nil, "\(text)")
      #expect(refusal { () throws(EngineError) in try SettingsFile.parse(text, name: "t") } == nil)
    }
    for text in [
      "a: &x 1\n", "&x a: 1\n", "- &x\n", "[&x 1]\n", "{a: 1,&x b: 2}\n", "a: !!str &x 1\n",
      "\u{FEFF}&x 1\n", "a:\t&x 1\n", "\u{85}&x 1\n", "\u{2028}&x 1\n", "\r&x 1\n",
    ] {
      #expect(SettingsFile.anchorLine(in: text) == 1, "\(text)")
    }
  }

  @Test("B04, B20: a settings file is UTF-8 or is refused with the line")
  func aSettingsFileIsUTF8OrIsRefused() throws {
    let text = Array("a: Zo\u{EB}\nb: 1\n".utf8)
    #expect(
      try SettingsFile.parse(text, name: "t") == SettingsFile.parse("a: Zoë\nb: 1\n", name: "t"))
    // The same in windows-1252, cut inside a character, overlong, and as UTF-16.
    for (bytes, line) in [
      (Array("b: 1\na: Zo".utf8) + [0xEB, 0x0A], 2), (Array("a: Zo".utf8) + [0xC3], 1),
      (Array("a: ".utf8) + [0xC0, 0xAF], 1), ([0xFF, 0xFE, 0x61, 0, 0x3A, 0, 0x0A, 0], 1),
    ] as [([UInt8], Int)] {
      let error = refusal { () throws(EngineError) in try SettingsFile.parse(bytes, name: "t") }
      #expect(error?.message == "t:\(line): the file is not UTF-8")
    }
  }

  @Test("B18, B20: only a regular file of sensible size is read as settings")
  func onlyARegularFileIsRead() throws {
    let folder = try WorkingFolder()
    try folder.write("a: 1\n", to: "good.yaml")
    try folder.write(String(repeating: "# remark\n", count: 500_000), to: "large.yaml")
    #expect(mkfifo(folder.file("pipe.yaml"), 0o600) == 0)
    #expect(symlink("/dev/zero", folder.file("zero.yaml")) == 0)
    for (name, exit) in [
      ("good.yaml", nil), ("large.yaml", .configuration), ("pipe.yaml", .noInput),
      ("zero.yaml", .noInput), ("", .noInput), ("none.yaml", .noInput),
    ] as [(String, EngineError.Exit?)] {
      let error = refusal { () throws(EngineError) in
        try SettingsFile.read(path: folder.file(name))
      }
      #expect(error?.exit == exit, "\(name)")
    }
  }
}
