import Foundation
import Testing

/// Goal: imports go down the house as Package.swift draws it, and third parties stay at their edge.
/// Method: every import line of every source file against the manifest.
@Suite struct FloorTests {
  /// What comes with the toolchain and its system.
  static let toolchain: Set<String> = ["Foundation", "Dispatch", "Glibc", "Synchronization"]
  /// Rooms that do without Foundation: floors 0 and 1.
  static let withoutFoundation: Set<String> = ["Primitives", "Tabular", "Vocabulary", "Networks"]

  static func imports(of file: String) throws -> [(line: Int, module: String)] {
    try HouseFiles.lines(of: file).enumerated().compactMap { index, line in
      let words = line.split(separator: " ").map(String.init)
      guard let at = words.firstIndex(of: "import"), at <= 1, words.count > at + 1,
        at == 0
          || ["public", "package", "internal", "private", "fileprivate", "@testable"]
            .contains(words[0])
      else { return nil }
      return (index + 1, String(words.last?.split(separator: ".").first ?? ""))
    }
  }

  @Test func everyImportIsOneTheManifestDeclares() throws {
    let manifest = try Manifest()
    var faults: [String] = []
    var files = 0
    for file in try HouseFiles.swiftFiles(below: "Sources") {
      let room = file.split(separator: "/").map(String.init)[1]
      guard let sees = manifest.sees[room], let uses = manifest.uses[room] else {
        faults.append("\(file): the room \(room) is not in Package.swift")
        continue
      }
      files += 1
      for (line, module) in try Self.imports(of: file)
      where !sees.contains(module) && !uses.contains(module) && !Self.toolchain.contains(module) {
        faults.append("\(file):\(line): error: \(room) does not see \(module); see Package.swift")
      }
      for (line, module) in try Self.imports(of: file)
      where module == "Foundation" && Self.withoutFoundation.contains(room) {
        faults.append("\(file):\(line): error: \(room) does without Foundation")
      }
    }
    #expect(faults == [])
    #expect(files > 100, "the house was not found")
  }

  @Test func aThirdPartyThatTouchesTheOutsideStandsInOneRoom() throws {
    var rooms: [String: Set<String>] = [:]
    for file in try HouseFiles.swiftFiles(below: "Sources") {
      let room = file.split(separator: "/").map(String.init)[1]
      for (_, module) in try Self.imports(of: file) { rooms[module, default: []].insert(room) }
    }
    #expect(rooms["CZlib"] == ["Tabular"])
    #expect(rooms["CISAL"] == ["Tabular"])
    #expect(rooms["GRDB"] == ["Archive"])
    #expect(rooms["GRDBSQLite"].map { $0 == ["Archive"] } ?? true)
    #expect(rooms["Yams"] == ["Engine"])
    // The archive hashes its log, the engine digests files and signs; see the decision on the log.
    #expect(rooms["Crypto"] == ["Archive", "Engine"])
    #expect(rooms["ArgumentParser"] == ["countylines"])
  }

  @Test func everyRoomSeesOnlyRoomsBelowIt() throws {
    let manifest = try Manifest()
    let floors = [
      ["Primitives", "CZlib", "CISAL"], ["Tabular", "Vocabulary", "Networks"],
      ["Intake", "Archive", "Matching", "Picture", "Synthesis"], ["Signals"], ["Tasking"],
      ["Engine"], ["countylines"],
    ]
    let floor = Dictionary(
      uniqueKeysWithValues: floors.enumerated().flatMap { level, rooms in
        rooms.map { ($0, level) }
      })
    #expect(Set(manifest.sees.keys).union(["CZlib", "CISAL"]) == Set(floor.keys))
    for (room, sees) in manifest.sees.sorted(by: { $0.key < $1.key }) {
      for other in sees.sorted() {
        #expect((floor[other] ?? 99) < (floor[room] ?? 0), "\(room) sees \(other)")
      }
    }
  }

  @Test func noModuleBearsTheNameOfATypeInsideIt() throws {
    for file in try HouseFiles.swiftFiles(below: "Sources") {
      let room = file.split(separator: "/").map(String.init)[1]
      for line in try HouseFiles.lines(of: file) {
        let words = line.split(whereSeparator: { !$0.isLetter && !$0.isNumber }).map(String.init)
        for kind in ["struct", "class", "enum", "actor", "protocol"] {
          if let at = words.firstIndex(of: kind), words.count > at + 1 {
            #expect(words[at + 1] != room || room == "countylines", "\(file)")
          }
        }
      }
    }
  }

  @Test func theTopOfTheTreeIsAsAgreed() throws {
    let names = try FileManager.default.contentsOfDirectory(atPath: HouseFiles.root.path)
      .filter { !$0.hasPrefix(".") && $0 != "Package.resolved" }
    #expect(
      Set(names) == ["Package.swift", "Sources", "Tests", "Benchmarks", "samples", "README.md"])
  }
}
