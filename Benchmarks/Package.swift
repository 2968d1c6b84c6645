// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that what measures never enters the product.

let rules: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .treatAllWarnings(as: .error),
]

let rooms: Target.Dependency = .product(name: "CountyLinesRooms", package: "countylines")

func suite(_ room: String) -> Target {
  .executableTarget(
    name: "\(room)Benchmarks",
    dependencies: [rooms, "BenchmarkKit", .product(name: "Benchmark", package: "benchmark")],
    path: "Benchmarks/\(room)Benchmarks",
    swiftSettings: rules,
    plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
}

let package = Package(
  name: "countylines-benchmarks",
  dependencies: [
    .package(name: "countylines", path: ".."),
    .package(url: "https://github.com/ordo-one/benchmark", exact: "1.38.1", traits: []),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
  ],
  targets: [
    // What the suites share: how a case is measured, made inputs, scratch folders.
    .target(
      name: "BenchmarkKit",
      dependencies: [rooms, .product(name: "Benchmark", package: "benchmark")],
      swiftSettings: rules),
    // What our entries in races with other programs share.
    .target(name: "RaceKit", swiftSettings: rules),
    suite("Tabular"),
    suite("Intake"),
    suite("Archive"),
    suite("Networks"),
    suite("Matching"),
    suite("Signals"),
    suite("Engine"),
    // Not how fast but how good: lists and baselines on fresh worlds.
    .executableTarget(
      name: "Quality",
      dependencies: [
        rooms, .product(name: "CountyLinesTestKit", package: "countylines"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: rules),
    // Our entry in a race with other programs that mine convoys.
    .executableTarget(
      name: "ConvoyRace",
      dependencies: [
        rooms, "RaceKit", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: rules),
    // Our entry in a race with other readers of tables on the same files.
    .executableTarget(
      name: "IngestRace",
      dependencies: [
        rooms, "RaceKit", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: rules),
    // Our entry in a race with other graph libraries on the same files.
    .executableTarget(
      name: "GraphRace",
      dependencies: [
        rooms, "RaceKit", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: rules),
    // Our entry in a race with other stores of columns.
    .executableTarget(
      name: "ArchiveRace",
      dependencies: [
        rooms, "RaceKit", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: rules),
    // Our entry in a race with other programs that resolve persons, on the same files.
    .executableTarget(
      name: "PeopleRace",
      dependencies: [
        rooms, "RaceKit", .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: rules),
  ])
