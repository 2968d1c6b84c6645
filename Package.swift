// swift-tools-version: 6.2
import Foundation
import PackageDescription

// The house, ground floor first. A room may import what it `sees` (rooms below it) and `uses`
// (third parties), and nothing else; Tests/HouseTests/FloorTests.swift holds the sources to it.

let rules: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
  .define("INTERNAL_CHECKS", .when(configuration: .debug)),
]

func room(_ name: String, sees: [String] = [], uses: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: sees.map { .byName(name: $0) } + uses, exclude: guides(of: name),
    swiftSettings: rules)
}

func guides(of name: String) -> [String] {
  ["Engine", "Networks"].contains(name) ? ["\(name).docc"] : []
}

func trial(of name: String, sees: [String], uses: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: name + "Tests", dependencies: (sees + ["TestKit"]).map { .byName(name: $0) } + uses,
    swiftSettings: rules)
}

// ISA-L unpacks gzips faster than zlib. It is used where the machine has it (decision 10);
// COUNTYLINES_WITHOUT_ISAL=1 builds as if it had not.
let hasISAL =
  FileManager.default.fileExists(atPath: "/usr/include/isa-l/igzip_lib.h")
  && Context.environment["COUNTYLINES_WITHOUT_ISAL"] == nil

let targets: [Target] = [
  // Outside: C libraries of the system
  .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
  // Floor 0
  room("Primitives"),
  // Floor 1
  room("Tabular", sees: ["Primitives", "CZlib"]),  // and CISAL, below
  room("Vocabulary", sees: ["Primitives"]),
  room("Networks", sees: ["Primitives"]),
  // Floor 2
  room("Intake", sees: ["Primitives", "Tabular", "Vocabulary"]),
  room(
    "Archive", sees: ["Primitives", "Vocabulary"],
    uses: [
      .product(name: "GRDB", package: "GRDB.swift"),
      .product(name: "GRDBSQLite", package: "GRDB.swift"),
      .product(name: "Crypto", package: "swift-crypto"),
    ]),
  room("Matching", sees: ["Primitives", "Vocabulary"]),
  room("Picture", sees: ["Primitives", "Networks", "Vocabulary"]),
  room("Synthesis", sees: ["Primitives", "Vocabulary"]),
  // Floor 3
  room("Signals", sees: ["Primitives", "Picture", "Networks", "Vocabulary"]),
  // Floor 4
  room(
    "Tasking", sees: ["Primitives", "Signals", "Picture", "Vocabulary"],
    uses: [.product(name: "Algorithms", package: "swift-algorithms")]),
  // Floor 5
  room(
    "Engine",
    sees: [
      "Primitives", "Tabular", "Networks", "Vocabulary", "Intake", "Archive", "Matching",
      "Picture", "Synthesis", "Signals", "Tasking",
    ],
    uses: [
      .product(name: "Logging", package: "swift-log"),
      .product(name: "OrderedCollections", package: "swift-collections"),
      .product(name: "Crypto", package: "swift-crypto"),
      .product(name: "Yams", package: "Yams"),
    ]),
  // Floor 7: the command. Floor 6, the pages, is a product of its own and not built yet.
  .executableTarget(
    name: "countylines",
    dependencies: [
      "Primitives", "Vocabulary", "Tasking", "Engine",
      .product(name: "ArgumentParser", package: "swift-argument-parser"),
      .product(name: "Logging", package: "swift-log"),
    ],
    swiftSettings: rules),
  // The tests
  .target(
    name: "TestKit", dependencies: ["Primitives", "Vocabulary"], path: "Tests/TestKit",
    swiftSettings: rules),
  trial(of: "Primitives", sees: ["Primitives"]),
  trial(of: "Tabular", sees: ["Primitives", "Tabular"]),
  trial(of: "Vocabulary", sees: ["Primitives", "Vocabulary"]),
  trial(of: "Networks", sees: ["Primitives", "Networks"]),
  trial(of: "Intake", sees: ["Primitives", "Tabular", "Vocabulary", "Intake"]),
  trial(
    of: "Archive", sees: ["Primitives", "Vocabulary", "Archive"],
    uses: [.product(name: "GRDB", package: "GRDB.swift")]),
  trial(of: "Matching", sees: ["Primitives", "Vocabulary", "Matching"]),
  trial(of: "Picture", sees: ["Primitives", "Networks", "Vocabulary", "Picture"]),
  trial(of: "Synthesis", sees: ["Primitives", "Vocabulary", "Synthesis"]),
  trial(
    of: "Signals", sees: ["Primitives", "Networks", "Vocabulary", "Picture", "Signals"]),
  trial(of: "Tasking", sees: ["Primitives", "Vocabulary", "Picture", "Signals", "Tasking"]),
  trial(
    of: "Engine",
    sees: [
      "Primitives", "Vocabulary", "Intake", "Archive", "Picture", "Synthesis", "Signals",
      "Tasking", "Engine",
    ]),
  // Whatever was found by fuzzing the readers of what comes from outside: Tests/Fuzzing
  trial(
    of: "Fuzzing",
    sees: ["Primitives", "Tabular", "Vocabulary", "Intake", "Signals", "Tasking", "Engine"]),
  trial(of: "House", sees: ["Signals"]),
  trial(of: "Command", sees: ["Primitives", "Vocabulary"]),
]

if hasISAL {
  for target in targets where ["Tabular", "TabularTests", "FuzzingTests"].contains(target.name) {
    if target.name == "Tabular" { target.dependencies.append("CISAL") }
    target.swiftSettings = (target.swiftSettings ?? []) + [.define("ISAL")]
  }
}

let package = Package(
  name: "countylines",
  products: [
    .executable(name: "countylines", targets: ["countylines"]),
    .library(
      name: "CountyLinesRooms",
      targets: [
        "Primitives", "Tabular", "Vocabulary", "Networks", "Intake", "Archive", "Matching",
        "Picture", "Synthesis", "Signals", "Tasking", "Engine",
      ]),
    // The graph library by itself; it knows no domain.
    .library(name: "Networks", targets: ["Networks"]),
    // For Benchmarks, which scores lists with it.
    .library(name: "CountyLinesTestKit", targets: ["TestKit"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    .package(url: "https://github.com/apple/swift-algorithms", exact: "1.2.1"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: targets
    + (hasISAL ? [.systemLibrary(name: "CISAL", providers: [.apt(["libisal-dev"])])] : [])
)
