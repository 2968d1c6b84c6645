import Foundation
import Testing

@testable import Engine

/// Goal: a run's folder appears whole, `latest` points at it, and a damaged folder is replaced.
/// Method: publishing into a temporary folder.
@Suite struct RunFolderTests {
  private func withFolder(_ body: (String) throws -> Void) throws {
    let path = FileManager.default.temporaryDirectory
      .appendingPathComponent("runs-" + UUID().uuidString).path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(path)
  }

  @Test func whatIsPublishedIsWholeAndLatest() throws {
    try withFolder { out in
      let folder = RunFolder(out: out)
      try folder.publish(run: "one", files: [("a.csv", "x\n"), ("sub/b.csv", "y\n")])
      try folder.publish(run: "two", files: [("a.csv", "z\n")])
      #expect(try String(contentsOfFile: out + "/latest/a.csv", encoding: .utf8) == "z\n")
      #expect(try String(contentsOfFile: out + "/one/sub/b.csv", encoding: .utf8) == "y\n")
      let names = try FileManager.default.contentsOfDirectory(atPath: out).sorted()
      #expect(names == ["latest", "one", "two"])
    }
  }

  @Test func aRunIsWholeOnlyWithEveryList() throws {
    try withFolder { out in
      let folder = RunFolder(out: out)
      try folder.publish(run: "one", files: [("a.csv", "x\n")])
      let digest = FileDigest.sha256(text: "x\n")
      #expect(folder.isWhole(run: "one", digests: ["a.csv": digest]))
      #expect(!folder.isWhole(run: "one", digests: ["a.csv": digest, "b.csv": digest]))
      #expect(!folder.isWhole(run: "two", digests: ["a.csv": digest]))
      try Data("y\n".utf8).write(to: URL(fileURLWithPath: out + "/one/a.csv"))
      #expect(!folder.isWhole(run: "one", digests: ["a.csv": digest]))
      try folder.publish(run: "one", files: [("a.csv", "x\n")])
      #expect(folder.isWhole(run: "one", digests: ["a.csv": digest]))
    }
  }

  @Test func whatAKilledRunLeftBesideIsReplaced() throws {
    try withFolder { out in
      try FileManager.default.createDirectory(
        atPath: out + "/.one.partial/sub", withIntermediateDirectories: true)
      try Data("half".utf8).write(to: URL(fileURLWithPath: out + "/.one.partial/a.csv"))
      try RunFolder(out: out).publish(run: "one", files: [("a.csv", "x\n")])
      #expect(try String(contentsOfFile: out + "/one/a.csv", encoding: .utf8) == "x\n")
      #expect(!FileManager.default.fileExists(atPath: out + "/.one.partial"))
    }
  }

  @Test func digestsAreThoseOfTheStandard() throws {
    #expect(
      FileDigest.sha256(text: "abc")
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }
}
