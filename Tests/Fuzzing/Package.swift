// swift-tools-version: 6.2
import Foundation
import PackageDescription

// A package of its own, so that what hunts for faults never enters the product. It builds the rooms
// that read what comes from outside with the fuzzer's eyes in them, and so from their sources, by
// links; `run` gives the flags. Of the engine it takes only what reads settings.

let rules: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let hasISAL =
  FileManager.default.fileExists(atPath: "/usr/include/isa-l/igzip_lib.h")
  && Context.environment["COUNTYLINES_WITHOUT_ISAL"] == nil

func room(_ name: String, sees: [String] = [], only sources: [String]? = nil) -> Target {
  .target(
    name: name,
    dependencies: sees.map { .byName(name: $0) }
      + (name == "Engine" ? [.product(name: "Yams", package: "Yams")] : []),
    path: "House/" + name, exclude: name == "Networks" ? ["Networks.docc"] : [],
    sources: sources,
    swiftSettings: rules + (hasISAL && name == "Tabular" ? [.define("ISAL")] : []))
}

let rooms = [
  "Primitives", "Tabular", "Vocabulary", "Intake", "Networks", "Picture", "Signals", "Tasking",
  "Engine",
]

let package = Package(
  name: "fuzzing",
  dependencies: [.package(url: "https://github.com/jpsim/Yams", exact: "6.2.2")],
  targets: [
    .systemLibrary(name: "CZlib", path: "House/CZlib"),
    .systemLibrary(name: "LibFuzzer", path: "LibFuzzer"),
    room("Primitives"),
    room("Tabular", sees: ["Primitives", "CZlib"] + (hasISAL ? ["CISAL"] : [])),
    room("Vocabulary", sees: ["Primitives"]),
    room("Intake", sees: ["Primitives", "Tabular", "Vocabulary"]),
    room("Networks", sees: ["Primitives"]),
    room("Picture", sees: ["Primitives", "Networks", "Vocabulary"]),
    room("Signals", sees: ["Primitives", "Picture", "Networks", "Vocabulary"]),
    room(
      "Tasking", sees: ["Primitives", "Signals", "Picture", "Vocabulary"],
      only: [
        "ListRule.swift", "ScorePolicy+Reading.swift", "ScorePolicy.swift", "SignalWeight.swift",
      ]),
    room(
      "Engine", sees: ["Primitives", "Tabular", "Signals", "Tasking", "Vocabulary"],
      only: ["EngineError.swift", "PolicyFile.swift", "SettingsFile.swift"]),
    .target(
      name: "Targets", dependencies: rooms.map { .byName(name: $0) }, path: "Targets",
      swiftSettings: rules + (hasISAL ? [.define("ISAL")] : [])),
    .executableTarget(
      name: "Fuzz", dependencies: ["Targets", "LibFuzzer"], swiftSettings: rules),
  ] + (hasISAL ? [.systemLibrary(name: "CISAL", path: "House/CISAL")] : [])
)
