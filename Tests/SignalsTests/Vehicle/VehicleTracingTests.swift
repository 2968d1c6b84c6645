import Picture
import Primitives
import Testing
import Vocabulary

@testable import Signals

/// Goal: the supply car stands above everything that goes to the market more often; nobody without
/// a path to a seed is named; any number of threads gives the same. Method: a cast of cars on one
/// road, made by a seed.
struct VehicleTracingTests {
  private func run(_ world: RoadWorld, threads: Int = 2) throws -> VehicleFindings {
    let picture = world.picture()
    return try VehicleTracing().run(
      on: picture, lineages: RoadWorld.lineages(picture), lineLinks: [],
      workers: Workers(threads: threads))
  }

  private func bits(_ candidate: VehicleCandidate) -> Double {
    candidate.findings.reduce(0) {
      $0 + (VehicleSignals.byName[$1.signal]?.bits ?? 0) * $1.strength
    }
  }

  private func find(_ plate: String, _ findings: VehicleFindings) -> VehicleCandidate? {
    findings.candidates.first { $0.plate == RoadWorld.code(plate) }
  }

  @Test(arguments: [3, 11, 29] as [UInt64])
  func supplyStandsAboveThoseWhoGoMoreOften(seed: UInt64) throws {
    let found = try run(RoadWorld.cast(seed: seed))
    let supply = try #require(find(RoadWorld.supply, found), "seed \(seed)")
    for plate in [
      RoadWorld.commuter, RoadWorld.resident, RoadWorld.van, RoadWorld.taxi, RoadWorld.familyOne,
      RoadWorld.familyTwo,
    ] {
      guard let other = find(plate, found) else { continue }
      #expect(bits(supply) > bits(other) + 2, "seed \(seed), \(plate)")
    }
    let leaders = found.candidates.prefix(2).map(\.plate)
    #expect(
      Set(leaders) == [RoadWorld.code(RoadWorld.supply), RoadWorld.code(RoadWorld.scout)],
      "seed \(seed)")
    #expect(supply.lineages == [0])
    #expect(zip(found.candidates, found.candidates.dropFirst()).allSatisfy { bits($0) >= bits($1) })
  }

  @Test func whoHasNoPathToASeedIsCountedAndNotNamed() throws {
    let world = RoadWorld.cast(seed: 5)
    let found = try run(world)
    #expect(find(RoadWorld.stranger, found) == nil)
    #expect(found.collateral.platesRead == Set(world.reads.map(\.plate)).count)
    #expect(found.collateral.platesShown == found.candidates.count)
    #expect(found.collateral.platesShown <= found.collateral.platesTouchingSeed)
    #expect(found.collateral.platesTouchingSeed < found.collateral.platesRead)
    var quiet = world
    quiet.records.removeAll { $0.kind == .lines }
    let nobody = try run(quiet)
    #expect(nobody.candidates.isEmpty && nobody.links.isEmpty)
    #expect(nobody.collateral.platesTouchingSeed == 0)
  }

  @Test func everyFindingHasTheFactsOfItsSentence() throws {
    let found = try run(RoadWorld.cast(seed: 8))
    for candidate in found.candidates {
      for finding in candidate.findings {
        let signal = try #require(VehicleSignals.byName[finding.signal])
        let names = signal.sentence.split(separator: "{", omittingEmptySubsequences: false)
          .dropFirst()
          .map { String($0.prefix { $0 != "}" }) }
        #expect(Set(names) == Set(finding.facts.keys), "\(finding.signal)")
        #expect(!finding.evidence.isEmpty && (0...1).contains(finding.strength))
      }
    }
  }

  @Test func anyNumberOfThreadsGivesTheSame() throws {
    let world = RoadWorld.cast(seed: 13)
    let one = Self.print(try run(world, threads: 1))
    #expect(Self.print(try run(world, threads: 2)) == one)
    #expect(Self.print(try run(world, threads: 8)) == one)
  }

  private static func print(_ found: VehicleFindings) -> [String] {
    var lines = found.candidates.map { candidate -> String in
      let findings = candidate.findings.map { finding -> String in
        let facts = finding.facts.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
        return "\(finding.signal) \(finding.strength) \(facts) \(finding.evidence)"
      }
      let unasked = candidate.unasked.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }
      let forecast = candidate.forecast.map {
        "\($0.from) \($0.to) \($0.cameras) \($0.probability)"
      }
      return "\(candidate.plate) \(findings) \(unasked) \(candidate.lineages) \(forecast ?? "")"
    }
    lines += found.links.map {
      "\($0.kind) \($0.left) \($0.right) \($0.probability) \($0.reasons) \($0.evidence)"
    }
    return lines + ["\(found.repairs) \(found.clones) \(found.collateral)"]
  }

  @Test func linksNameTheLineAndTheCompany() throws {
    let found = try run(RoadWorld.cast(seed: 21))
    let (supply, scout) = (RoadWorld.code(RoadWorld.supply), RoadWorld.code(RoadWorld.scout))
    let convoy = found.links.first {
      $0.kind == .convoy && $0.left == .vehicle(min(supply, scout))
        && $0.right == .vehicle(max(supply, scout))
    }
    #expect((convoy?.probability ?? 0) > 0.8)
    let line = found.links.first { $0.kind == .lineVehicle && $0.right == .vehicle(supply) }
    let other = found.links.first {
      $0.kind == .lineVehicle && $0.right == .vehicle(RoadWorld.code(RoadWorld.commuter))
    }
    #expect((line?.probability ?? 0) > (other?.probability ?? 0))
    #expect(found.links.allSatisfy { $0.probability <= 0.97 })
    #expect(found.links.allSatisfy { link in link.reasons.allSatisfy { !$0.contains(";") } })
  }

  @Test func aLinesPhoneOnTheWaySpeaksForItsVehicle() throws {
    var world = RoadWorld.cast(seed: 34)
    let number = "07700900001"
    for day in 0..<world.days {
      world.calls.append((number, "07700900100", RoadWorld.time(day: day, hour: 10), 5))
    }
    // On its trips the phone is served by cells on the road as the car passes them.
    for read in world.reads where read.plate == RoadWorld.supply && read.camera == 8 {
      world.calls.append((number, "07700900101", read.time + 40, 8))
    }
    let supply = try #require(find(RoadWorld.supply, try run(world)))
    let cells = supply.findings.first { $0.signal == VehicleSignals.movesWithLine.id }
    #expect((cells?.strength ?? 0) > 0.8)
    let commuter = find(RoadWorld.commuter, try run(world))
    #expect(
      commuter?.findings.contains { $0.signal == VehicleSignals.movesWithLine.id } != true)
  }

  @Test func aYoungKeeperIsWarnedOfAndMarked() throws {
    var world = RoadWorld.cast(seed: 40)
    world.add(.persons, ["person_id": "P1", "date_of_birth": "2010-05-01"])
    world.add(.vehicles, ["vrm": RoadWorld.supply, "kind": "private", "keeper_person_id": "P1"])
    world.add(.vehicles, ["vrm": RoadWorld.scout, "kind": "private", "markers": "firearms; stop"])
    let found = try run(world)
    let supply = try #require(find(RoadWorld.supply, found))
    #expect(supply.childAtRisk)
    #expect(supply.warnings.contains("keeper may be a child"))
    let scout = try #require(find(RoadWorld.scout, found))
    #expect(!scout.childAtRisk)
    #expect(scout.warnings.contains("marker: firearms"))
  }

  @Test func aPersonOfUnknownAgeIsNoChildAndAMissingOneIsAtRisk() throws {
    var world = RoadWorld.cast(seed: 41)
    world.add(.persons, ["person_id": "P1"])
    world.add(
      .events,
      [
        "event_id": "E1", "kind": "stop_search", "at": "2026-01-20T20:00:00Z", "person_ids": "P1",
        "vrms": RoadWorld.supply,
      ])
    world.add(
      .events,
      [
        "event_id": "E2", "kind": "found", "at": "2026-01-21T20:00:00Z", "person_ids": "P1",
        "vrms": RoadWorld.scout,
      ])
    let found = try run(world)
    #expect(find(RoadWorld.supply, found)?.childAtRisk == false)
    #expect(find(RoadWorld.scout, found)?.childAtRisk == true)
  }

  @Test func aReportThatNamesTheLineIsAPathToASeed() throws {
    var world = RoadWorld.cast(seed: 42)
    world.add(
      .events,
      [
        "event_id": "E1", "kind": "intel", "at": "2026-01-20T20:00:00Z", "vrms": "ZZ12ZZZ",
        "numbers": "07700900001", "source_eval": "1", "intel_eval": "B",
      ])
    let named = try #require(find("ZZ12ZZZ", try run(world)))
    #expect(named.findings.map(\.signal) == [VehicleSignals.namedWithLine.id])
    #expect(named.lineages == [0])
    #expect(named.unasked[VehicleSignals.repeatCorridor.id] == "no camera read it")
  }
}
